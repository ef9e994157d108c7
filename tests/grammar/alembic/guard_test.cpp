#include <algorithm>

#include <doctest/doctest.h>

#include "tests/grammar/alembic/text.hpp"

using namespace athanor;
using namespace athanor::alembic;

namespace {

/// A database with one table, which answers one SELECT.
class OneTable : public Host {
 public:
  OneTable() {
    Table users;
    users.name = {"", "users"};
    Column id, email;
    id.name = "id";
    id.nullable = false;
    email.name = "email";
    email.type = {{"", "character varying"}, {"50"}, 0};
    users.columns = {id, email};
    Index index;
    index.name = "ix_users_email";
    index.elements.push_back({std::string("email"), {}, {}, {}, {}});
    users.indexes = {index};
    Unique unique;
    unique.name = "uq_users_email";
    unique.columns = {{"email", {}, {}}};
    users.uniques = {unique};
    put(schema_.tables, users);
  }

  std::string_view dialect_name() const override { return "postgresql"; }
  InspectorHabits habits() const override {
    return {"public", InspectorHabits::Uniques::Indexes, InspectorHabits::Case::Matters};
  }
  const Schema* schema() override { return &schema_; }
  bool may_hide(std::string_view name) override { return name == "hidden"; }
  std::optional<Answer> query(const std::string& sql) override {
    if (sql != "SELECT count(*) FROM users WHERE role = 'it''s'") return std::nullopt;
    return Answer{{"count"}, {{{Cell::Kind::Integer, "3"}}}};
  }
  void take(SqlItem item) override { items.emplace_back(std::move(item)); }
  void take(OperationItem item) override {
    if (std::holds_alternative<DropTable>(item.operation)) schema_.tables.clear();
    items.emplace_back(std::move(item));
  }

  std::vector<BodyItem> items;

 private:
  Schema schema_;
};

std::string run(const std::string& statements) {
  std::string body = "    conn = op.get_bind()\n    inspector = sa.inspect(conn)\n";
  for (std::size_t at = 0; at < statements.size();) {
    auto end = std::min(statements.find('\n', at), statements.size());
    body += "    " + statements.substr(at, end - at) + "\n";
    at = end + 1;
  }
  Diagnostics found;
  auto script = read_migration(script_source(script_with(body)), found);
  REQUIRE(script);
  OneTable host;
  for (auto& need : run_body(*script, Direction::Upgrade, host)) host.items.emplace_back(need);
  return shown(host.items);
}

struct Case {
  const char *condition, *expected;
};

}  // namespace

TEST_CASE("a guard is answered from what is there") {
  for (auto [condition, expected] : std::initializer_list<Case>{
           {"inspector.has_table('users')", "True"},
           {"inspector.has_table('users', schema='public')", "True"},
           {"inspector.has_table('users', schema='other')", "False"},
           {"'users' in inspector.get_table_names()", "True"},
           {"[c['name'] for c in inspector.get_columns('users')]", "['id', 'email']"},
           {"{c['name']: c['nullable'] for c in inspector.get_columns('users')}['id']", "False"},
           {"inspector.get_columns('users')[1]['type'].length", "50"},
           {"inspector.get_columns('users')[1]['default']", "None"},
           {"any(i['name'] == 'ix_users_email' for i in inspector.get_indexes('users'))", "True"},
           {"[i['name'] for i in inspector.get_indexes('users')]",
            "['ix_users_email', 'uq_users_email']"},
           {"[u['column_names'] for u in inspector.get_unique_constraints('users')]",
            "[['email']]"},
           {"inspector.get_pk_constraint('users')['constrained_columns']", "[]"},
           {"inspector.get_foreign_keys('users')", "[]"},
           {"inspector.has_index('users', 'ix_users_email')", "True"},
           {"inspector.default_schema_name", "public"},
           {"conn.execute(sa.text('SELECT count(*) FROM users WHERE role = :r'), "
            "{'r': \"it's\"}).scalar()",
            "3"},
       }) {
    CAPTURE(condition);
    CHECK(run("op.execute(str(" + std::string(condition) + "))") ==
          "sql " + std::string(expected) + "\n");
  }
}

TEST_CASE("a guard that cannot be answered needs Python") {
  CHECK(run("if inspector.has_table('hidden'):\n    pass") ==
        "8:8 needs condition on call of inspector.has_table\n");
  CHECK(run("if conn.execute(sa.text('SELECT 1 FROM users')).first():\n    pass") ==
        "8:8 needs condition on rows of a select\n");
  CHECK(run("if inspector.get_columns('users')[1]['type'] == 'x':\n    pass") ==
        "8:8 needs condition on a comparison\n");
  CHECK(run("for c in inspector.get_columns('nothing'):\n    pass") ==
        "8:14 needs raise sqlalchemy.exc.NoSuchTableError\n");
}

TEST_CASE("an inspector tells again what it told before") {
  CHECK(run("columns = inspector.get_columns('users')\nop.drop_table('users')\n"
            "op.execute(str(len(inspector.get_columns('users'))))\n"
            "op.execute(str(sa.inspect(conn).has_table('users')))") ==
        "op drop_table users\nsql 2\nsql False\n");
}

TEST_CASE("an early return and a handler of a missing table are followed") {
  CHECK(run("try:\n    inspector.get_columns('nothing')\nexcept sa.exc.NoSuchTableError:\n"
            "    return\nop.execute('x')") == "");
  CHECK(run("def has(t, c):\n    return c in [x['name'] for x in inspector.get_columns(t)]\n"
            "if not has('users', 'id'):\n    op.execute('a')\n"
            "if not has('users', 'name'):\n    op.execute('b')") == "sql b\n");
}

TEST_CASE("what a connection executes is sent with its parameters in place") {
  CHECK(run("conn.execute(sa.text('UPDATE users SET a = :a, b = :b').bindparams(b=None), "
            "{'a': 'x'})") == "sql UPDATE users SET a = 'x', b = NULL\n");
  CHECK(run("op.execute(sa.text('DELETE FROM t WHERE a = :a').bindparams(a=5))") ==
        "sql DELETE FROM t WHERE a = 5\n");
}
