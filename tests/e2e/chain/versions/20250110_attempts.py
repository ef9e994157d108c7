"""Tentatives

Revision ID: 0f3c0002
Revises: 0f3c0000
Create Date: 2025-01-03

"""
import sqlalchemy as sa
from alembic import op

revision = "20250110_attempts"
down_revision = "20250107_exercises"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attempts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), primary_key=True),
        sa.Column("user_id", sa.Integer(), nullable=False),
        sa.Column("exercise_id", sa.Integer(), nullable=False),
        sa.Column("is_correct", sa.Boolean(), nullable=False),
        sa.Column("time_spent", sa.Numeric(10, 2)),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False, server_default=sa.text("CURRENT_TIMESTAMP")),
        sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_attempts_user", ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["exercise_id"], ["exercises.id"], name="fk_attempts_exercise", ondelete="CASCADE"),
        sa.CheckConstraint("time_spent >= 0", name="ck_attempts_time"),
    )
    op.create_index("ix_attempts_user_exercise", "attempts", ["user_id", "exercise_id"])


def downgrade() -> None:
    op.drop_index("ix_attempts_user_exercise", table_name="attempts")
    op.drop_table("attempts")
