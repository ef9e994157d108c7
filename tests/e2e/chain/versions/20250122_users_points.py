"""Points d'expérience

Revision ID: 0f3c0007
Revises: 0f3c0005
Create Date: 2025-01-08

"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import inspect

revision = "20250122_users_points"
down_revision = "20250120_avatar"
branch_labels = None
depends_on = None


def upgrade() -> None:
    bind = op.get_bind()
    inspector = inspect(bind)
    existing_columns = {col["name"] for col in inspector.get_columns("users")}
    if "total_points" not in existing_columns:
        op.add_column("users", sa.Column("total_points", sa.Integer(), nullable=False, server_default="0"))


def downgrade() -> None:
    conn = op.get_bind()
    columns = [c["name"] for c in sa.inspect(conn).get_columns("users")]
    if "total_points" in columns:
        op.drop_column("users", "total_points")
