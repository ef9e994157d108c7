#pragma once
/// What no plan and no revision may do: the invariant that guards legacy and critical tables.
///
/// A legacy table is invisible to diff and untouchable. A critical table is managed, but nothing in
/// it is dropped without an explicit allowance. The planner is judged on its steps, and the runner
/// judges every revision again on its parsed SQL, whoever wrote it.

#include <set>
#include <string>
#include <vector>

#include "engine/allowance.hpp"
#include "engine/dialect.hpp"
#include "engine/plan.hpp"

namespace athanor {

enum class DropPolicy { Refuse, Allow };

struct Protection {
  /// Tables by name: `results` in every schema, `archive.results` in that one.
  std::vector<std::string> legacy;
  std::vector<std::string> critical;
  std::string version_table = "alembic_version";
  /// The runner's own, there only while a revision of several parts is under way.
  static constexpr const char* progress_table = "athanor_progress";
  DropPolicy drops = DropPolicy::Allow;

  /// Whether diff must not see the table: a legacy one, or the version table.
  bool hides(const QualifiedName& table, const Dialect& dialect) const;
  bool is_legacy(const QualifiedName& table, const Dialect& dialect) const;
  bool is_critical(const QualifiedName& table, const Dialect& dialect) const;
};

/// `schema` without what diff must not see.
Schema visible(Schema schema, const Protection& protection, const Dialect& dialect);

/// One thing that is forbidden, and what would allow it.
struct Refusal {
  std::string code;     ///< of the catalogue of risks: PRO101, PRO102, PRO103, DAT102, DAT103
  std::string object;   ///< `users`, `users.email`
  std::string message;  ///< one sentence, without the way out
  Place place;          ///< of the statement, where it came from a text

  /// `PRO103:users.email`, as --allow takes it.
  std::string allowance() const;
  bool operator==(const Refusal&) const = default;
};

/// What protection and policy forbid in a plan.
std::vector<Refusal> judge(const Plan& plan, const Protection& protection, const Dialect& dialect);

/// What protection forbids in the statements of one revision. `before` is what they start from as
/// far as it is known (with the legacy tables' foreign keys); what is not in `origin` may be
/// dropped, as a downgrade drops what its own upgrade made. Those ahead of `first` are not judged:
/// they are what the same session was told before.
std::vector<Refusal> judge(const std::vector<Statement>& statements, const Schema& before,
                           const Schema& origin, const Protection& protection,
                           const Dialect& dialect, std::size_t first = 0);

/// The same for the one of them at `at`, before which `before` is what there is.
std::vector<Refusal> judge_one(const std::vector<Statement>& statements, std::size_t at,
                               const Schema& before, const Protection& protection,
                               const Dialect& dialect);

/// The refusals that no allowance covers.
std::vector<Refusal> not_allowed(std::vector<Refusal> refusals,
                                 const std::vector<Allowance>& allowances);

/// For the terminal: one paragraph a refusal, with file and line, and the way out.
std::string render(const std::vector<Refusal>& refusals);

}  // namespace athanor
