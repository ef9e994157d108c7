"""Exercices générés

Revision ID: 0f3c0025
Revises: 0f3c0023
Create Date: 2025-01-26

"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import inspect

revision = "20250318_exercise_ai"
down_revision = "20250315_reco_challenge"
branch_labels = None
depends_on = None


def upgrade() -> None:
    bind = op.get_bind()
    inspector = inspect(bind)
    existing_columns = {col["name"] for col in inspector.get_columns("exercises")}
    if "ai_generated" not in existing_columns:
        op.add_column("exercises", sa.Column("ai_generated", sa.Boolean(), server_default=sa.text('false'), nullable=False))


def downgrade() -> None:
    conn = op.get_bind()
    columns = [c["name"] for c in sa.inspect(conn).get_columns("exercises")]
    if "ai_generated" in columns:
        op.drop_column("exercises", "ai_generated")
