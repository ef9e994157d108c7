#pragma once
/// Checks as the server prints them. Private to this folder.

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "engine/dialects/postgresql/reading.hpp"

namespace athanor::postgresql {

/// A check as the catalogue holds it.
struct CheckTree {
  Oid check, table;          ///< table 0: a domain's
  std::string_view tree;     ///< pg_constraint.conbin
  std::string_view columns;  ///< pg_constraint.conkey: numbers of the columns in the tree
};

using CheckTexts = std::unordered_map<Oid, std::string>;

/// The text of each of the checks, by number. To print one, the server opens the table and looks up
/// its columns; so of those that print the same, it is asked for one. Precondition: their tables
/// are in the graph. Throws StatementError.
CheckTexts check_texts(Reading& reading, const std::vector<CheckTree>& checks);

}  // namespace athanor::postgresql
