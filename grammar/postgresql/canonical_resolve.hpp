#pragma once
/// Which operator or function PostgreSQL takes for operands of given types (manual, 10.2 and 10.3),
/// of those that pg_catalog has. Private to this folder.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace athanor::postgresql {

/// The types that the chosen operator or function takes, one for each argument, and gives. Empty
/// where it is not known; `any` where the argument stays as it is.
struct Signature {
  std::vector<std::string> arguments;
  std::string result;
};

/// One operator or function as the catalogue has it.
struct Overload {
  std::vector<std::string> arguments;
  std::string result;
  std::size_t required = 0;  ///< arguments without a default
  bool variadic = false;     ///< the last one may stand any number of times
};

/// All of one name; empty where pg_catalog has none.
const std::vector<Overload>& operators_named(std::string_view name);
const std::vector<Overload>& functions_named(std::string_view name);

/// Types are those of ValueType::name. Absent where no candidate, or more than one, is left, or
/// the type of an operand is not known.
std::optional<Signature> resolve_operator(std::string_view name,
                                          const std::vector<std::string>& types);
std::optional<Signature> resolve_function(std::string_view name,
                                          const std::vector<std::string>& types);

/// What every function of the name gives, or "".
std::string result_of(std::string_view function);

}  // namespace athanor::postgresql
