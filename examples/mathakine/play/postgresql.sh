# A PostgreSQL server of our own, whose database is the environment `prod`; beside it, `dev` on
# SQLite. Read by play.sh after sqlite.sh.

# The newest that Debian has installed, or those on PATH.
pg_programs=$(for folder in /usr/lib/postgresql/*/bin; do
  [ -x "$folder/initdb" ] && echo "$folder"
done | sort -t / -k 5 -n | tail -n 1)
[ -n "$pg_programs" ] || pg_programs=$(dirname "$(command -v initdb 2>/dev/null || echo /none/initdb)")
if ! [ -x "$pg_programs/initdb" ]; then
  printf 'error: there is no initdb here: install the package postgresql\n' >&2
  exit 77 # which a test shows as skipped
fi

# A server refuses to run as root: as root, the user `postgres` runs it.
as_server() {
  if [ "$(id -u)" -eq 0 ]; then
    (cd / && runuser -u postgres -- "$@")
  else
    "$@"
  fi
}

# No port: only the socket in the cluster's folder leads to it.
open_databases() {
  rm -f mathakine.db
  sqlite3 -bail mathakine.db <seed.sql
  mkdir "$work/cluster"
  [ "$(id -u)" -ne 0 ] || chown postgres "$work/cluster"
  as_server "$pg_programs/initdb" -D "$work/cluster/data" -A trust -U postgres -E UTF8 \
    --locale=C.UTF-8 --no-sync >"$work/initdb.log" || stop "initdb failed: see above"
  close_databases() {
    as_server "$pg_programs/pg_ctl" -D "$work/cluster/data" -m immediate stop >/dev/null || true
  }
  as_server "$pg_programs/pg_ctl" -D "$work/cluster/data" -l "$work/cluster/log" -w \
    -o "-k $work/cluster -c listen_addresses= -c fsync=off" start >/dev/null ||
    stop "the server did not start: $(cat "$work/cluster/log")"
  DATABASE_URL="postgresql://postgres@/mathakine?host=$work/cluster"
  export DATABASE_URL
  "$pg_programs/createdb" -h "$work/cluster" -U postgres mathakine
  run -e prod upgrade head
  psql -q -o /dev/null <seed.postgresql.sql
}

psql() { "$pg_programs/psql" -X -v ON_ERROR_STOP=1 -P pager=off "$DATABASE_URL" "$@"; }

rows_of() {
  for table in "$@"; do
    echo "$table"
    psql -At -c "SELECT t::text FROM $table AS t ORDER BY 1"
  done
}

shape() {
  "$pg_programs/pg_dump" -s --no-owner "$DATABASE_URL" | sed '/^\\restrict/d; /^\\unrestrict/d'
}

ranks() {
  psql -c 'SELECT username, role, jedi_rank, total_points FROM users ORDER BY id'
}

# Development has gone first.
upgrade_others() {
  run -e dev upgrade head
  expect_no_difference -e dev
}
