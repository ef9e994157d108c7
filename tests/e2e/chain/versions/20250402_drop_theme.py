"""Le thème n'est plus utile

Revision ID: 0f3c0030
Revises: 0f3c0028
Create Date: 2025-01-03

"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import inspect

revision = "20250402_drop_theme"
down_revision = "20250330_rename_progress"
branch_labels = None
depends_on = None


def upgrade() -> None:
    insp = inspect(op.get_bind())
    cols = [c["name"] for c in insp.get_columns("users")]
    if "theme" in cols:
        op.drop_column("users", "theme")


def downgrade() -> None:
    cols = [c["name"] for c in inspect(op.get_bind()).get_columns("users")]
    if "theme" not in cols:
        op.add_column("users", sa.Column("theme", sa.String(20), nullable=True, server_default="spatial"))
