#pragma once
/// Random blueprints, and random changes of them.

#include "tests/property/blueprint.hpp"
#include "tests/property/random.hpp"

namespace athanor::testing {

/// Numbers begin at `first`.
Blueprint random_blueprint(const Tongue& tongue, Random& random, Id first = 1);

/// A few changes of `from`: what keeps its number is the same thing, under another name perhaps.
Blueprint changed(const Blueprint& from, Random& random);

}  // namespace athanor::testing
