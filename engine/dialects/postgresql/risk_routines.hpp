#pragma once
/// Functions and procedures told by their words. Private to this folder.

#include <optional>
#include <string>
#include <vector>

#include "engine/dialects/postgresql/risk_words.hpp"
#include "schema/type.hpp"

namespace athanor::postgresql {

/// What calls of a routine go by (manual, 10.3 "Functions").
struct RoutineHead {
  QualifiedName name;
  /// Of the arguments that a call gives; absent where no list is written (DROP FUNCTION f) or one
  /// of them cannot be read.
  std::optional<std::vector<DataType>> types;
  std::size_t required = 0;          ///< how many of them have no default
  std::vector<std::string> returns;  ///< the type, or the columns of a TABLE; none where unsaid
};

/// What stands from the name on: `f(a integer, b text DEFAULT '') RETURNS text`. Goes past the
/// list of arguments and, in a definition, past the type that it returns.
RoutineHead take_signature(Words& words);

/// The routine that a CREATE [OR REPLACE] FUNCTION or PROCEDURE makes.
std::optional<RoutineHead> routine_of(std::string_view statement);

/// Whether a call that fits `was` fits `is` too: the same types, or those that theirs become by
/// themselves (pg_cast, castcontext `i`), and a default for all others.
bool takes_calls_of(const RoutineHead& is, const RoutineHead& was);

}  // namespace athanor::postgresql
