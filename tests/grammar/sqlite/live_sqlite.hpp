#pragma once
/// A real SQLite, in memory, to compare with.

#include <string>

#include "schema/schema.hpp"

namespace athanor::sqlite {

/// What SQLite makes of a script.
struct Ran {
  std::string error;  ///< "" when every statement ran
  Schema schema;      ///< as sqlite_schema holds it in the end
};

/// Runs a script on an empty database; a statement that fails is left out and those after it run.
Ran run_in_sqlite(const std::string& script);

/// What a replay makes of the same script.
Ran run_in_replay(const std::string& script);

}  // namespace athanor::sqlite
