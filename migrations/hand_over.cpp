#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "migrations/legacy_rows.hpp"
#include "migrations/listing.hpp"
#include "migrations/runner.hpp"

namespace athanor {
namespace {

/// The legacy tables that a schema holds, each as it is.
std::vector<Table> legacy_tables(const Schema& schema, const Protection& protection,
                                 const Dialect& dialect) {
  std::vector<Table> out;
  for (const auto& [name, table] : schema.tables) {
    if (protection.is_legacy(name, dialect)) out.push_back(table);
  }
  return out;
}

/// The first of `before` that is not among `after` as it was.
const Table* changed(const std::vector<Table>& before, const std::vector<Table>& after) {
  auto at = std::find_if(before.begin(), before.end(), [&](const Table& table) {
    return std::find(after.begin(), after.end(), table) == after.end();
  });
  return at == before.end() ? nullptr : &*at;
}

std::vector<std::string> sorted(std::vector<std::string> rows) {
  std::sort(rows.begin(), rows.end());
  return rows;
}

std::string shown(const std::vector<std::string>& rows) {
  return rows.empty() ? "nothing" : fmt::format("{}", fmt::join(rows, ", "));
}

}  // namespace

void Runner::require_python(const RevisionStep& step, const RevisionBody& body,
                            Diagnostics& diagnostics) const {
  if (!options_.alembic.path.empty()) return;
  Diagnostics found;
  refuse_python(history_.script(step.revision), body, found);
  for (auto finding : found.all()) {
    finding.notes.emplace_back(
        "alembic would run it, and there is none: name it in athanor.toml, [python] alembic");
    diagnostics.add(std::move(finding));
  }
}

void Runner::hand_over(const RevisionStep& step) {
  const auto& id = history_.id(step.revision);
  Diagnostics ignored;
  auto tables = legacy_tables(session_.introspect(ignored), options_.protection, dialect_);
  LegacyRows legacy(session_, options_.protection, options_.allowances, dialect_);
  auto before = rows();
  auto expected = sorted(rows_after(version_changes(history_, step, before), before));
  options_.log(running_line(history_, step));
  options_.log(fmt::format("  by {}, because it needs Python", options_.alembic.path));
  run_alembic(options_.alembic, history_, step);
  auto now = sorted(rows());
  if (now != expected) {
    throw Error(
        fmt::format("alembic ran revision {} and left the version at {} instead of {}\n"
                    "  does its env.py use {}? [python] url_variable in athanor.toml tells "
                    "it the address",
                    id, shown(now), shown(expected), session_.address()));
  }
  auto after = legacy_tables(session_.introspect(ignored), options_.protection, dialect_);
  const auto* lost = changed(tables, after);
  if (lost && !not_allowed({{"PRO102", lost->name.name, "", {}}}, options_.allowances).empty()) {
    throw Refused(
        fmt::format("refused: PRO102: revision {}, which alembic ran, has changed the "
                    "legacy table {}; it is committed\n"
                    "  allow it with --allow legacy:{}\n",
                    id, lost->name.name, lost->name.name));
  }
  legacy.check(id, "alembic committed it");
}

}  // namespace athanor
