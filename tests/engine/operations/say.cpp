#include "tests/engine/operations/say.hpp"

#include <doctest/doctest.h>

#include "engine/dialects/registry.hpp"
#include "schema/sql_text.hpp"

namespace athanor::testing {

using namespace alembic;

Keywords keywords(const SaidNamed& named) {
  Keywords made;
  for (const auto& [name, said] : named) made.push_back({name, said.argument});
  return made;
}

SaType sa(const char* name, const std::vector<Said>& arguments, const SaidNamed& named) {
  SaType type;
  type.module = "sqlalchemy";
  type.name = name;
  for (const auto& each : arguments) type.arguments.push_back(each.argument);
  type.keywords = keywords(named);
  return type;
}

SaType postgresql_type(const char* name, const std::vector<Said>& arguments,
                       const SaidNamed& named) {
  auto type = sa(name, arguments, named);
  type.module = "sqlalchemy.dialects.postgresql";
  return type;
}

SaType sqlite_type(const char* name, const SaidNamed& named) {
  auto type = sa(name, {}, named);
  type.module = "sqlalchemy.dialects.sqlite";
  return type;
}

SqlExpression text(const char* sql) {
  return {SqlText{sql}, {}};
}
SqlExpression col(const char* name) {
  return {SqlColumn{name, {}}, {}};
}
SqlExpression value(const Said& said) {
  return {SqlLiteral{std::get<Constant>(said.argument.value), {}}, {}};
}
SqlExpression call(const char* name, std::vector<SqlExpression> arguments) {
  return {SqlCall{name, std::move(arguments)}, {}};
}
SqlExpression made(SqlOperator op, std::vector<SqlExpression> operands) {
  return {SqlOperation{op, std::move(operands)}, {}};
}

SaColumn column(const char* name, SaType type) {
  SaColumn column;
  column.name = name;
  column.type = std::move(type);
  return column;
}

SaColumn key_column(const char* name, SaType type) {
  auto made = column(name, std::move(type));
  made.primary_key = true;
  return made;
}

SaForeignKey key(const char* target, const char* name) {
  SaForeignKey key;
  key.target = target;
  if (name) key.name = named(name);
  return key;
}

Operation create_table(const char* name, std::vector<TableItem> items, const SaidNamed& named) {
  CreateTable operation;
  operation.table.name = name;
  operation.table.items = std::move(items);
  operation.table.keywords = keywords(named);
  return operation;
}

TableName table(const char* name, const char* schema) {
  TableName made{name, std::nullopt};
  if (schema) made.schema = schema;
  return made;
}

ItemName named(const char* name) {
  return {name, false, {}};
}

std::string rendered(const char* dialect, const Operation& operation, const Schema& now) {
  std::string out;
  try {
    for (const auto& statement :
         find_dialect(dialect)->operations(nullptr)->render(operation, now)) {
      if (!out.empty()) out += ' ';
      out += fold_space(statement.sql) + ';';
    }
  } catch (const Error& error) {
    return std::string("error: ") + error.what();
  }
  return out;
}

Schema schema_from(const char* dialect, const std::string& script) {
  Diagnostics found;
  auto source = std::make_shared<SourceText>(SourceText{"now.sql", script});
  const auto& speaker = *find_dialect(dialect);
  auto replay = speaker.replay({});
  for (const auto& statement : speaker.read_script(source, found)) replay->apply(statement, found);
  REQUIRE_MESSAGE(!found.has_errors(), render(found));
  return replay->schema();
}

void check(const std::vector<Expected>& cases) {
  for (const auto& each : cases) {
    CAPTURE(each.name);
    CHECK(rendered("postgresql", each.operation) == each.postgresql);
    CHECK(rendered("sqlite", each.operation) == each.sqlite);
  }
}

}  // namespace athanor::testing
