#pragma once
/// Whether two expressions are stored as the same, as far as that can be told without a server.

#include "engine/dialect.hpp"

namespace athanor::postgresql {

/// A check, an element or predicate of an index, a generated column.
bool same_expression(const Expression& a, const Expression& b, const Surroundings& around);

/// The default of a column or a domain.
bool same_default(const Expression& a, const Expression& b, const Surroundings& around);

}  // namespace athanor::postgresql
