#include "migrations/offline.hpp"

#include "engine/dialects/registry.hpp"
#include "tests/migrations/histories.hpp"

using namespace athanor;

namespace {

History two() {
  const std::string body =
      "from alembic import op\ndef upgrade():\n    op.execute(\"\\tSELECT 'a\\\\:b';\\n\")\n"
      "    with op.get_context().autocommit_block():\n        op.execute('VACUUM')\n"
      "    op.execute('SELECT 2')\ndef downgrade():\n    pass\n";
  return history_of({{"aaaa1", "None", body, "one"}, {"bbbb2", "'aaaa1'", body, "two"}});
}

OfflineTarget target(const char* dialect, TransactionScope scope, VersionTable table = {}) {
  return {*find_dialect(dialect), std::move(table), scope};
}

}  // namespace

TEST_CASE("a script holds what is run, the version rows, and transactions where DDL has them") {
  auto text =
      offline_upgrade(two(), target("postgresql", TransactionScope::PerRun), std::nullopt, "aaaa1");
  CHECK(text ==
        "BEGIN;\n\n"
        "CREATE TABLE alembic_version (\n    version_num VARCHAR(32) NOT NULL, \n"
        "    CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)\n);\n\n"
        "-- Running upgrade  -> aaaa1\n\nSELECT 'a:b';;\n\nCOMMIT;\n\nVACUUM;\n\nBEGIN;\n\n"
        "SELECT 2;\n\n"
        "INSERT INTO alembic_version (version_num) VALUES ('aaaa1') RETURNING "
        "alembic_version.version_num;\n\nCOMMIT;\n\n");
}

TEST_CASE("a dialect without transactional DDL has no transactions in its scripts") {
  auto on = target("sqlite", TransactionScope::PerRevision);
  CHECK(offline_downgrade(two(), on, "bbbb2", "base") ==
        "-- Running downgrade bbbb2 -> aaaa1\n\n"
        "UPDATE alembic_version SET version_num='aaaa1' WHERE alembic_version.version_num = "
        "'bbbb2';\n\n"
        "-- Running downgrade aaaa1 -> \n\n"
        "DELETE FROM alembic_version WHERE alembic_version.version_num = 'aaaa1';\n\n");
}

TEST_CASE("what an INSERT gives back is spelled as SQLAlchemy spells it for the dialect") {
  auto on = target("sqlite", TransactionScope::PerRevision);
  CHECK(offline_stamp(two(), on, "aaaa1", {"bbbb2"}) ==
        "-- Running stamp_revision aaaa1 -> bbbb2\n\n"
        "UPDATE alembic_version SET version_num='bbbb2' WHERE alembic_version.version_num = "
        "'aaaa1';\n\n");
  CHECK(offline_stamp(two(), on, std::nullopt, {"aaaa1"})
            .ends_with("INSERT INTO alembic_version (version_num) VALUES ('aaaa1') "
                       "RETURNING version_num;\n\n"));
}

TEST_CASE("the version table goes by the name, the schema and the key that it was given") {
  VersionTable table{{"My", "vt"}, VersionTable::Key::None};
  auto on = target("postgresql", TransactionScope::PerRevision, table);
  CHECK(offline_stamp(two(), on, "base", {"bbbb2"}) ==
        "BEGIN;\n\nCREATE TABLE \"My\".vt (\n    version_num VARCHAR(32) NOT NULL\n);\n\n"
        "-- Running stamp_revision  -> bbbb2\n\n"
        "INSERT INTO \"My\".vt (version_num) VALUES ('bbbb2');\n\nCOMMIT;\n\n");
}
