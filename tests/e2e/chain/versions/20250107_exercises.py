"""Exercices de mathématiques

Une table par type était trop.

Revision ID: 0f3c0001
Revises: 0f3c-001
Create Date: 2025-01-02

"""
import sqlalchemy as sa
from alembic import op

revision: str = "20250107_exercises"
down_revision: str | None = "20250103_users"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "exercises",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("title", sa.String(200), nullable=False),
        sa.Column("difficulty", sa.String(20), nullable=False, server_default="initie"),
        sa.Column("tags", sa.Text(), nullable=True),
        sa.Column("is_active", sa.Boolean(), nullable=False, server_default=sa.text("true")),
        sa.Column("author_id", sa.Integer(), sa.ForeignKey("users.id", name="fk_exercises_author", ondelete="SET NULL")),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP"), nullable=False),
    )


def downgrade() -> None:
    op.drop_table("exercises")
