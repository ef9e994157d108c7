"""Un badge une seule fois

Revision ID: 0f3c0016
Revises: 0f3c0014
Create Date: 2025-01-17

"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy import inspect

revision = "20250219_user_badges_unique"
down_revision = "20250216_user_badges"
branch_labels = None
depends_on = None


def upgrade() -> None:
    inspector = inspect(op.get_bind())
    uniques = {u["name"] for u in inspector.get_unique_constraints("user_badges")}
    if "uq_user_badge" not in uniques:
        with op.batch_alter_table("user_badges") as batch_op:
            batch_op.create_unique_constraint("uq_user_badge", ["user_id", "badge_id"])


def downgrade() -> None:
    with op.batch_alter_table("user_badges") as batch_op:
        batch_op.drop_constraint("uq_user_badge", type_="unique")
