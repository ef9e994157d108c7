#pragma once
/// Private to migrations/: what env.py says in so many words. It is read, never run.

#include <string>
#include <variant>
#include <vector>

#include "schema/diagnostics.hpp"

namespace athanor {

/// A keyword argument of `context.configure(...)` whose value is written as a constant.
struct ConfiguredInEnv {
  std::string name;
  std::variant<std::string, bool> value;
  Place place;
};

/// The arguments in `folder`/env.py, in the order written, of all calls of `context.configure`.
/// One that the calls say differently is left out. None where there is no such file, or where it
/// cannot be read.
std::vector<ConfiguredInEnv> configured_in_env(const std::string& folder);

}  // namespace athanor
