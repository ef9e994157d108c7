#include <algorithm>

#include "engine/protection_judge.hpp"
#include "engine/reach.hpp"
#include "engine/row_reach.hpp"

namespace athanor {
namespace {

/// Whether some of the objects has that name, in whatever schema.
bool has_one_named(const auto& objects, const QualifiedName& name, const Dialect& dialect) {
  return std::any_of(objects.begin(), objects.end(),
                     [&](const auto& entry) { return same_name(entry.first, name, dialect); });
}

}  // namespace

void StatementJudge::judge(const ChangeRows& change) {
  for (const auto& table : change.tables) wrote(change, table);
}

void StatementJudge::wrote(const ChangeRows& change, const QualifiedName& table) {
  using Verb = ChangeRows::Verb;
  bool clears = change.verb == Verb::Truncate || (change.verb == Verb::Delete && !change.where);
  bool empties = clears || (change.verb == Verb::Update && !change.where);
  touch(table, empties ? "empties or overwrites" : "writes rows of");
  if (clears) emptied(table);
  auto events = row_events(change, dialect_);
  reach(tables_changed_with(*before_, table, events, dialect_), "changes rows that take along");
  if (change.verb == Verb::Truncate && change.cascade) {
    auto with = tables_truncated_with(*before_, table, dialect_);
    reach(with, "empties a table that is referenced by");
    for (const auto& other : with) emptied(other);
  }
  if (!is_known(table)) {
    out_of_sight("writes to " + display(table) + ", which is no known table and may be a view");
  }
}

void StatementJudge::emptied(const QualifiedName& table) {
  if (is_critical(table) && was_there(table))
    refuse("PRO103", display(table), "empties the critical table");
}

bool StatementJudge::is_known(const QualifiedName& table) const {
  if (dialect_.reads_views() || protection_.hides(table, dialect_)) return true;
  if (has_one_named(before_->tables, table, dialect_)) return true;
  return std::any_of(statements_.begin(), statements_.begin() + static_cast<std::ptrdiff_t>(at_),
                     [&](const Statement& statement) {
                       const auto* create = std::get_if<Create<Table>>(&statement.action);
                       return create && same_name(create->object.name, table, dialect_);
                     });
}

}  // namespace athanor
