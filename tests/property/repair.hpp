#pragma once
/// What must hold in a blueprint so that SQLite takes it.

#include "tests/property/blueprint.hpp"

namespace athanor::testing {

/// Takes out whatever speaks of `id`, and what speaks of that in turn.
void forget(Blueprint& blueprint, Id id);

/// Makes types fit STRICT, keys fit what they reference, and takes out what cannot be.
void repair(Blueprint& blueprint);

}  // namespace athanor::testing
