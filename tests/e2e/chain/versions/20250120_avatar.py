"""Avatar : l'adresse de l'image

Revision ID: 0f3c0006
Revises: 0f3c0004
Create Date: 2025-01-07

"""
import sqlalchemy as sa
from alembic import op

revision = "20250120_avatar"
down_revision = "20250118_created_at_indexes"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("users", sa.Column("avatar_url", sa.String(255), nullable=True))


def downgrade() -> None:
    op.drop_column("users", "avatar_url")
