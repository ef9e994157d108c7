#include <doctest/doctest.h>

#include "tests/grammar/alembic/text.hpp"

using namespace athanor;
using namespace athanor::alembic;

namespace {

std::vector<BodyItem> items_of(const std::string& body) {
  Diagnostics found;
  auto script = read_migration(
      script_source(script_with("    from sqlalchemy.dialects import postgresql\n" + body)), found);
  REQUIRE(script);
  return body_for(*script, Direction::Upgrade, "postgresql");
}

template <class T>
T only(const std::string& body) {
  auto items = items_of(body);
  CAPTURE(shown(items));
  REQUIRE(items.size() == 1);
  const auto* item = std::get_if<OperationItem>(&items.front());
  REQUIRE(item);
  const auto* operation = std::get_if<T>(&item->operation);
  REQUIRE(operation);
  return *operation;
}

struct Case {
  const char *body, *expected;
};

}  // namespace

TEST_CASE("every operation of Alembic's is read") {
  for (auto [body, expected] : std::initializer_list<Case>{
           {"    op.add_column('t', sa.Column('c', sa.Integer()), schema='s')\n",
            "op add_column s.t.c Integer\n"},
           {"    op.alter_column('t', 'c', type_=sa.Text, existing_type=sa.String(5))\n",
            "op alter_column t.c Text\n"},
           {"    op.create_table('t', sa.Column('id', sa.Integer, primary_key=True),\n"
            "        sa.PrimaryKeyConstraint('id'))\n",
            "op create_table t id Integer\n"},
           {"    op.create_check_constraint('ck', 't', 'a > 0')\n", "op create_check ck\n"},
           {"    op.create_exclude_constraint('ex', 't', ('a', '='), using='gist')\n",
            "op create_exclude ex\n"},
           {"    op.create_foreign_key(None, 't', 'u', ['a'], ['id'], ondelete='CASCADE')\n",
            "op create_foreign_key None t -> u\n"},
           {"    op.create_index(op.f('ix'), 't', ['a', sa.text('lower(b)')], unique=True)\n",
            "op create_index f(ix) on t\n"},
           {"    op.create_primary_key('pk', 't', ['a'])\n", "op create_primary_key pk\n"},
           {"    op.create_unique_constraint('uq', 't', ['a', 'b'])\n", "op create_unique uq\n"},
           {"    op.create_table_comment('t', 'x')\n", "op create_table_comment t\n"},
           {"    op.drop_table_comment('t')\n", "op drop_table_comment t\n"},
           {"    op.drop_column('t', 'c')\n    op.drop_table('t')\n",
            "op drop_column t.c\nop drop_table t\n"},
           {"    op.drop_constraint('ck', 't', type_='check')\n", "op drop_constraint ck of t\n"},
           {"    op.drop_index('ix', table_name='t', if_exists=True)\n", "op drop_index ix\n"},
           {"    op.rename_table('a', 'b')\n", "op rename_table a b\n"},
           {"    t = op.create_table('t', sa.Column('a', sa.Text))\n"
            "    op.bulk_insert(t, [{'a': 'x'}, {'a': None}])\n",
            "op create_table t a Text\nop bulk_insert t 2\n"},
           {"    e = sa.Enum('a', 'b', name='e')\n    e.create(op.get_bind(), checkfirst=True)\n"
            "    postgresql.ENUM(name='e').drop(op.get_bind())\n",
            "op create_type Enum\nop drop_type ENUM\n"},
           {"    with op.batch_alter_table('t', recreate='always') as b:\n"
            "        b.add_column(sa.Column('c', sa.Text))\n        b.drop_column('d')\n"
            "        b.create_index(b.f('ix'), ['c'])\n    op.execute('x')\n",
            "op batch t; add_column t.c Text; drop_column t.d; create_index f(ix) on t\nsql x\n"},
           {"    with op.get_context().autocommit_block():\n"
            "        op.create_index('ix', 't', ['a'], postgresql_concurrently=True)\n",
            "autocommit op create_index ix on t\n"},
           {"    for t in ('a', 'b'):\n        op.drop_column(t, f'{t}_id')\n",
            "op drop_column a.a_id\nop drop_column b.b_id\n"},
       }) {
    CAPTURE(body);
    CHECK(shown(items_of(body)) == expected);
  }
}

TEST_CASE("a column is read with all that it is given") {
  auto column = only<AddColumn>(
                    "    op.add_column('t', sa.Column('c', sa.Numeric(10, scale=2),\n"
                    "        sa.ForeignKey('u.id', ondelete='CASCADE', name='fk'),\n"
                    "        nullable=False, server_default=sa.text('0'), comment='x',\n"
                    "        default=lambda: 1, index=True))\n")
                    .column;
  CHECK(column.name == "c");
  REQUIRE(column.type);
  CHECK(column.type->module == "sqlalchemy");
  CHECK(column.type->arguments.size() == 1);
  CHECK(column.type->keywords.front().name == "scale");
  CHECK(column.foreign_keys.front().target == "u.id");
  CHECK(column.foreign_keys.front().rules.on_delete == "CASCADE");
  CHECK(column.nullable == false);
  CHECK(column.index == true);
  CHECK(column.comment == "x");
  REQUIRE(column.server_default);
  CHECK(*column.server_default == ServerDefault{SqlExpression{SqlText{"0"}, {}}});
}

TEST_CASE("types keep their dialect, their arguments and their variants") {
  auto read = [](const std::string& type) {
    return *only<AddColumn>("    op.add_column('t', sa.Column('c', " + type + "))\n").column.type;
  };
  CHECK(read("postgresql.JSONB(astext_type=sa.Text())").module == "sqlalchemy.dialects.postgresql");
  CHECK(read("sa.dialects.postgresql.UUID(as_uuid=True)").name == "UUID");
  CHECK(read("sa.types.String(length=5)").module == "sqlalchemy");
  auto variant = read("sa.JSON().with_variant(postgresql.JSONB(), 'postgresql')");
  CHECK(variant.name == "JSON");
  CHECK(variant.variants.front().type.name == "JSONB");
  CHECK(variant.variants.front().dialects == std::vector<std::string>{"postgresql"});
  auto array = read("postgresql.ARRAY(sa.Enum('a', 'b', name='e', create_type=False))");
  CHECK(std::get<SaType>(array.arguments.front().value).keywords.size() == 2);
}

TEST_CASE("defaults and comments of alter_column tell nothing, None and False apart") {
  auto change = [](const std::string& argument) {
    return only<AlterColumn>("    op.alter_column('t', 'c'" + argument + ")\n").server_default;
  };
  CHECK(change("") == DefaultChange{Unchanged{}});
  CHECK(change(", server_default=False") == DefaultChange{Unchanged{}});
  CHECK(change(", server_default=None") == DefaultChange{Removed{}});
  CHECK(change(", server_default='x'") == DefaultChange{ServerDefault{std::string("x")}});
  CHECK(change(", server_default=sa.func.now()") ==
        DefaultChange{ServerDefault{SqlExpression{SqlCall{"now", {}}, {}}}});
}

TEST_CASE("rows keep the order and the kinds of their values") {
  auto rows = only<BulkInsert>(
                  "    import datetime\n"
                  "    op.bulk_insert(sa.table('t', sa.column('a', sa.Integer), sa.column('b')),\n"
                  "        [{'b': datetime.date(2026, 11, 21), 'a': -1}])\n")
                  .rows;
  REQUIRE(rows.size() == 1);
  CHECK(rows[0][0].first == "b");
  CHECK(std::get<Constant>(rows[0][0].second.value) ==
        Constant{ConstantTime{ConstantTime::Kind::Date, "2026-11-21"}});
  CHECK(std::get<Constant>(rows[0][1].second.value) == Constant{ConstantInteger{"-1"}});
}
