#pragma once
/// One schema written in several ways is one schema.

#include <functional>

#include "tests/property/noise.hpp"
#include "tests/property/tongue.hpp"

namespace athanor::testing {

/// Calls `check` for many random blueprints.
void for_random_blueprints(const Tongue& tongue, int count,
                           const std::function<void(Blueprint, Random&)>& check);

/// Model files written from the blueprint's schema and read again give the schema, and, written
/// again, the same files.
void check_models(const Blueprint& blueprint, Random& random);

/// What makes a schema, in other case, quotes, white space, comments and parentheses, makes that
/// schema, read without a database and run on `database`, which is empty. `keywords` are names
/// that SQL also uses as bare words.
void check_noise(const Blueprint& blueprint, Quotes quotes, const std::set<std::string>& keywords,
                 TestDatabase& database, Random& random);

}  // namespace athanor::testing
