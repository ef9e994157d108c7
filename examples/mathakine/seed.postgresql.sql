-- Ce que la production contient : les tables d'avant, protégées, et des lignes partout. La base est à
-- la dernière révision.
--   athanor -e prod upgrade head && psql -v ON_ERROR_STOP=1 -f seed.postgresql.sql "$DATABASE_URL"
BEGIN;

CREATE TABLE schema_version (version integer PRIMARY KEY, applied_on text NOT NULL);
CREATE TABLE results (
    id serial PRIMARY KEY,
    session_id text NOT NULL,
    question text,
    is_correct integer,
    time_taken real,
    created_at timestamp DEFAULT CURRENT_TIMESTAMP
);
CREATE TABLE statistics (
    exercise_type text NOT NULL,
    difficulty text NOT NULL,
    total integer DEFAULT 0,
    correct integer DEFAULT 0,
    PRIMARY KEY (exercise_type, difficulty)
);
CREATE TABLE user_stats (
    user_id integer PRIMARY KEY REFERENCES users (id) ON DELETE CASCADE,
    solved integer NOT NULL DEFAULT 0,
    best_time real
);

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
    (4, 1, 1, '54', false, 6.5), (4, 1, 2, '56', true, 3.25), (4, 3, 1, '8', true, 12.0),
    (5, 1, 1, '56', true, 2.75), (5, 2, 1, '2/6', false, 20.0), (5, 2, 2, '3/4', true, 14.5);

INSERT INTO progress (user_id, exercise_type, difficulty, total_attempts, correct, streak) VALUES
    (4, 'multiplication', 'initié', 2, 1, 1), (5, 'fractions', 'padawan', 2, 1, 1);

INSERT INTO logic_challenges (title, creator_id, challenge_type, age_group, description, solution) VALUES
    ('Les trois portes', 3, 'deduction', '10-12', 'Une seule porte dit vrai.', 'La deuxième.');

SELECT setval(pg_get_serial_sequence('users', 'id'), 5), setval(pg_get_serial_sequence('exercises', 'id'), 3);

INSERT INTO schema_version VALUES (1, '2023-09-04'), (2, '2024-01-22');
INSERT INTO results (session_id, question, is_correct, time_taken) VALUES
    ('a1', '3 + 4', 1, 1.5), ('a1', '9 - 5', 1, 2.0), ('b7', '6 × 6', 0, 7.25), ('b7', '6 × 6', 1, 3.0);
DELETE FROM results WHERE id = 2;
INSERT INTO results (session_id, question, is_correct, time_taken) VALUES ('c3', '12 ÷ 4', 1, 2.5);
INSERT INTO statistics VALUES ('addition', 'initié', 120, 101), ('division', 'padawan', 44, 29);
INSERT INTO user_stats VALUES (3, 210, 1.25), (4, 57, 3.25), (5, 63, 2.75);
COMMIT;
