#pragma once
/// Alembic's operations written down shortly, and what they render to.

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "grammar/alembic/operation.hpp"
#include "schema/schema.hpp"

namespace athanor::testing {

/// What may be passed to a call of SQLAlchemy.
struct Said {
  Said(const char* text) : argument{alembic::Constant{std::string(text)}, {}} {}
  Said(int number)
      : argument{alembic::Constant{alembic::ConstantInteger{std::to_string(number)}}, {}} {}
  Said(bool flag) : argument{alembic::Constant{flag}, {}} {}
  Said(alembic::ConstantDict dict) : argument{alembic::Constant{std::move(dict)}, {}} {}
  Said(alembic::ConstantList list) : argument{alembic::Constant{std::move(list)}, {}} {}
  Said(alembic::SaType type) : argument{std::move(type), {}} {}
  Said(alembic::SqlExpression expression) : argument{std::move(expression), {}} {}
  Said(alembic::Constant constant) : argument{std::move(constant), {}} {}
  alembic::Argument argument;
};
using SaidNamed = std::vector<std::pair<const char*, Said>>;

alembic::Keywords keywords(const SaidNamed& named);
alembic::SaType sa(const char* name, const std::vector<Said>& arguments = {},
                   const SaidNamed& named = {});
alembic::SaType postgresql_type(const char* name, const std::vector<Said>& arguments = {},
                                const SaidNamed& named = {});
alembic::SaType sqlite_type(const char* name, const SaidNamed& named = {});

alembic::SqlExpression text(const char* sql);
alembic::SqlExpression col(const char* name);
alembic::SqlExpression value(const Said& said);
alembic::SqlExpression call(const char* name, std::vector<alembic::SqlExpression> arguments = {});
alembic::SqlExpression made(alembic::SqlOperator op, std::vector<alembic::SqlExpression> operands);

alembic::SaColumn column(const char* name, alembic::SaType type);
alembic::SaColumn key_column(const char* name, alembic::SaType type);
alembic::SaForeignKey key(const char* target, const char* name = nullptr);

alembic::Operation create_table(const char* name, std::vector<alembic::TableItem> items,
                                const SaidNamed& named = {});
alembic::TableName table(const char* name, const char* schema = nullptr);
alembic::ItemName named(const char* name);

/// The statements of `operation`, white space folded, each with a semicolon; or `error: ` and the
/// reason. `dialect`: "postgresql" or "sqlite".
std::string rendered(const char* dialect, const alembic::Operation& operation,
                     const Schema& now = {});

/// What a dialect's script makes.
Schema schema_from(const char* dialect, const std::string& script);

/// One operation, and what Alembic sends for it.
struct Expected {
  const char* name;
  alembic::Operation operation;
  std::string postgresql, sqlite;
};
void check(const std::vector<Expected>& cases);

}  // namespace athanor::testing
