"""progression et défis de logique

Revision ID: 20250513_baseline
Revises: initial_snapshot
Create Date: 2025-05-13 09:12:55.004117

"""
from alembic import op

# revision identifiers, used by Alembic.
revision = "20250513_baseline"
down_revision = "initial_snapshot"
branch_labels = None
depends_on = None


def upgrade():
    op.execute(
        "CREATE TABLE progress ("
        "  id INTEGER PRIMARY KEY,"
        "  user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,"
        "  exercise_type VARCHAR(50) NOT NULL,"
        "  difficulty VARCHAR(50) NOT NULL,"
        "  total_attempts INTEGER NOT NULL DEFAULT 0,"
        "  correct INTEGER NOT NULL DEFAULT 0,"
        "  completion_rate NUMERIC(5,2) AS"
        "    (CASE WHEN total_attempts > 0 THEN 100.0 * correct / total_attempts END),"
        "  streak INTEGER NOT NULL DEFAULT 0,"
        "  updated_at TIMESTAMP,"
        "  CONSTRAINT uq_progress_user_type UNIQUE (user_id, exercise_type, difficulty),"
        "  CONSTRAINT progress_counts CHECK (correct <= total_attempts)"
        ")"
    )
    op.execute(
        "CREATE TABLE logic_challenges ("
        "  id INTEGER PRIMARY KEY,"
        "  title VARCHAR(255) NOT NULL,"
        "  creator_id INTEGER REFERENCES users (id) ON DELETE SET NULL,"
        "  challenge_type VARCHAR(50) NOT NULL,"
        "  age_group VARCHAR(20) NOT NULL,"
        "  description TEXT NOT NULL,"
        "  solution TEXT NOT NULL,"
        "  hints JSON,"
        "  difficulty_score REAL DEFAULT 2.5 CHECK (difficulty_score BETWEEN 1 AND 5),"
        "  minutes INTEGER NOT NULL DEFAULT 15,"
        "  is_active BOOLEAN NOT NULL DEFAULT 1,"
        "  created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP"
        ")"
    )
    op.execute("CREATE INDEX ix_logic_challenges_is_active ON logic_challenges (is_active)")


def downgrade():
    op.execute("DROP TABLE logic_challenges")
    op.execute("DROP TABLE progress")
