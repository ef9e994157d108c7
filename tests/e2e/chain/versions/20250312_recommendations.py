"""Recommandations

Revision ID: 0f3c0023
Revises: 0f3c0021
Create Date: 2025-01-24

"""
import sqlalchemy as sa
from alembic import op

revision = "20250312_recommendations"
down_revision = "20250309_locale_not_null"
branch_labels = None
depends_on = None


def upgrade() -> None:
    conn = op.get_bind()
    if conn.dialect.name == "postgresql":
        found = conn.execute(sa.text(
            "SELECT table_name FROM information_schema.tables "
            "WHERE table_schema = 'public' AND table_name = 'recommendations'"
        )).fetchone()
    else:
        found = conn.execute(sa.text(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name = 'recommendations'"
        )).fetchone()
    if found is None:
        op.create_table(
            "recommendations",
            sa.Column("id", sa.Integer(), primary_key=True),
            sa.Column("user_id", sa.Integer(), sa.ForeignKey("users.id", name="fk_recommendations_user"), nullable=False),
            sa.Column("reason", sa.Text()),
            sa.Column("priority", sa.SmallInteger(), server_default=sa.text("5")),
        )


def downgrade() -> None:
    op.drop_table("recommendations")
