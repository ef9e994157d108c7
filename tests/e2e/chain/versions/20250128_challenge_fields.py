"""Champs des défis

Revision ID: 0f3c0009
Revises: 0f3c0007
Create Date: 2025-01-10

"""
import sqlalchemy as sa
from alembic import op

revision = "20250128_challenge_fields"
down_revision = "20250125_challenges"
branch_labels = None
depends_on = None


def _column_exists(table_name: str, column_name: str) -> bool:
    """Vrai si la colonne est déjà là."""
    bind = op.get_bind()
    insp = sa.inspect(bind)
    if table_name not in insp.get_table_names():
        return False
    return any(col["name"] == column_name for col in insp.get_columns(table_name))


def upgrade() -> None:
    if not _column_exists("challenges", "age_group"):
        op.add_column("challenges", sa.Column("age_group", sa.String(20), nullable=True))
    if not _column_exists("challenges", "hints"):
        op.add_column("challenges", sa.Column("hints", sa.JSON(), nullable=True))


def downgrade() -> None:
    for name in ["hints", "age_group"]:
        if _column_exists("challenges", name):
            op.drop_column("challenges", name)
