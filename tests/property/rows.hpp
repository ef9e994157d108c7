#pragma once
/// Random rows, and what must be left of them.

#include "tests/property/blueprint.hpp"
#include "tests/property/random.hpp"
#include "tests/support/scratch.hpp"

namespace athanor::testing {

/// Puts rows into all tables; those that a constraint forbids are left out.
void fill(Scratch& database, const Blueprint& blueprint, Random& random);

/// Throws all rows away.
void empty(Scratch& database, const Blueprint& blueprint);

/// The rows of every table of `shown`, all of them things that both blueprints have, in columns
/// whose values no change from one to the other may touch; by number, so that renames do not show.
/// Rowids stand first where both have the same.
std::string kept_rows(Scratch& database, const Blueprint& shown, const Blueprint& one,
                      const Blueprint& other);

}  // namespace athanor::testing
