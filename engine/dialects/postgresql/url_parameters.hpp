#pragma once
/// Parameters after the `?` of a database address: libpq's own, and those of other drivers.

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace athanor::postgresql {

/// Connection parameters by libpq's keyword.
using Parameters = std::map<std::string, std::string>;

/// What is wrong with a parameter, as the end of a sentence that begins with the address.
struct ParameterProblem {
  std::string text;
};

/// Puts one parameter of a URL under libpq's keyword for it: as it is, translated from another
/// driver's (`ssl`, `timeout`, `unix_sock`), or not at all where it concerns a driver's pool or
/// statement cache, which athanor does not have. Throws ParameterProblem for any other.
void put_parameter(const std::string& key, const std::string& value, Parameters& out);

}  // namespace athanor::postgresql
