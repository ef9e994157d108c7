"""Table de progression

Revision ID: 0f3c0013
Revises: 0f3c0011
Create Date: 2025-01-14

"""
import sqlalchemy as sa
from alembic import op

revision = "20250210_progress"
down_revision = "20250207_users_role"
branch_labels = None
depends_on = None


def upgrade() -> None:
    conn = op.get_bind()
    inspector = sa.inspect(conn)
    if not inspector.has_table("progress"):
        op.create_table(
            "progress",
            sa.Column("user_id", sa.Integer(), sa.ForeignKey("users.id", ondelete="CASCADE"), primary_key=True),
            sa.Column("topic", sa.String(60), primary_key=True),
            sa.Column("average", sa.Numeric(5, 2), nullable=True),
            sa.Column("updated_at", sa.DateTime(timezone=True), nullable=True),
        )
        op.create_index("ix_progress_topic", "progress", ["topic"])


def downgrade() -> None:
    op.drop_index("ix_progress_topic", table_name="progress")
    op.drop_table("progress")
