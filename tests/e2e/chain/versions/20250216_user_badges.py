"""Badges gagnés

Revision ID: 0f3c0015
Revises: 0f3c0013
Create Date: 2025-01-16

"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import inspect

revision = "20250216_user_badges"
down_revision = "20250213_badges"
branch_labels = None
depends_on = None


def upgrade() -> None:
    inspector = inspect(op.get_bind())
    tables = inspector.get_table_names()
    if "user_badges" not in tables and "badges" in tables:
        op.create_table(
            "user_badges",
            sa.Column("id", sa.Integer(), nullable=False),
            sa.Column("user_id", sa.Integer(), nullable=False),
            sa.Column("badge_id", sa.Integer(), nullable=False),
            sa.Column("earned_at", sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP")),
            sa.ForeignKeyConstraint(["badge_id"], ["badges.id"], name="fk_user_badges_badge"),
            sa.ForeignKeyConstraint(["user_id"], ["users.id"], name="fk_user_badges_user"),
            sa.PrimaryKeyConstraint("id", name="user_badges_pkey"),
        )


def downgrade() -> None:
    if "user_badges" in inspect(op.get_bind()).get_table_names():
        op.drop_table("user_badges")
