#pragma once
/// Values of enums that a plan adds and uses.

#include <vector>

#include "engine/step.hpp"

namespace athanor::postgresql {

/// Marks the changes of enums whose new values another of `steps` writes: such a value must be
/// committed first (manual, ALTER TYPE, "Notes").
void note_used_values(std::vector<Step>& steps);

}  // namespace athanor::postgresql
