#pragma once
/// What names can mean at a point of a statement. Private to this folder.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/sqlite/catalog.hpp"
#include "grammar/sqlite/mentions.hpp"

namespace athanor::sqlite {

/// A column that a table, view or query offers.
struct OfferedColumn {
  std::string name;
  bool of_target = false;  ///< is the target column, or has its name from it
};

struct Offer {
  std::vector<OfferedColumn> columns;
  bool complete = true;  ///< false: there may be more (a virtual table, an unknown table)
};

/// One thing that columns can come from: a table of FROM, a row of a trigger.
struct Source {
  std::string name;  ///< its alias, or its own name
  Offer offer;
  bool aliased = false;
  bool target_table = false;    ///< it is the target's table itself
  bool physical = false;        ///< a table's own columns, not those of a view or query
  bool only_qualified = false;  ///< NEW and OLD: never meant by a bare column name
};

using Scope = std::vector<Source>;

/// What a column's name means, looking from the innermost scope outwards.
enum class Meaning { TargetColumn, DerivedColumn, Ambiguous, Other };

Meaning meaning_of(const std::vector<Scope>& scopes, std::optional<std::string_view> qualifier,
                   std::string_view column);

/// Whether a qualifier is the target table's own name.
bool names_target_table(const std::vector<Scope>& scopes, std::string_view qualifier);

}  // namespace athanor::sqlite
