#include "engine/health/candidates.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/health/health.hpp"
#include "schema/sql_text.hpp"

namespace athanor::health {
namespace {

std::string united(const std::string& name, const std::vector<std::string>& values) {
  std::string rows;
  for (const auto& value : values) {
    rows += rows.empty() ? fmt::format("SELECT {} AS {}", value, name)
                         : fmt::format(" UNION ALL SELECT {}", value);
  }
  return rows;
}

}  // namespace

std::string quoted_name(const QualifiedName& name, const Dialect& dialect) {
  auto bare = dialect.quote_name(name.name);
  return name.schema.empty() ? bare : dialect.quote_name(name.schema) + "." + bare;
}

std::string any_row_of(const QualifiedName& table, const Dialect& dialect) {
  return fmt::format("SELECT 1 FROM {} LIMIT 1", quoted_name(table, dialect));
}

const Expression* default_of(const Column& column) {
  return column.default_value ? std::get_if<Expression>(&*column.default_value) : nullptr;
}

std::vector<std::string> names_of(const std::vector<KeyColumn>& columns) {
  std::vector<std::string> out;
  for (const auto& column : columns) out.push_back(column.name);
  return out;
}

std::vector<std::vector<std::string>> keys_of(const Table& table) {
  std::vector<std::vector<std::string>> out;
  if (table.primary_key) out.push_back(names_of(table.primary_key->columns));
  for (const auto& unique : table.uniques) out.push_back(names_of(unique.columns));
  for (const auto& index : table.indexes) {
    std::vector<std::string> columns;
    for (const auto& element : index.elements) {
      if (const auto* name = std::get_if<std::string>(&element.what)) columns.push_back(*name);
    }
    bool whole = columns.size() == index.elements.size() && !index.where;
    if (index.unique && whole) out.push_back(std::move(columns));
  }
  return out;
}

Candidates::Candidates(const Table& table, const Schema& schema, const Dialect& dialect)
    : table_(table), schema_(schema), dialect_(dialect) {}

bool Candidates::is_required(const Column& column) const {
  bool in_primary_key = false;
  if (table_.primary_key) {
    for (const auto& part : table_.primary_key->columns) in_primary_key |= part.name == column.name;
  }
  bool not_null = column.nullable == false || in_primary_key;
  return not_null && !column.default_value && !column.generated;
}

bool Candidates::is_counted(const Column& column) const {
  const auto* value = default_of(column);
  return column.identity || (value && dialect_.health().counts(*value));
}

std::string Candidates::query(const Column& column, const std::vector<std::string>& conditions,
                              std::size_t most) const {
  auto all = values(column);
  if (all.empty()) return "";
  auto name = dialect_.quote_name(column.name);
  const auto* domain = domain_of(column);
  if (!domain && conditions.empty()) {
    if (all.size() > most) all.resize(most);
    return united(name, all);
  }
  auto from = domain ? query_within(*domain, column, all) : united(name, all);
  auto where = conditions.empty() ? "" : fmt::format(" WHERE {}", fmt::join(conditions, " AND "));
  return fmt::format("SELECT {} FROM ({}) AS c{} LIMIT {}", name, from, where, most);
}

/// A domain's checks speak of VALUE, which is the name of a column here; the LIMIT keeps a value
/// from being cast before they have.
std::string Candidates::query_within(const Domain& domain, const Column& column,
                                     const std::vector<std::string>& values) const {
  std::vector<std::string> checks = {"1 = 1"};
  for (const auto& check : domain.checks) {
    checks.push_back(fmt::format("(({}) IS NOT FALSE)", check.expression.text));
  }
  return fmt::format("SELECT {} AS {} FROM (SELECT value FROM ({}) AS c WHERE {} LIMIT 100) AS d",
                     dialect_.health().typed("value", column.type),
                     dialect_.quote_name(column.name), united("value", values),
                     fmt::join(checks, " AND "));
}

std::vector<std::string> Candidates::values(const Column& column) const {
  const auto& health = dialect_.health();
  std::vector<std::string> out;
  const auto* value = default_of(column);
  bool counted = is_counted(column);
  if (health.is_whole(column.type) && (counted || is_unique_alone(column))) {
    add_fresh_numbers(column, out);
  } else if (value && !counted) {
    out.push_back(health.typed(value->text, column.type));
  } else if (!counted && !is_required(column)) {
    out.push_back(health.typed("NULL", column.type));
  }
  auto hints = hints_from_name(column.name);
  for (const auto& check : table_.checks) {
    if (mentions(check.expression.text, column.name)) add_hints(hints, check.expression.text);
  }
  if (const auto* domain = domain_of(column)) {
    for (const auto& check : domain->checks) add_hints(hints, check.expression.text);
  }
  for (auto& sample : health.values(column.type, hints, schema_)) out.push_back(std::move(sample));
  return out;
}

bool Candidates::is_unique_alone(const Column& column) const {
  auto keys = keys_of(table_);
  return std::any_of(keys.begin(), keys.end(), [&](const auto& key) {
    return key.size() == 1 && key.front() == column.name;
  });
}

/// One below what is there first: the counter of others will never give it meanwhile.
void Candidates::add_fresh_numbers(const Column& column, std::vector<std::string>& out) const {
  constexpr const char* fresh =
      "(SELECT CASE WHEN {0}({1}) {2} 0 THEN {0}({1}) ELSE 0 END {3} FROM {4})";
  auto name = dialect_.quote_name(column.name), table = quoted_name(table_.name, dialect_);
  out.push_back(fmt::format(fresh, "min", name, "<", "- 1", table));
  out.push_back(fmt::format(fresh, "max", name, ">", "+ 1", table));
}

const Domain* Candidates::domain_of(const Column& column) const {
  auto found = schema_.domains.find(column.type.name);
  bool is_domain = found != schema_.domains.end() && column.type.dimensions == 0;
  return is_domain ? &found->second : nullptr;
}

}  // namespace athanor::health
