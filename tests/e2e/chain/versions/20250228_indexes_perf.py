"""Index de performance

Revision ID: 0f3c0019
Revises: 0f3c0017
Create Date: 2025-01-20

"""
import sqlalchemy as sa
from alembic import op

revision = "20250228_indexes_perf"
down_revision = "20250225_title_length"
branch_labels = None
depends_on = None


def upgrade() -> None:
    conn = op.get_bind()
    inspector = sa.inspect(conn)

    def ensure_index(name, table, columns):
        if name not in {ix["name"] for ix in inspector.get_indexes(table)}:
            op.create_index(name, table, columns)

    ensure_index("ix_exercises_difficulty", "exercises", ["difficulty"])
    ensure_index("ix_attempts_created_user", "attempts", ["created_at", "user_id"])
    ensure_index("ix_challenges_age_group", "challenges", ["age_group"])


def downgrade() -> None:
    inspector = sa.inspect(op.get_bind())
    for table, name in {"challenges": "ix_challenges_age_group", "attempts": "ix_attempts_created_user",
                        "exercises": "ix_exercises_difficulty"}.items():
        if any(ix["name"] == name for ix in inspector.get_indexes(table)):
            op.drop_index(name, table_name=table)
