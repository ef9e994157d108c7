#include <doctest/doctest.h>

#include "tests/grammar/alembic/text.hpp"

using namespace athanor;
using namespace athanor::alembic;

namespace {

std::string body_of(const std::string& text, const std::string& dialect,
                    Direction direction = Direction::Upgrade) {
  Diagnostics found;
  auto script = read_migration(script_source(text), found);
  return script ? shown(body_for(*script, direction, dialect)) : render(found);
}

struct Case {
  const char *body, *expected;
};

void check_each(std::initializer_list<Case> cases) {
  for (auto [body, expected] : cases) {
    CAPTURE(body);
    CHECK(body_of(script_with(body), "postgresql") == expected);
  }
}

}  // namespace

TEST_CASE("a body of constant SQL is read exactly") {
  check_each({
      {"    pass\n", ""},
      {"    \"\"\"says why\"\"\"\n    return\n    op.execute('x')\n", ""},
      {"    op.execute('a')\n    op.execute(sa.text(\"b\"))\n    op.execute(sqltext='c')\n",
       "sql a\nsql b\nsql c\n"},
      {"    from sqlalchemy import text as t\n    op.execute(t('''a\n  b'''))\n", "sql a\n  b\n"},
      {"    op.execute('a' 'b' + \"c\"\n      r'\\d')\n", "sql abc\\d\n"},
      {"    table = 'users'\n    op.execute(f'drop table {table} {{}}')\n",
       "sql drop table users {}\n"},
      {"    op.execute('drop {} {x} {{}}'.format('table', x=\"y\"))\n", "sql drop table y {}\n"},
      {"    q = 'a'\n    q += ' b'\n    op.execute(q)\n", "sql a b\n"},
      {"    op.execute('a') ; op.execute('b')\n", "sql a\nsql b\n"},
      {"    op.execute('\\x41\\u00e9\\101\\\n\\t')\n", "sql AéA\t\n"},
      {"    op.execute('\\\\:x \\:y z::text')\n", "sql :x :y z::text\n"},
      {"    with op.get_context().autocommit_block():\n        op.execute('a')\n"
       "    op.execute('b')\n",
       "autocommit sql a\nsql b\n"},
  });
}

TEST_CASE("a guard on the dialect is decided for each dialect") {
  struct Guard {
    const char *before, *condition;
  };
  for (auto [before, condition] : {
           Guard{"", "op.get_context().dialect.name == 'postgresql'"},
           Guard{"", "op.get_bind().dialect.name != \"sqlite\""},
           Guard{"", "op.get_bind().engine.dialect.name in ('postgresql', 'cockroach')"},
           Guard{"bind = op.get_bind()", "bind.dialect.name not in ['sqlite']"},
           Guard{"context = op.get_context()",
                 "context.dialect.name.__eq__ and 0 or "
                 "context.dialect.name == 'postgresql'"},
           Guard{"name = op.get_bind().dialect.name", "not name == 'sqlite'"},
           Guard{"pg = op.get_bind().dialect.name == 'postgresql'", "pg and True"},
       }) {
    std::string body = std::string("    ") + (*before ? before : "pass") + "\n    if " + condition +
                       ":\n        op.execute('p')\n    elif True:\n        op.execute('s')\n"
                       "    else:\n        op.create_table(x)\n";
    CAPTURE(body);
    if (std::string(condition).find("__eq__") != std::string::npos) {
      CHECK(body_of(script_with(body), "sqlite") == "7:8 needs condition on attribute __eq__\n");
      continue;
    }
    CHECK(body_of(script_with(body), "postgresql") == "sql p\n");
    CHECK(body_of(script_with(body), "sqlite") == "sql s\n");
  }
}

TEST_CASE("an early return under a guard ends the body on that dialect only") {
  auto script = script_with(
      "    if op.get_bind().dialect.name != 'postgresql':\n        return\n    op.execute('a')\n");
  CHECK(body_of(script, "postgresql") == "sql a\n");
  CHECK(body_of(script, "sqlite") == "");
}

TEST_CASE("whatever is not certain is named at its place") {
  check_each({
      {"    op.create_table(unknown)\n", "6:21 needs name unknown\n"},
      {"    if 'x' not in names:\n        op.execute('a')\n",
       "6:8 needs condition on name names\n"},
      {"    i = sa.inspect(op.get_bind())\n    if i.has_table('x'):\n        op.execute('a')\n"
       "    op.execute('b')\n",
       "sql b\n7:8 needs condition on call of inspector.has_table\n"},
      {"    x = 'a'\n    while True:\n        x = 'b'\n    op.execute(x)\n",
       "7:5 needs while loop\n9:16 needs name x after a statement that needs Python\n"},
      {"    op.execute('a = :b')\n", "6:21 needs bind parameter :b\n"},
      {"    op.execute('''\n  a = :b''')\n", "7:7 needs bind parameter :b\n"},
      {"    op.execute(sa.insert(t))\n", "6:26 needs name t\n"},
      {"    op.execute(sa.insert(sa.table('t')))\n",
       "6:16 needs SQL that is an object of SQLAlchemy's\n"},
      {"    op.execute('a', execution_options={})\n", "6:5 needs arguments of op.execute\n"},
      {"    op.execute(7)\n", "6:16 needs op.execute of something that is not a string\n"},
      {"    op.get_bind().begin()\n", "6:5 needs call of begin of the connection\n"},
      {"    from app.models import Base\n    Base.go()\n",
       "6:5 needs import of app.models\n6:5 needs import of app.models\n"},
      {"    try:\n        op.execute('a')\n    except Exception:\n        pass\n",
       "7:20 needs a try statement around what a database may refuse\n"},
      {"    raise NotImplementedError('no')\n    op.execute('a')\n",
       "6:5 needs raise NotImplementedError\n"},
      {"    class X:\n        a = 1\n", "6:5 needs class statement\n"},
      {"    x = compute()\n", "6:9 needs call of compute\n"},
      {"    op.execute('\\N{BULLET}')\n", "6:16 needs \\N{...} in a string\n"},
      {"    op.drop_table('t', sesame=open)\n", "6:31 needs name open\n"},
      {"    op.add_column('t', 'c', sa.Integer())\n", "6:5 needs a column that is a str\n"},
      {"    op.drop_column('t', 'c', 'd')\n", "6:5 needs argument number 3 of op.drop_column\n"},
      {"    for x in {'a', 'b'}:\n        op.execute(x)\n", "6:14 needs the order of a set\n"},
  });
}

TEST_CASE("module-level code counts too, and downgrade is followed alike") {
  std::string head =
      "from alembic import op\nfrom app import models\nimport logging\n"
      "log = logging.getLogger(__name__)\nTABLE = 'users'\n"
      "revision = 'a'\ndown_revision = None\n";
  std::string text = head +
                     "def upgrade() -> None:\n    op.execute('a ' + TABLE)\n"
                     "def downgrade():\n    raise NotImplementedError\n";
  CHECK(body_of(text, "x") == "sql a users\n2:1 needs import of app\n");
  CHECK(body_of(text, "x", Direction::Downgrade) ==
        "2:1 needs import of app\n11:5 needs raise NotImplementedError\n");
  CHECK(body_of("revision = 'a'\ndown_revision = None\n", "x") ==
        "1:1 needs missing function upgrade\n");
}
