#pragma once
/// The risks of a plan.

#include "engine/plan.hpp"
#include "engine/risk/judge.hpp"

namespace athanor::risk {

/// The findings of a plan from `from`, each with its step's number (0: of what is around the
/// steps). The SQL that is judged is the SQL that runs.
std::vector<Finding> risks_of(const Plan& plan, const Schema& from, const Bench& bench);

}  // namespace athanor::risk
