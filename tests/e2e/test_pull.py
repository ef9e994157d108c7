"""Models written from a database."""
import shop
from harness import Project, equal, expect

LIBRARY = '''
CREATE TABLE "Artist" ([ArtistId] INTEGER NOT NULL, [Name] NVARCHAR(120), CONSTRAINT [PK_Artist] PRIMARY KEY ([ArtistId]));
CREATE TABLE "Album" ("AlbumId" INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, Title NVARCHAR(160) NOT NULL,
  ArtistId INTEGER NOT NULL, FOREIGN KEY (ArtistId) REFERENCES "Artist" (ArtistId) ON DELETE NO ACTION ON UPDATE NO ACTION);
CREATE TABLE Genre (GenreId INTEGER NOT NULL PRIMARY KEY, Name NVARCHAR(120) COLLATE NOCASE);
CREATE TABLE MediaType (MediaTypeId INTEGER NOT NULL PRIMARY KEY, Name NVARCHAR(120));
CREATE TABLE Track (TrackId INTEGER NOT NULL PRIMARY KEY, Name NVARCHAR(200) NOT NULL, AlbumId INTEGER REFERENCES Album,
  MediaTypeId INTEGER NOT NULL REFERENCES MediaType (MediaTypeId), GenreId INTEGER REFERENCES Genre,
  Milliseconds INTEGER NOT NULL CHECK (Milliseconds > 0), Bytes INTEGER, UnitPrice NUMERIC(10,2) NOT NULL DEFAULT 0.99,
  Seconds INTEGER GENERATED ALWAYS AS (Milliseconds / 1000) VIRTUAL);
CREATE TABLE Playlist (PlaylistId INTEGER NOT NULL PRIMARY KEY, Name NVARCHAR(120));
CREATE TABLE PlaylistTrack (PlaylistId INTEGER NOT NULL REFERENCES Playlist ON DELETE CASCADE,
  TrackId INTEGER NOT NULL REFERENCES Track ON DELETE CASCADE, PRIMARY KEY (PlaylistId, TrackId)) WITHOUT ROWID;
CREATE TABLE Employee (EmployeeId INTEGER NOT NULL PRIMARY KEY, LastName NVARCHAR(20) NOT NULL, ReportsTo INTEGER,
  HireDate DATETIME, is_boss INTEGER DEFAULT 0, FOREIGN KEY (ReportsTo) REFERENCES Employee (EmployeeId));
CREATE TABLE Customer (CustomerId INTEGER NOT NULL PRIMARY KEY, Email TEXT NOT NULL UNIQUE, SupportRepId INTEGER,
  FOREIGN KEY (SupportRepId) REFERENCES Employee (EmployeeId));
CREATE TABLE Invoice (InvoiceId INTEGER NOT NULL PRIMARY KEY, CustomerId INTEGER NOT NULL REFERENCES Customer,
  InvoiceDate DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP, Total NUMERIC(10,2) NOT NULL);
CREATE TABLE InvoiceLine (InvoiceLineId INTEGER NOT NULL PRIMARY KEY, InvoiceId INTEGER NOT NULL REFERENCES Invoice,
  TrackId INTEGER NOT NULL REFERENCES Track, Quantity INTEGER NOT NULL DEFAULT (1));
CREATE INDEX IFK_AlbumArtistId ON Album (ArtistId);
CREATE UNIQUE INDEX IX_TrackName ON Track (lower(Name), AlbumId DESC) WHERE Bytes IS NOT NULL;
CREATE VIEW TopTracks AS SELECT t.Name, sum(l.Quantity) AS Sold FROM Track t LEFT JOIN InvoiceLine l ON l.TrackId = t.TrackId GROUP BY 1;
CREATE TRIGGER TrimName AFTER INSERT ON Track WHEN NEW.Name <> trim(NEW.Name) BEGIN UPDATE Track SET Name = trim(NEW.Name) WHERE TrackId = NEW.TrackId; END;
CREATE VIRTUAL TABLE TrackText USING fts5(Name, content='');
INSERT INTO Artist VALUES (1, 'AC/DC'), (2, 'Été''s');
INSERT INTO Album (Title, ArtistId) VALUES ('For Those: About To', 1), ('100%', 2);
DELETE FROM Album WHERE AlbumId = 2;
INSERT INTO Genre VALUES (1, 'Rock'); INSERT INTO MediaType VALUES (1, 'MPEG');
INSERT INTO Track (TrackId, Name, AlbumId, MediaTypeId, GenreId, Milliseconds, Bytes) VALUES (1, 'One', 1, 1, 1, 343719, 11170334), (2, ' Two ', NULL, 1, NULL, 1, NULL);
INSERT INTO Playlist VALUES (1, 'Music'); INSERT INTO PlaylistTrack VALUES (1, 1), (1, 2);
INSERT INTO Employee VALUES (1, 'Adams', NULL, '2002-08-14', 1), (2, 'Edwards', 1, NULL, 0);
INSERT INTO Customer VALUES (1, 'a@b', 2); INSERT INTO Invoice (InvoiceId, CustomerId, Total) VALUES (1, 1, 3.96);
INSERT INTO InvoiceLine VALUES (1, 1, 1, 2), (2, 1, 2, 1);
'''


def files(folder):
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*"))
            if path.is_file()}


def library():
    project = Project()
    project.sql(LIBRARY)
    return project


def test_a_database_has_no_difference_with_what_was_pulled_from_it():
    for more in [], ["--single"]:
        with library() as project:
            project.ok("pull", "sqlite:///app.db", "--out", "models", *more)
            equal(project.ok("diff", "--format", "sql"), "")
            equal(project.athanor("diff", "--exit-code").code, 0)
            equal(project.ok("diff", "--reverse", "--format", "sql"), "")
            equal(len(list((project.root / "models").glob("*.toml"))) == 1, more == ["--single"])


def test_pulling_twice_gives_the_same_bytes():
    with library() as project:
        project.ok("pull", "sqlite:///app.db", "--out", "one")
        project.ok("pull", "sqlite:///app.db", "--out", "two")
        equal(files(project.root / "one"), files(project.root / "two"))
        project.ok("pull", "sqlite:///app.db", "--out", "one")
        equal(files(project.root / "one"), files(project.root / "two"))


def test_a_database_made_from_what_was_pulled_is_pulled_the_same():
    with library() as project:
        project.ok("pull", "sqlite:///app.db", "--out", "models")
        script = project.ok("diff", "--from", "empty", "--to", "models", "--format", "sql")
        project.sql(script, project.root / "again.db")
        # An integer that holds only 0 and 1 is seen in rows, so the rows must be there too.
        project.sql("INSERT INTO Employee (EmployeeId, LastName, is_boss) VALUES (1, 'x', 1)",
                    project.root / "again.db")
        project.ok("pull", "sqlite:///again.db", "--out", "again")
        equal(files(project.root / "again"), files(project.root / "models"))


def test_pull_overwrites_nothing_without_force():
    with library() as project:
        project.ok("pull", "sqlite:///app.db", "--out", "models")
        path = project.root / "models/Artist.toml"
        path.write_text("# by hand\n" + path.read_text())
        before = files(project.root / "models")
        said = project.fails(1, "pull", "sqlite:///app.db", "--out", "models")
        equal(said, "note: Employee.is_boss holds only 0 and 1: written as a boolean\n"
                    "error: these files are there already and differ; nothing was written:\n"
                    "  models/Artist.toml\n--force overwrites them and shows what changes\n")
        equal(files(project.root / "models"), before)
        shown = project.ok("pull", "sqlite:///app.db", "--out", "models", "--force")
        expect("-# by hand" in shown, shown)
        expect("# by hand" not in path.read_text())


def test_pull_of_a_script_is_that_of_the_database():
    with library() as project:
        project.write("library.sql", LIBRARY)
        project.ok("pull", "library.sql", "--dialect", "sqlite", "--out", "one")
        equal(project.ok("diff", "--from", "sqlite:///app.db", "--to", "one", "--format", "sql"), "")


CHANGES = [
    ('Title    = {', 'Heading  = { renamed_from = "Title",'),
    ('LastName   = { type = "varchar(20)", nullable = false, sqlite.type = "NVARCHAR(20)" }',
     'Surname    = { type = "varchar(80)", nullable = false, renamed_from = "LastName" }'),
    ('Total       = { type = "numeric(10,2)"', 'Total       = { type = "double"'),
    ('Bytes        = { type = "integer" }',
     'Bytes        = { type = "bigint", sqlite.type = "BIGINT" }\n'
     'Rating       = { type = "integer", default = 3, nullable = false, check = "Rating > 0" }\n'
     'Fans         = { type = "integer", references = "Customer(CustomerId)" }'),
    ('SupportRepId = { type = "integer", references = "Employee(EmployeeId)" }',
     'SupportRepId = { type = "integer", references = "Employee(EmployeeId)", on_delete = "set null" }\n'
     'Invited      = { type = "integer", references = "Customer(CustomerId)", index = true }'),
]


def test_a_pulled_database_is_changed_and_changed_back_without_a_row_lost():
    with library() as project:
        project.ok("pull", "sqlite:///app.db", "--out", "models", "--single")
        project.ok("revision", "-m", "as it was")
        project.ok("stamp", "head")
        before, began = project.content(), project.version()
        models = project.read("models/schema.toml")
        for old, new in CHANGES:
            expect(old in models, old, models)
            models = models.replace(old, new)
        project.write("models/schema.toml", models)
        project.ok("revision", "-m", "changed")
        project.ok("upgrade", "head")
        project.sound()
        equal(project.ok("diff", "--format", "sql"), "")
        equal(project.rows("SELECT Heading FROM Album"), [("For Those: About To",)])
        equal(project.rows("SELECT Rating FROM Track"), [(3,), (3,)])
        project.ok("downgrade", "-1")
        project.sound()
        after = project.content()
        del before["alembic_version"], after["alembic_version"]
        equal(after, before)
        equal(project.ok("diff", "--from", "env:dev", "--to", f"history:{began}", "--format", "sql"), "")


TWO_LITE = '''
CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, mail VARCHAR(80) NOT NULL UNIQUE COLLATE NOCASE,
  is_active INTEGER NOT NULL DEFAULT 1, mood VARCHAR(5) DEFAULT 'sad' CHECK (mood IN ('sad', 'glad')),
  seen DATETIME DEFAULT CURRENT_TIMESTAMP, avatar BLOB, level INTEGER DEFAULT 1, legacy_code TEXT);
CREATE TABLE "Order" (id INTEGER PRIMARY KEY, user_id INTEGER NOT NULL, total NUMERIC(10,2) DEFAULT 0, note TEXT,
  CONSTRAINT fk_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE CASCADE, CONSTRAINT positive CHECK (total >= 0));
CREATE TABLE tags (a INTEGER NOT NULL, b TEXT NOT NULL, PRIMARY KEY (a, b)) WITHOUT ROWID;
CREATE TABLE only_here (x REAL);
CREATE INDEX ix_order ON "Order" (user_id, total DESC);
CREATE UNIQUE INDEX ix_seen ON users (seen) WHERE level > 1;
CREATE INDEX ix_same ON users (level);
'''

TWO_SERVER = '''
CREATE TYPE mood AS ENUM ('sad', 'glad');
CREATE SEQUENCE numbers START 5;
CREATE TABLE users (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, mail varchar(80) NOT NULL UNIQUE,
  is_active boolean NOT NULL DEFAULT true, mood mood DEFAULT 'sad', seen timestamptz DEFAULT CURRENT_TIMESTAMP,
  avatar bytea, level smallint DEFAULT 2, search text GENERATED ALWAYS AS (lower(mail)) STORED);
CREATE TABLE "Order" (id serial PRIMARY KEY, user_id bigint NOT NULL, total numeric(10,2) DEFAULT 0, note jsonb,
  CONSTRAINT fk_user FOREIGN KEY (user_id) REFERENCES users (id) ON DELETE RESTRICT DEFERRABLE,
  CONSTRAINT positive CHECK (total >= 0), CONSTRAINT small CHECK (total < 1000));
CREATE UNLOGGED TABLE tags (a integer NOT NULL, b text NOT NULL, PRIMARY KEY (b, a)) WITH (fillfactor = 70);
CREATE INDEX ix_order ON "Order" (user_id, total DESC);
CREATE UNIQUE INDEX ix_seen ON users (seen) WHERE level > 2;
CREATE INDEX ix_same ON users (level);
CREATE INDEX ix_note ON "Order" USING gin (note);
COMMENT ON TABLE users IS 'people';
'''


def test_two_databases_that_differ_in_everything_are_both_described():
    scripts = {"sqlite": TWO_LITE, "postgresql": TWO_SERVER}
    for first, second in ("sqlite", "postgresql"), ("postgresql", "sqlite"):
        with Project(toml='[project]\ndialects = ["sqlite", "postgresql"]\n') as project:
            for dialect, script in scripts.items():
                project.write(f"{dialect}.sql", script)
            project.sql(TWO_LITE)
            lite, server = "sqlite:///app.db", "postgresql.sql"
            sources = (lite, server) if first == "sqlite" else (server, lite)
            pulled = project.athanor("pull", *sources, "--dialect", "postgresql", "--out", "models")
            equal((pulled.code, "the models" in pulled.err), (0, False), pulled)
            for dialect in scripts:
                equal(project.ok("diff", "--from", f"{dialect}.sql", "--to", "models", "--dialect", dialect,
                                 "--format", "sql"), "", first, dialect)
            users = project.read("models/users.toml")
            expect("mail " in users and users.count("mail ") == 1 and "sqlite.legacy_code" not in users, users)
            expect(users.count('name = "ix_same"') == 1, users)


def test_two_sources_of_one_dialect_are_refused():
    with Project() as project:
        project.write("a.sql", "CREATE TABLE t (id INTEGER);")
        said = project.fails(1, "pull", "a.sql", "a.sql", "--dialect", "sqlite", "--out", "m")
        expect("these are of one" in said, said)
        expect("one source, or two" in project.fails(1, "pull", "a.sql", "a.sql", "a.sql", "--out", "m"))
