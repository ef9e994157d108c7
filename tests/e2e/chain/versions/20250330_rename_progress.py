"""progress devient user_progress

Revision ID: 0f3c0029
Revises: 0f3c0027
Create Date: 2025-01-02

"""
import sqlalchemy as sa
from alembic import op

revision = "20250330_rename_progress"
down_revision = "20250327_users_streak"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_progress_topic", table_name="progress")
    op.rename_table("progress", "user_progress")
    op.create_index("ix_user_progress_topic", "user_progress", ["topic"])


def downgrade() -> None:
    op.drop_index("ix_user_progress_topic", table_name="user_progress")
    op.rename_table("user_progress", "progress")
    op.create_index("ix_progress_topic", "progress", ["topic"])
