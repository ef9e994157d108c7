"""Colonnes d'analyse des tentatives

Revision ID: 0f3c0010
Revises: 0f3c0008
Create Date: 2025-01-11

"""
import sqlalchemy as sa
from alembic import op

revision = "20250201_attempt_columns"
down_revision = "20250128_challenge_fields"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name, type_ in [("device", sa.String(30)), ("hints_used", sa.Integer()), ("feedback", sa.Text())]:
        op.add_column("attempts", sa.Column(name, type_, nullable=True))


def downgrade() -> None:
    for name in reversed(["device", "hints_used", "feedback"]):
        op.drop_column("attempts", name)
