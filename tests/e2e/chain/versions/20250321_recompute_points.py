"""Points recalculés par l'ORM

Revision ID: 0f3c0026
Revises: 0f3c0024
Create Date: 2025-01-27

"""
import sqlalchemy as sa
from alembic import op
from sqlalchemy.orm import Session

from school.defaults import points_for

revision = "20250321_recompute_points"
down_revision = "20250318_exercise_ai"
branch_labels = None
depends_on = None


def upgrade() -> None:
    session = Session(bind=op.get_bind())
    for row in session.execute(sa.text("SELECT id FROM users")).fetchall():
        session.execute(sa.text("UPDATE users SET total_points = :p WHERE id = :i"), {"p": points_for(row.id), "i": row.id})
    session.flush()


def downgrade() -> None:
    pass
