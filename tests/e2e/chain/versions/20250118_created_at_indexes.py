"""Index de date sur trois tables

Revision ID: 0f3c0005
Revises: 0f3c0003
Create Date: 2025-01-06

"""
import sqlalchemy as sa
from alembic import op

revision = "20250118_created_at_indexes"
down_revision = "20250115_users_grade"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for table in ("users", "exercises", "attempts"):
        op.create_index(f"ix_{table}_created_at", table, ["created_at"])


def downgrade() -> None:
    for table in ("attempts", "exercises", "users"):
        op.drop_index(f"ix_{table}_created_at", table_name=table)
