"""Titres plus longs

Revision ID: 0f3c0018
Revises: 0f3c0016
Create Date: 2025-01-19

"""
import sqlalchemy as sa
from alembic import op

revision = "20250225_title_length"
down_revision = "20250222_users_theme"
branch_labels = None
depends_on = None


def upgrade() -> None:
    conn = op.get_bind()
    columns = {c["name"]: c for c in sa.inspect(conn).get_columns("exercises")}
    if "title" in columns:
        with op.batch_alter_table("exercises") as batch_op:
            batch_op.alter_column("title", existing_type=sa.String(200), type_=sa.String(300), existing_nullable=False)


def downgrade() -> None:
    with op.batch_alter_table("exercises") as batch_op:
        batch_op.alter_column("title", existing_type=sa.String(300), type_=sa.String(200), existing_nullable=False)
