#include "migrations/legacy_rows.hpp"

#include <fmt/format.h>

namespace athanor {
namespace {

/// A table's name as [protect] has it, with its schema or without.
QualifiedName table_named(const std::string& name) {
  auto dot = name.find('.');
  if (dot == std::string::npos) return {"", name};
  return {name.substr(0, dot), name.substr(dot + 1)};
}

}  // namespace

LegacyRows::LegacyRows(Session& session, const Protection& protection,
                       const std::vector<Allowance>& allowances, const Dialect& dialect)
    : session_(session), allowances_(allowances), dialect_(dialect) {
  for (const auto& name : protection.legacy) {
    if (is_there(name)) counts_[name] = count(name);
  }
}

void LegacyRows::check(const std::string& revision, std::string_view fate) const {
  for (const auto& [name, before] : counts_) {
    auto now = is_there(name) ? count(name) : 0;
    if (now >= before || allowed(name)) continue;
    throw Refused(
        fmt::format("refused: PRO102: revision {} would leave {} of {} rows in the "
                    "legacy table {}; {}\n"
                    "  allow it with --allow legacy:{}\n",
                    revision, now, before, name, fate, name));
  }
}

bool LegacyRows::is_there(const std::string& name) const {
  auto table = table_named(name);
  return table.schema.empty() ? session_.has_table(table.name)
                              : session_.has_table_in(table.schema, table.name);
}

long long LegacyRows::count(const std::string& name) const {
  auto rows = session_.query(dialect_.count_rows(table_named(name)));
  return std::stoll(rows.at(0).at(0).value_or("0"));
}

bool LegacyRows::allowed(const std::string& name) const {
  return not_allowed({{"PRO102", name, "", {}}}, allowances_).empty();
}

}  // namespace athanor
