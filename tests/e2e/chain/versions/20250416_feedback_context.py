"""Contexte des retours

Revision ID: 0f3c0033
Revises: 0f3c0031
Create Date: 2025-01-06

"""
import sqlalchemy as sa
from alembic import op

revision = "20250416_feedback_context"
down_revision = "20250408_comments"
branch_labels = None
depends_on = None


def upgrade() -> None:
    existing = {c["name"] for c in sa.inspect(op.get_bind()).get_columns("feedback_reports")}
    additions = {"page": sa.String(120), "browser": sa.String(80)}
    for name, kind in additions.items():
        if name in existing:
            continue
        op.add_column("feedback_reports", sa.Column(name, kind, nullable=True))


def downgrade() -> None:
    for name in ("browser", "page"):
        op.drop_column("feedback_reports", name)
