"""Défis logiques, si la table n'y est pas déjà

Revision ID: 0f3c0008
Revises: 0f3c0006
Create Date: 2025-01-09

"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import inspect

revision = "20250125_challenges"
down_revision = "20250122_users_points"
branch_labels = None
depends_on = None


def upgrade() -> None:
    bind = op.get_bind()
    inspector = inspect(bind)
    if "challenges" in inspector.get_table_names():
        return

    op.create_table(
        "challenges",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("title", sa.String(255), nullable=False),
        sa.Column("solution", sa.Text()),
        sa.Column("success_rate", sa.Float(), server_default=sa.text("0.0")),
        sa.Column("created_at", sa.DateTime(timezone=True), server_default=sa.text("CURRENT_TIMESTAMP")),
    )


def downgrade() -> None:
    if inspect(op.get_bind()).has_table("challenges"):
        op.drop_table("challenges")
