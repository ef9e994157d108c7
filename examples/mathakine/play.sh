#!/bin/sh
# Plays a change of schema on a copy of this project, in a temporary folder that is removed at the
# end: the models change, athanor shows the difference, writes a revision, runs it and takes it back.
# After each run the rows are compared with those before.
#
# usage: sh examples/mathakine/play.sh ATHANOR
# ATHANOR is the program, by absolute path. Needs sqlite3. Exit: 0, or 1 where something differs.
set -eu
athanor=$(readlink -f "$1")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 1' HUP INT TERM

tables_of_the_start='users exercises attempts progress logic_challenges'
legacy_tables='results statistics user_stats schema_version'

step() { printf '\n-- %s\n' "$*"; }
run() {
  printf '$ athanor %s\n' "$*"
  "$athanor" "$@"
}
stop() {
  printf 'error: %s\n' "$*" >&2
  exit 1
}

# Every row of the named tables, with its rowid, in order.
rows_of() {
  for table in "$@"; do
    echo "$table"
    sqlite3 -bail -quote mathakine.db "SELECT rowid, * FROM $table ORDER BY rowid"
  done
}
# The tables, indexes and columns that there are, however their DDL is written.
shape() {
  sqlite3 -bail mathakine.db "
    SELECT m.type, m.name, c.name, c.type, c.\"notnull\", c.dflt_value, c.hidden
    FROM sqlite_master AS m LEFT JOIN pragma_table_xinfo(m.name) AS c ORDER BY 1, 2, c.cid"
}
expect_same() {
  cmp -s "$2" "$3" || { diff -u "$2" "$3" >&2 || true; stop "$1 are not what they were"; }
  echo "checked: $1 are as they were ($(wc -l <"$2") lines compared)"
}
expect_no_difference() {
  run diff --exit-code || stop "there should be no difference here"
}

step "a copy of the project, and its database with rows in it"
cp -R "$here/." "$work"
cd "$work"
rm -f mathakine.db
sqlite3 -bail mathakine.db <seed.sql
# shellcheck disable=SC2086  # one word a table
{
  rows_of $legacy_tables >legacy.before
  rows_of $tables_of_the_start >rows.before
}
shape >shape.before
run current
expect_no_difference

step "the models change: ranks and points for users; sessions, achievements, notifications"
cp next/models/*.toml models/
run diff

step "a revision, an ordinary Alembic script"
run revision -m "ranks, sessions and achievements"

step "up"
run upgrade head
run current
expect_no_difference
# shellcheck disable=SC2086
rows_of $legacy_tables >legacy.after
expect_same "the rows of the legacy tables" legacy.before legacy.after
sqlite3 -bail -box mathakine.db 'SELECT username, role, jedi_rank, total_points FROM users'

step "and down again"
run downgrade -1
# shellcheck disable=SC2086
{
  rows_of $legacy_tables >legacy.after
  rows_of $tables_of_the_start >rows.after
}
shape >shape.after
expect_same "the rows of the legacy tables" legacy.before legacy.after
expect_same "the rows of the application's tables" rows.before rows.after
expect_same "tables, columns and indexes" shape.before shape.after

step "what protection is for: a revision that would touch a legacy table"
cat >migrations/versions/tidy_up.py <<'END'
"""tidy up

Revision ID: tidy_up
Revises: 19399f776f09

"""
from alembic import op

revision = "tidy_up"
down_revision = "19399f776f09"


def upgrade():
    op.execute("DROP TABLE results")


def downgrade():
    pass
END
code=0
run upgrade tidy_up || code=$?
[ "$code" -eq 3 ] || stop "athanor should have refused with exit code 3, not ended with $code"
# shellcheck disable=SC2086
rows_of $legacy_tables >legacy.after
expect_same "the rows of the legacy tables" legacy.before legacy.after
