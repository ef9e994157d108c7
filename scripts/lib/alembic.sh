# A Python with Alembic of today and a driver for PostgreSQL, beside the one that Debian has, and with
# what the tests judge reports and CI kits by. Needs say.sh.

# Makes the virtual environment, or completes one that is there.
make_alembic_venv() {
  python=$1/bin/python3
  if "$python" -c 'import alembic, sqlalchemy, psycopg2, jsonschema, yaml, pre_commit' >/dev/null 2>&1; then
    echo "there already: Alembic $("$python" -c 'import alembic; print(alembic.__version__)')"
    return 0
  fi
  log=$1.log
  mkdir -p "$(dirname "$1")"
  rm -rf "$1"
  if ! { /usr/bin/python3 -m venv "$1" &&
    "$python" -m pip install --retries 5 'alembic>=1.19' 'sqlalchemy>=2' psycopg2-binary \
      jsonschema pyyaml pre-commit; } >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    fail "Alembic could not be installed" "its whole output is in $log"
  fi
  rm -f "$log"
  echo "installed Alembic $("$python" -c 'import alembic; print(alembic.__version__)')"
}
