#pragma once
/// The order of what has none: constraints, indexes, triggers, grants. The database keeps no order
/// of them, so a model's is by name, and by definition for those without one.

#include "schema/schema.hpp"

namespace athanor {

/// Sorts everything but columns, enum values and the like. Two graphs that differ only in such an
/// order are equal afterwards.
void sort_unordered(Schema& schema);
void sort_unordered(Table& table);

}  // namespace athanor
