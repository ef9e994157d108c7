#pragma once
/// Whether two expressions are stored as the same, as far as that can be told without a server.

#include "engine/dialect.hpp"

namespace athanor::postgresql {

/// A check, an element or predicate of an index, a generated column.
bool same_expression(const Expression& a, const Expression& b, const Surroundings& around);

/// The default of a column or a domain.
bool same_default(const Expression& a, const Expression& b, const Surroundings& around);

/// Whether the server holds `wanted` once it has changed the types of columns under `stored`: it
/// keeps what it understood then, casts included, and reads it anew over the new types.
bool survives(const Expression& stored, const Surroundings& then, const Expression& wanted,
              const Surroundings& now);

}  // namespace athanor::postgresql
