#pragma once
/// Private to migrations/: what env.py says in so many words. It is read, never run.

#include <string>
#include <variant>
#include <vector>

#include "engine/operations/renderer.hpp"
#include "schema/diagnostics.hpp"

namespace athanor {

/// A keyword argument of `context.configure(...)` whose value is written as a constant.
struct ConfiguredInEnv {
  std::string name;
  std::variant<std::string, bool> value;
  Place place;
};

/// A table that `include_object` or `include_name` leaves out.
struct ExcludedInEnv {
  std::string table;
  Place place;  ///< of the first string that names it; nowhere where none does
};

/// What can be told of one env.py without Python.
struct EnvPy {
  /// In the order written, of all calls of `context.configure`; one that the calls say differently
  /// is left out.
  std::vector<ConfiguredInEnv> configured;
  /// The database's address where it is set as `sqlalchemy.url` to a constant or to an environment
  /// variable, which is `${NAME}` then; "" of anything else.
  std::string url;
  Place url_place;
  /// That of `target_metadata`, where env.py itself makes it.
  NamingConvention naming_convention;
  /// Where `target_metadata` is given something that only Python knows; nowhere else.
  Place unknown_metadata;
};

/// What `folder`/env.py says; nothing where there is no such file, or where it cannot be read.
EnvPy read_env_py(const std::string& folder);

/// Which of `tables` its hooks leave out of autogeneration; with no tables to ask about, which of
/// the names that it has in strings.
std::vector<ExcludedInEnv> tables_left_out(const std::string& folder,
                                           const std::vector<std::string>& tables);

}  // namespace athanor
