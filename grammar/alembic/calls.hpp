#pragma once
/// Finding things in a module, wherever they stand.

#include <functional>
#include <string_view>
#include <vector>

#include "grammar/alembic/syntax.hpp"

namespace athanor::alembic {

/// Goes to every expression of the module, in whatever block or function it stands, an outer one
/// before those within it.
void each_expression(const Module& module, const std::function<void(const Expression&)>& visit);

/// The calls of what is written as `callee`, such as `context.configure`, in the order written.
std::vector<Call> calls_of(const Module& module, std::string_view callee);

}  // namespace athanor::alembic
