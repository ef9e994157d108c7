#!/bin/sh
# Plays a change of schema on a copy of this project, in a temporary folder that is removed at the
# end: the models change, athanor shows the difference, writes a revision, runs it and takes it back.
# After each run the rows are compared with those before.
#
# usage: sh examples/mathakine/play.sh ATHANOR [--postgresql]
# ATHANOR is the program, by absolute path. On SQLite, the environment `dev`: needs sqlite3. With
# --postgresql also on a PostgreSQL server of its own, the environment `prod`, stopped at the end:
# needs PostgreSQL's programs, and as root its user `postgres`. Exit: 0, or 1 where something differs.
set -eu
athanor=$(readlink -f "$1")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
# A server that runs as another user has its folder in this one.
chmod 755 "$work"
close_databases() { :; }
trap 'close_databases; rm -rf "$work"' EXIT
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
expect_same() {
  cmp -s "$2" "$3" || { diff -u "$2" "$3" >&2 || true; stop "$1 are not what they were"; }
  echo "checked: $1 are as they were ($(wc -l <"$2") lines compared)"
}
expect_no_difference() {
  run "$@" diff --exit-code || stop "there should be no difference here"
}

# The rest is about one database after the other; each file says how its own is made and looked at:
# open_databases, rows_of, shape, ranks. `at` are the options that lead athanor there.
. "$here/play/sqlite.sh"
at='-e dev'
if [ "${2:-}" = --postgresql ]; then
  . "$here/play/postgresql.sh"
  at='-e prod'
fi

step "a copy of the project, and its database with rows in it"
cp -R "$here/." "$work"
cd "$work"
open_databases
# shellcheck disable=SC2086  # one word a table, or an option
{
  rows_of $legacy_tables >legacy.before
  rows_of $tables_of_the_start >rows.before
  shape >shape.before
  run $at current
  expect_no_difference $at
}

step "the models change: ranks and points for users; sessions, achievements, notifications"
cp next/models/*.toml models/
# shellcheck disable=SC2086
run $at diff

step "a revision, an ordinary Alembic script"
run revision -m "ranks, sessions and achievements"

step "up"
# shellcheck disable=SC2086
{
  upgrade_others
  run $at upgrade head
  run $at current
  expect_no_difference $at
  rows_of $legacy_tables >legacy.after
}
expect_same "the rows of the legacy tables" legacy.before legacy.after
ranks

step "and down again"
# shellcheck disable=SC2086
{
  run $at downgrade -1
  rows_of $legacy_tables >legacy.after
  rows_of $tables_of_the_start >rows.after
  shape >shape.after
}
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
# shellcheck disable=SC2086
run $at upgrade tidy_up || code=$?
[ "$code" -eq 3 ] || stop "athanor should have refused with exit code 3, not ended with $code"
# shellcheck disable=SC2086
rows_of $legacy_tables >legacy.after
expect_same "the rows of the legacy tables" legacy.before legacy.after
