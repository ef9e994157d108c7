"""Garde-fous des tentatives

Revision ID: 0f3c0031
Revises: 0f3c0029
Create Date: 2025-01-04

"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import inspect

revision = "20250405_attempt_checks"
down_revision = "20250402_drop_theme"
branch_labels = None
depends_on = None


def upgrade() -> None:
    bind = op.get_bind()
    checks = {c["name"] for c in inspect(bind).get_check_constraints("attempts")}
    if "ck_attempts_hints" not in checks:
        with op.batch_alter_table("attempts") as batch_op:
            batch_op.create_check_constraint("ck_attempts_hints", "hints_used >= 0")


def downgrade() -> None:
    with op.batch_alter_table("attempts") as batch_op:
        batch_op.drop_constraint("ck_attempts_hints", type_="check")
