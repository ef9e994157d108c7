#pragma once
/// The order of steps. Every edge between two steps comes from a named rule of one table.

#include <string>
#include <vector>

#include "engine/dialect.hpp"
#include "engine/plan.hpp"

namespace athanor {

/// The steps in an order that keeps every rule, each with the reasons for its place. Ties are
/// broken by kind (as steps are declared) and name. Throws InputError on a circle of rules that may
/// not be broken.
std::vector<PlannedStep> in_order(std::vector<Step> steps, const Dialect& dialect);

/// All rules, one a line: `name: sentence`. A test keeps this listing.
std::string list_rules();

}  // namespace athanor
