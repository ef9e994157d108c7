# The file of the environment `dev`. Read by play.sh.

open_databases() {
  rm -f mathakine.db
  sqlite3 -bail mathakine.db <seed.sql
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
    SELECT m.type, m.name, c.name, c.type, c.\"notnull\", lower(c.dflt_value), c.hidden
    FROM sqlite_master AS m LEFT JOIN pragma_table_xinfo(m.name) AS c ORDER BY 1, 2, c.cid"
}

# What of the new columns there is to see.
ranks() {
  sqlite3 -bail -box mathakine.db 'SELECT username, role, jedi_rank, total_points FROM users'
}

upgrade_others() { :; }
