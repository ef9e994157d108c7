#pragma once
/// The dialects there are. A new one is a folder beside this file and a line in registry.cpp.

#include <string>
#include <string_view>
#include <vector>

#include "engine/dialect.hpp"

namespace athanor {

/// All dialects, in the order they are listed to people.
const std::vector<const Dialect*>& all_dialects();

std::vector<std::string> dialect_names();

/// The names that a model's overrides and `dialects` may use: of every dialect, and of those whose
/// overrides a model may already hold for tools that have them.
std::vector<std::string> override_names();

/// The dialect of that name, or null.
const Dialect* find_dialect(std::string_view name);

/// The dialect whose database `url` names, or null where no dialect knows its scheme.
const Dialect* dialect_of_url(std::string_view url);

}  // namespace athanor
