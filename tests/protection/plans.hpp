#pragma once
/// Plans from a house to a random variation of it.

#include <set>
#include <string>

#include "tests/property/random.hpp"
#include "tests/protection/form.hpp"

namespace athanor::testing {

/// A model of the house with some of its objects otherwise, as somebody might edit it who does not
/// see the protected tables.
struct Variation {
  Schema before, after;
  std::set<std::string> edited;  ///< the names of tables
  bool loses_critical = false;   ///< the critical table, or a column of it, is not in `after`
  std::string story;             ///< what was done, for messages
};

Variation vary(const House& house, Random& random);

/// What the judges say of the way there: of the plan, and of the statements that it becomes.
struct Judged {
  bool plan_refused = false;
  bool statements_refused = false;
  bool touches_legacy = false;  ///< some statement names a legacy table as its object
  std::vector<SqlStatement> statements;
};

Judged judged(const House& house, const Variation& variation);

}  // namespace athanor::testing
