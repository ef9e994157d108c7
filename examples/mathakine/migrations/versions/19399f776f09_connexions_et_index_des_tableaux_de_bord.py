"""connexions et index des tableaux de bord

Revision ID: 19399f776f09
Revises: 20250513_baseline
Create Date: 2026-11-21 09:44:50.590477

"""
from alembic import op

revision = "19399f776f09"
down_revision = "20250513_baseline"
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        op.execute("""ALTER TABLE users ADD COLUMN last_login_at TIMESTAMP""")
        op.execute("""CREATE INDEX ix_attempts_user_created ON attempts (user_id, created_at DESC)""")
        op.execute("""CREATE INDEX ix_exercises_type_difficulty ON exercises (exercise_type, difficulty) WHERE not is_archived""")
        op.execute("""CREATE INDEX ix_users_active ON users (last_login_at DESC) WHERE is_active""")
    elif op.get_context().dialect.name == "postgresql":
        op.execute("""ALTER TABLE users ADD COLUMN last_login_at timestamp without time zone""")
        op.execute("""CREATE INDEX ix_attempts_user_created ON attempts (user_id, created_at DESC)""")
        op.execute("""CREATE INDEX ix_exercises_type_difficulty ON exercises (exercise_type, difficulty) WHERE not is_archived""")
        op.execute("""CREATE INDEX ix_users_active ON users (last_login_at DESC) WHERE is_active""")


def downgrade() -> None:
    if op.get_context().dialect.name == "sqlite":
        op.execute("""DROP INDEX ix_attempts_user_created""")
        op.execute("""DROP INDEX ix_exercises_type_difficulty""")
        op.execute("""DROP INDEX ix_users_active""")
        op.execute("""ALTER TABLE users DROP COLUMN last_login_at""")
    elif op.get_context().dialect.name == "postgresql":
        op.execute("""DROP INDEX ix_attempts_user_created""")
        op.execute("""DROP INDEX ix_exercises_type_difficulty""")
        op.execute("""DROP INDEX ix_users_active""")
        op.execute("""ALTER TABLE users DROP COLUMN last_login_at""")
