#pragma once
/// SQL that means the same and looks another way.

#include <set>
#include <string>

#include "schema/schema.hpp"
#include "tests/property/random.hpp"

namespace athanor::testing {

/// `schema` with its expressions in parentheses here and there.
Schema in_parentheses(Schema schema, Random& random);

/// How names may be quoted: SQLite takes any quotes and any case in them.
enum class Quotes { Any, Standard };

/// `sql` with other case, quotes, white space and comments. `names` are the names that may be
/// quoted, in lower case.
std::string with_noise(const std::string& sql, const std::set<std::string>& names, Quotes quotes,
                       Random& random);

}  // namespace athanor::testing
