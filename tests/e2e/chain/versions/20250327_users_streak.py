"""Jours de suite

Revision ID: 0f3c0028
Revises: 0f3c0026
Create Date: 2025-01-01

"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import inspect

revision = "20250327_users_streak"
down_revision = "20250324_settings"
branch_labels = None
depends_on = None


def upgrade() -> None:
    bind = op.get_bind()
    inspector = inspect(bind)
    existing_columns = {col["name"] for col in inspector.get_columns("users")}
    if "current_streak" not in existing_columns:
        op.add_column("users", sa.Column("current_streak", sa.Integer(), server_default=sa.text('0')))


def downgrade() -> None:
    conn = op.get_bind()
    columns = [c["name"] for c in sa.inspect(conn).get_columns("users")]
    if "current_streak" in columns:
        op.drop_column("users", "current_streak")
