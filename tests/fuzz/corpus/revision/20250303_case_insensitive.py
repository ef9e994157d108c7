"""Noms sans casse, sur PostgreSQL seulement

Revision ID: 0f3c0020
Revises: 0f3c0018
Create Date: 2025-01-21

"""
import sqlalchemy as sa
from alembic import op

revision = "20250303_case_insensitive"
down_revision = "20250228_indexes_perf"
branch_labels = None
depends_on = None


def upgrade() -> None:
    bind = op.get_bind()
    if bind.dialect.name != "postgresql":
        return
    exists = bind.execute(
        sa.text("SELECT 1 FROM pg_indexes WHERE tablename = :t AND indexname = :i"),
        {"t": "users", "i": "ix_users_username_lower"},
    ).scalar()
    if not exists:
        op.execute("CREATE UNIQUE INDEX ix_users_username_lower ON users (lower(username))")


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP INDEX IF EXISTS ix_users_username_lower")
