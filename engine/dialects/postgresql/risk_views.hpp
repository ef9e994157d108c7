#pragma once
/// Views told by their words. Private to this folder.

#include <optional>
#include <string_view>

#include "schema/view.hpp"

namespace athanor::postgresql {

/// The view that a CREATE [OR REPLACE] [MATERIALIZED] VIEW makes, as far as its words show: its
/// columns where they are listed, its query, and whether it has a check option.
std::optional<View> view_of(std::string_view statement);

}  // namespace athanor::postgresql
