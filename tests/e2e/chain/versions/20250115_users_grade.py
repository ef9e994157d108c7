"""Niveau scolaire

Revision ID: 0f3c0004
Revises: 0f3c0002
Create Date: 2025-01-05

"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import inspect

revision = "20250115_users_grade"
down_revision = "20250112_users_locale"
branch_labels = None
depends_on = None


def upgrade() -> None:
    bind = op.get_bind()
    inspector = inspect(bind)
    existing_columns = {col["name"] for col in inspector.get_columns("users")}
    if "grade_level" not in existing_columns:
        op.add_column("users", sa.Column("grade_level", sa.Integer(), nullable=True))


def downgrade() -> None:
    conn = op.get_bind()
    columns = [c["name"] for c in sa.inspect(conn).get_columns("users")]
    if "grade_level" in columns:
        op.drop_column("users", "grade_level")
