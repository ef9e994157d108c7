"""Langue préférée de l'utilisateur

Revision ID: 0f3c0003
Revises: 0f3c0001
Create Date: 2025-01-04

"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import inspect

revision = "20250112_users_locale"
down_revision = "20250110_attempts"
branch_labels = None
depends_on = None


def upgrade() -> None:
    bind = op.get_bind()
    inspector = inspect(bind)
    existing_columns = {col["name"] for col in inspector.get_columns("users")}
    if "locale" not in existing_columns:
        op.add_column("users", sa.Column("locale", sa.String(5), nullable=True))


def downgrade() -> None:
    conn = op.get_bind()
    columns = [c["name"] for c in sa.inspect(conn).get_columns("users")]
    if "locale" in columns:
        op.drop_column("users", "locale")
