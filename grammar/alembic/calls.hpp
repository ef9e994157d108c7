#pragma once
/// Finding calls in a module, wherever they stand.

#include <string_view>
#include <vector>

#include "grammar/alembic/syntax.hpp"

namespace athanor::alembic {

/// The calls of what is written as `callee`, such as `context.configure`, in the order written, in
/// whatever block or function they stand.
std::vector<Call> calls_of(const Module& module, std::string_view callee);

}  // namespace athanor::alembic
