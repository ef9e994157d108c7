"""Le français par défaut

Revision ID: 0f3c0021
Revises: 0f3c0019
Create Date: 2025-01-22

"""
import sqlalchemy as sa
from alembic import op

revision = "20250306_fill_locale"
down_revision = "20250303_case_insensitive"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("UPDATE users SET locale = 'fr' WHERE locale IS NULL")
    op.execute("INSERT INTO roles (id, name) VALUES (90, 'invité')")


def downgrade() -> None:
    op.execute("DELETE FROM roles WHERE id = 90")
