-- La base de départ : ce que l'application a laissé, avec des lignes, à la dernière révision.
--   sqlite3 -bail mathakine.db < seed.sql
PRAGMA foreign_keys = OFF;
BEGIN;

-- Les tables d'avant, protégées.
CREATE TABLE schema_version (version INTEGER PRIMARY KEY, applied_on TEXT NOT NULL);
CREATE TABLE results (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    session_id TEXT NOT NULL,
    question TEXT,
    is_correct INTEGER,
    time_taken REAL,
    created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE statistics (
    exercise_type TEXT NOT NULL,
    difficulty TEXT NOT NULL,
    total INTEGER DEFAULT 0,
    correct INTEGER DEFAULT 0,
    PRIMARY KEY (exercise_type, difficulty)
);

-- Les tables de l'application.
CREATE TABLE users (
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
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    last_login_at TIMESTAMP
);
CREATE TABLE exercises (
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
);
CREATE TABLE attempts (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    exercise_id INTEGER NOT NULL REFERENCES exercises (id) ON DELETE CASCADE,
    attempt_number INTEGER NOT NULL DEFAULT 1 CHECK (attempt_number > 0),
    user_answer VARCHAR(255) NOT NULL,
    is_correct BOOLEAN NOT NULL,
    time_spent REAL,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE progress (
    id INTEGER PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users (id) ON DELETE CASCADE,
    exercise_type VARCHAR(50) NOT NULL,
    difficulty VARCHAR(50) NOT NULL,
    total_attempts INTEGER NOT NULL DEFAULT 0,
    correct INTEGER NOT NULL DEFAULT 0,
    completion_rate NUMERIC(5,2) AS
        (CASE WHEN total_attempts > 0 THEN 100.0 * correct / total_attempts END),
    streak INTEGER NOT NULL DEFAULT 0,
    updated_at TIMESTAMP,
    CONSTRAINT uq_progress_user_type UNIQUE (user_id, exercise_type, difficulty),
    CONSTRAINT progress_counts CHECK (correct <= total_attempts)
);
CREATE TABLE logic_challenges (
    id INTEGER PRIMARY KEY,
    title VARCHAR(255) NOT NULL,
    creator_id INTEGER REFERENCES users (id) ON DELETE SET NULL,
    challenge_type VARCHAR(50) NOT NULL,
    age_group VARCHAR(20) NOT NULL,
    description TEXT NOT NULL,
    solution TEXT NOT NULL,
    hints JSON,
    difficulty_score REAL DEFAULT 2.5 CHECK (difficulty_score BETWEEN 1 AND 5),
    minutes INTEGER NOT NULL DEFAULT 15,
    is_active BOOLEAN NOT NULL DEFAULT 1,
    created_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX ix_exercises_creator_id ON exercises (creator_id);
CREATE INDEX ix_attempts_exercise_id ON attempts (exercise_id);
CREATE INDEX ix_logic_challenges_is_active ON logic_challenges (is_active);
CREATE INDEX ix_attempts_user_created ON attempts (user_id, created_at DESC);
CREATE INDEX ix_exercises_type_difficulty ON exercises (exercise_type, difficulty) WHERE not is_archived;
CREATE INDEX ix_users_active ON users (last_login_at DESC) WHERE is_active;

CREATE TABLE user_stats (
    user_id INTEGER PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    solved INTEGER NOT NULL DEFAULT 0,
    best_time REAL
);

CREATE TABLE alembic_version (
    version_num VARCHAR(32) NOT NULL,
    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO alembic_version VALUES ('19399f776f09');

INSERT INTO users (id, username, email, hashed_password, full_name, role, grade_level, last_login_at) VALUES
    (1, 'ada', 'ada@example.org', 'x', 'Ada L.', 'ARCHIVISTE', NULL, '2025-05-14 08:02:11'),
    (2, 'emmy', 'emmy@example.org', 'x', 'Emmy N.', 'MAITRE', NULL, '2025-05-14 17:45:00'),
    (3, 'sophie', 'sophie@example.org', 'x', 'Sophie G.', 'GARDIEN', 12, NULL),
    (4, 'evariste', 'evariste@example.org', 'x', 'Évariste G.', 'PADAWAN', 8, '2025-05-13 20:30:54'),
    (5, 'maryam', 'maryam@example.org', 'x', 'Maryam M.', 'PADAWAN', 6, '2025-05-15 07:11:39');

INSERT INTO exercises (id, title, creator_id, exercise_type, difficulty, question, correct_answer, choices) VALUES
    (1, 'Tables de sept', 2, 'multiplication', 'initié', '7 × 8', '56', '["54", "56", "63", "48"]'),
    (2, 'Fractions simples', 2, 'fractions', 'padawan', '1/2 + 1/4', '3/4', NULL),
    (3, 'Suite', NULL, 'divers', 'chevalier', '1, 1, 2, 3, 5, ?', '8', NULL);

INSERT INTO attempts (user_id, exercise_id, attempt_number, user_answer, is_correct, time_spent) VALUES
    (4, 1, 1, '54', 0, 6.5), (4, 1, 2, '56', 1, 3.25), (4, 3, 1, '8', 1, 12.0),
    (5, 1, 1, '56', 1, 2.75), (5, 2, 1, '2/6', 0, 20.0), (5, 2, 2, '3/4', 1, 14.5);

INSERT INTO progress (user_id, exercise_type, difficulty, total_attempts, correct, streak) VALUES
    (4, 'multiplication', 'initié', 2, 1, 1), (5, 'fractions', 'padawan', 2, 1, 1);

INSERT INTO logic_challenges (title, creator_id, challenge_type, age_group, description, solution) VALUES
    ('Les trois portes', 3, 'deduction', '10-12', 'Une seule porte dit vrai.', 'La deuxième.');

INSERT INTO schema_version VALUES (1, '2023-09-04'), (2, '2024-01-22');
INSERT INTO results (session_id, question, is_correct, time_taken) VALUES
    ('a1', '3 + 4', 1, 1.5), ('a1', '9 - 5', 1, 2.0), ('b7', '6 × 6', 0, 7.25), ('b7', '6 × 6', 1, 3.0);
DELETE FROM results WHERE id = 2;
INSERT INTO results (session_id, question, is_correct, time_taken) VALUES ('c3', '12 ÷ 4', 1, 2.5);
INSERT INTO statistics VALUES ('addition', 'initié', 120, 101), ('division', 'padawan', 44, 29);
INSERT INTO user_stats VALUES (3, 210, 1.25), (4, 57, 3.25), (5, 63, 2.75);
COMMIT;
