#pragma once
/// Writing a revision: what turns the replayed history into the models, proven before it is kept.

#include <optional>
#include <string>
#include <vector>

#include "engine/plan.hpp"
#include "engine/protection.hpp"
#include "migrations/history.hpp"
#include "migrations/project.hpp"

namespace athanor {

/// What the models want of one dialect, already lowered, without what protection hides.
struct Target {
  const Dialect* dialect;
  Schema schema;
};

struct RevisionRequest {
  std::string id;
  std::string message;
  std::string create_date;  ///< as it stands in the docstring
  std::vector<std::string> parents, branch_labels, depends_on;
  Protection protection;
  Traffic traffic = Traffic::None;
  std::vector<Allowance> allowances;
  DangerPolicy dangers = DangerPolicy::Show;
  risk::Settings risk;
};

/// The text of a revision from the history's state at `request.parents` to `targets`, one branch a
/// target; nothing where no dialect has a difference.
///
/// The text is read again and replayed: its upgrade must give each target exactly, and its
/// downgrade the base, or Error says what differs. Throws InputError where the history or a plan
/// cannot be read, Refused where protection or policy forbids the plan. What was allowed by name
/// stands in the text as comments, so that every run and every judging of it lets that pass.
std::optional<std::string> new_revision(const History& history, const RevisionRequest& request,
                                        const std::vector<Target>& targets);

/// The text of a revision that does nothing, for a person to fill in.
std::string empty_revision(const RevisionRequest& request);

}  // namespace athanor
