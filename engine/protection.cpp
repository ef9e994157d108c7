#include "engine/protection.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/reach.hpp"

namespace athanor {
namespace {

/// A name without a schema is meant in every one.
bool is_meant(const std::string& pattern, const QualifiedName& table, const Dialect& dialect) {
  auto folded = dialect.fold(pattern);
  if (folded == dialect.fold(table.name) || folded == dialect.fold(display(table))) return true;
  auto dot = pattern.find('.');
  if (dot == std::string::npos) return false;
  return dialect.fold(pattern.substr(dot + 1)) == dialect.fold(table.name) &&
         same_schema(pattern.substr(0, dot), table.schema, dialect);
}

bool contains(const std::vector<std::string>& names, const QualifiedName& table,
              const Dialect& dialect) {
  return std::any_of(names.begin(), names.end(),
                     [&](const auto& name) { return is_meant(name, table, dialect); });
}

bool covers(const Allowance& allowance, const Refusal& refusal) {
  if (allowance.code == "legacy") {
    return (refusal.code == "PRO101" || refusal.code == "PRO102") &&
           allowance.object == refusal.object;
  }
  return allowance.code == refusal.code &&
         (allowance.object.empty() || allowance.object == refusal.object);
}

}  // namespace

bool Protection::is_legacy(const QualifiedName& table, const Dialect& dialect) const {
  return contains(legacy, table, dialect);
}

bool Protection::is_critical(const QualifiedName& table, const Dialect& dialect) const {
  return contains(critical, table, dialect);
}

bool Protection::hides(const QualifiedName& table, const Dialect& dialect) const {
  return is_legacy(table, dialect) || dialect.fold(table.name) == dialect.fold(version_table) ||
         dialect.fold(table.name) == progress_table;
}

namespace {

enum class By { HiddenTables, OtherTables };

/// The types of the columns of these tables.
std::set<QualifiedName> types_used(const Schema& schema, const Protection& protection,
                                   const Dialect& dialect, By by) {
  std::set<QualifiedName> out;
  for (const auto& [name, table] : schema.tables) {
    if (protection.hides(name, dialect) != (by == By::HiddenTables)) continue;
    for (const auto& column : table.columns) out.insert(column.type.name);
  }
  return out;
}

}  // namespace

/// With a hidden table goes what only it has: its sequences, and types that no other table uses.
Schema visible(Schema schema, const Protection& protection, const Dialect& dialect) {
  auto hidden = [&](const auto& entry) { return protection.hides(entry.first, dialect); };
  auto kept_back = types_used(schema, protection, dialect, By::HiddenTables);
  for (const auto& name : types_used(schema, protection, dialect, By::OtherTables))
    kept_back.erase(name);
  auto only_theirs = [&](const auto& entry) { return kept_back.contains(entry.first); };
  std::erase_if(schema.enums, only_theirs);
  std::erase_if(schema.composites, only_theirs);
  std::erase_if(schema.ranges, only_theirs);
  std::erase_if(schema.domains, only_theirs);
  std::erase_if(schema.sequences, [&](const auto& entry) {
    const auto& owner = entry.second.owner_table;
    return owner && protection.hides(*owner, dialect);
  });
  std::erase_if(schema.tables, hidden);
  std::erase_if(schema.virtual_tables, hidden);
  std::erase_if(schema.views, hidden);
  return schema;
}

std::string Refusal::allowance() const {
  return code == "PRO101" || code == "PRO102" ? "legacy:" + object : code + ":" + object;
}

std::vector<Refusal> not_allowed(std::vector<Refusal> refusals,
                                 const std::vector<Allowance>& allowances) {
  std::erase_if(refusals, [&](const Refusal& refusal) {
    return std::any_of(allowances.begin(), allowances.end(),
                       [&](const Allowance& allowance) { return covers(allowance, refusal); });
  });
  return refusals;
}

std::string render(const std::vector<Refusal>& refusals) {
  std::string out;
  for (const auto& refusal : refusals) {
    std::string where;
    if (refusal.place.source) {
      where = fmt::format("{}:{}: ", refusal.place.source->name, refusal.place.line);
    }
    out += fmt::format("{}refused: {}: {}\n  allow it with --allow {}\n", where, refusal.code,
                       refusal.message, refusal.allowance());
  }
  return out;
}

}  // namespace athanor
