"""Badges

Revision ID: 0f3c0014
Revises: 0f3c0012
Create Date: 2025-01-15

"""
import sqlalchemy as sa
from alembic import op

revision = "20250213_badges"
down_revision = "20250210_progress"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "badges",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("code", sa.String(40), nullable=False, unique=True),
        sa.Column("level", sa.Enum("bronze", "argent", "or", name="badge_level"), nullable=False, server_default="bronze"),
        sa.Column("rule", sa.JSON(), nullable=True),
        sa.Column("price", sa.Numeric(precision=8, scale=2), server_default="0"),
    )


def downgrade() -> None:
    op.drop_table("badges")
    sa.Enum(name="badge_level").drop(op.get_bind(), checkfirst=True)
