"""Rôle de chaque utilisateur

Revision ID: 0f3c0012
Revises: 0f3c0010
Create Date: 2025-01-13

"""
import sqlalchemy as sa
from alembic import op

revision = "20250207_users_role"
down_revision = "20250204_default_roles"
branch_labels = None
depends_on = None


def upgrade() -> None:
    conn = op.get_bind()
    cols = [row["name"] for row in sa.inspect(conn).get_columns("users")]
    if "role" not in cols:
        op.add_column("users", sa.Column("role", sa.String(30), server_default="padawan", nullable=False))
        op.create_index("ix_users_role", "users", ["role"])


def downgrade() -> None:
    conn = op.get_bind()
    index_names = [i["name"] for i in sa.inspect(conn).get_indexes("users")]
    if "ix_users_role" in index_names:
        op.drop_index("ix_users_role", table_name="users")
    op.drop_column("users", "role")
