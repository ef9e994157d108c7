#include "engine/health/default_rules.hpp"

#include <fmt/format.h>

#include "engine/health/candidates.hpp"
#include "engine/health/health.hpp"
#include "schema/sql_text.hpp"

namespace athanor::health {
namespace {

/// The one column of the table that the check speaks of; null where there is none or another.
const Column* only_column_of(const Check& check, const Table& table) {
  const Column* out = nullptr;
  for (const auto& column : table.columns) {
    if (!mentions(check.expression.text, column.name)) continue;
    if (out) return nullptr;
    out = &column;
  }
  return out;
}

std::string question(const Column& column, const std::string& condition, const Dialect& dialect) {
  const auto& text = std::get<Expression>(*column.default_value).text;
  return fmt::format("SELECT CASE WHEN {} THEN 1 ELSE 0 END FROM (SELECT {} AS {}) AS n", condition,
                     dialect.health().typed(text, column.type), dialect.quote_name(column.name));
}

bool has_plain_default(const Column& column, const Dialect& dialect) {
  const auto* value = default_of(column);
  return value && !dialect.health().counts(*value);
}

}  // namespace

std::vector<DefaultRule> rules_for_defaults(const Table& table, const Dialect& dialect) {
  std::vector<DefaultRule> out;
  for (const auto& column : table.columns) {
    if (column.nullable != false || !has_plain_default(column, dialect)) continue;
    auto condition = dialect.quote_name(column.name) + " IS NOT NULL";
    out.push_back({column.name, "NOT NULL", question(column, condition, dialect)});
  }
  for (const auto& check : table.checks) {
    const auto* column = only_column_of(check, table);
    if (!column || !has_plain_default(*column, dialect)) continue;
    auto rule = check.name ? "check " + *check.name : "CHECK (" + check.expression.text + ")";
    auto condition = "(" + check.expression.text + ") IS NOT FALSE";
    out.push_back({column->name, rule, question(*column, condition, dialect)});
  }
  return out;
}

}  // namespace athanor::health
