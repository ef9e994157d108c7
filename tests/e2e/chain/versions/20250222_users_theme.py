"""Thème de l'interface

Revision ID: 0f3c0017
Revises: 0f3c0015
Create Date: 2025-01-18

"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import inspect

revision = "20250222_users_theme"
down_revision = "20250219_user_badges_unique"
branch_labels = None
depends_on = None


def upgrade() -> None:
    bind = op.get_bind()
    inspector = inspect(bind)
    existing_columns = {col["name"] for col in inspector.get_columns("users")}
    if "theme" not in existing_columns:
        op.add_column("users", sa.Column("theme", sa.String(20), nullable=True, server_default='spatial'))


def downgrade() -> None:
    conn = op.get_bind()
    columns = [c["name"] for c in sa.inspect(conn).get_columns("users")]
    if "theme" in columns:
        op.drop_column("users", "theme")
