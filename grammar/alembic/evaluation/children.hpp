#pragma once
/// Private to this folder: the tree below an expression, whatever its kind.

#include "grammar/alembic/syntax.hpp"

namespace athanor::alembic {

/// The expressions right below `expression`, in the order they are written.
std::vector<Expression> children(const Expression& expression);

}  // namespace athanor::alembic
