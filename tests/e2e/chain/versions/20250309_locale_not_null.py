"""La langue devient obligatoire

Revision ID: 0f3c0022
Revises: 0f3c0020
Create Date: 2025-01-23

"""
import sqlalchemy as sa
from alembic import op

revision = "20250309_locale_not_null"
down_revision = "20250306_fill_locale"
branch_labels = None
depends_on = None


def upgrade() -> None:
    conn = op.get_bind()
    nullable = next((c["nullable"] for c in sa.inspect(conn).get_columns("users") if c["name"] == "locale"), None)
    if nullable:
        with op.batch_alter_table("users", schema=None) as batch_op:
            batch_op.alter_column("locale", existing_type=sa.String(5), nullable=False, server_default="fr")


def downgrade() -> None:
    with op.batch_alter_table("users", schema=None) as batch_op:
        batch_op.alter_column("locale", existing_type=sa.String(5), nullable=True, server_default=None)
