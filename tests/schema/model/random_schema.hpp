#pragma once
/// Random schema graphs with names that no sane person would choose, for properties.

#include <cstdint>

#include "schema/schema.hpp"

namespace athanor::testing {

/// A graph in which every reference holds; the same seed gives the same graph.
Schema random_schema(std::uint64_t seed);

}  // namespace athanor::testing
