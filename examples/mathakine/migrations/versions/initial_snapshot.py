"""les tables telles qu'elles étaient avant Alembic

Les tables results, statistics, user_stats et schema_version sont plus anciennes encore :
elles ne sont pas à nous, et aucune révision n'en parle.

Revision ID: initial_snapshot
Revises:
Create Date: 2025-05-12 21:40:07.318204

"""
from alembic import op

revision = "initial_snapshot"
down_revision = None
branch_labels = None
depends_on = None


def upgrade():
    op.execute("""
        CREATE TABLE IF NOT EXISTS users (
            id INTEGER PRIMARY KEY,
            username VARCHAR(50) NOT NULL UNIQUE,
            email VARCHAR(100) NOT NULL UNIQUE,
            hashed_password VARCHAR(255) NOT NULL,
            full_name VARCHAR(100),
            role TEXT NOT NULL DEFAULT 'PADAWAN'
                CHECK (role IN ('PADAWAN', 'MAITRE', 'GARDIEN', 'ARCHIVISTE')),
            is_active BOOLEAN NOT NULL DEFAULT 1,
            grade_level INTEGER CHECK (grade_level BETWEEN 1 AND 12),
            learning_style VARCHAR(50),
            created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
        )
    """)
    op.execute("""
        CREATE TABLE IF NOT EXISTS exercises (
            id INTEGER PRIMARY KEY,
            title VARCHAR(255) NOT NULL,
            creator_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
            exercise_type VARCHAR(50) NOT NULL,
            difficulty VARCHAR(50) NOT NULL,
            question TEXT NOT NULL,
            correct_answer VARCHAR(255) NOT NULL,
            choices JSON,
            explanation TEXT,
            is_archived BOOLEAN NOT NULL DEFAULT 0,
            view_count INTEGER NOT NULL DEFAULT 0 CHECK (view_count >= 0),
            created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
        )
    """)
    op.execute("""
        CREATE TABLE IF NOT EXISTS attempts (
            id INTEGER PRIMARY KEY,
            user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
            exercise_id INTEGER NOT NULL REFERENCES exercises (id) ON DELETE CASCADE,
            attempt_number INTEGER NOT NULL DEFAULT 1 CHECK (attempt_number > 0),
            user_answer VARCHAR(255) NOT NULL,
            is_correct BOOLEAN NOT NULL,
            time_spent REAL,
            created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
        )
    """)
    op.execute("CREATE INDEX IF NOT EXISTS ix_exercises_creator_id ON exercises (creator_id)")
    op.execute("CREATE INDEX IF NOT EXISTS ix_attempts_exercise_id ON attempts (exercise_id)")


def downgrade():
    op.execute("DROP TABLE attempts")
    op.execute("DROP TABLE exercises")
    op.execute("DROP TABLE users")
