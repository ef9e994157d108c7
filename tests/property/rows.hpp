#pragma once
/// Random rows, and what must be left of them.

#include "tests/property/blueprint.hpp"
#include "tests/property/random.hpp"
#include "tests/support/test_database.hpp"

namespace athanor::testing {

/// Puts rows into all tables; those that a constraint forbids are left out.
void fill(TestDatabase& database, const Blueprint& blueprint, Random& random);

/// Throws all rows away.
void empty(TestDatabase& database, const Blueprint& blueprint);

/// The rows of every table of `shown`, all of them things that both blueprints have, in columns
/// whose values no change from one to the other may touch; by number, so that renames do not show.
/// Where both have rows with numbers of their own, those stand first.
std::string kept_rows(TestDatabase& database, const Blueprint& shown, const Blueprint& one,
                      const Blueprint& other);

}  // namespace athanor::testing
