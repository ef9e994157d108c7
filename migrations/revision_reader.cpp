#include "migrations/revision_reader.hpp"

#include <algorithm>
#include <iterator>

#include "migrations/replay.hpp"

namespace athanor {
namespace {

std::vector<Allowance> allowances_in(const RevisionSql& items) {
  std::vector<Allowance> out;
  for (const auto& item : items) {
    for (auto& allowance : inline_allowances(item.sql)) out.push_back(std::move(allowance));
  }
  return out;
}

}  // namespace

RevisionReader::RevisionReader(const History& history, const Dialect& dialect,
                               const Protection& protection, std::vector<Statement>& settings,
                               Schema base, const Diagnostics& unread)
    : history_(history),
      dialect_(dialect),
      protection_(protection),
      settings_(settings),
      state_(dialect, std::move(base), unread) {
  state_.name_by(history.naming_convention());
}

/// What a revision may drop freely: an upgrade nothing, a downgrade what its own upgrade made.
Schema RevisionReader::origin_of(const RevisionStep& step, const Schema& before) const {
  if (step.direction == alembic::Direction::Upgrade) return before;
  Diagnostics diagnostics;
  auto origin = replay(history_, history_.needs(step.revision), dialect_, diagnostics);
  return diagnostics.has_errors() ? before : origin;
}

ReadRevision RevisionReader::read(const RevisionStep& step, Diagnostics& diagnostics) {
  const Schema before = state_.schema();
  Diagnostics misfits;
  auto body = state_.run(history_.script(step.revision), step.direction, diagnostics, misfits);
  auto statements = settings_;
  statements.insert(statements.end(), body.statements.begin(), body.statements.end());
  auto refused =
      judge(statements, before, origin_of(step, before), protection_, dialect_, settings_.size());
  std::copy_if(body.statements.begin(), body.statements.end(), std::back_inserter(settings_),
               [](const auto& one) { return std::holds_alternative<Setting>(one.action); });
  auto allowed = allowances_in(body.items);
  return {step.revision, std::move(body), not_allowed(std::move(refused), allowed),
          std::move(misfits)};
}

}  // namespace athanor
