#pragma once
/// What must hold in a blueprint so that its dialect takes it.

#include "tests/property/blueprint.hpp"

namespace athanor::testing {

/// Takes out whatever speaks of `id`, and what speaks of that in turn.
void forget(Blueprint& blueprint, Id id);

/// Makes keys fit what they reference, and everything what the dialect insists on; takes out what
/// cannot be.
void repair(Blueprint& blueprint);

}  // namespace athanor::testing
