#pragma once
/// A row that a table could take, made up from its definition.

#include <string>
#include <variant>
#include <vector>

#include "engine/dialect.hpp"

namespace athanor::health {

/// One INSERT that looks for the row's values itself: it joins the candidates of each column and
/// rows of the tables that keys lead to, and takes the first combination that no key has yet and
/// that the checks let pass. It returns a row where it found one.
struct MadeUpRow {
  std::string insert;
  std::vector<QualifiedName> parents;  ///< tables of which it needs a row

  bool operator==(const MadeUpRow&) const = default;
};

/// Nothing can be made up.
struct NoRow {
  std::string reason;

  bool operator==(const NoRow&) const = default;
};

/// Whether the checks take part in the search, or only the table itself enforces them.
enum class Checks { InSearch, OfTable };

/// Only columns are given that must be: those that have neither a default nor NULL, those that the
/// database would count (so that no counter moves), and those that keys and checks are about. No
/// value is read from `schema` but shapes.
std::variant<MadeUpRow, NoRow> make_up_row(const Table& table, const Schema& schema,
                                           const Dialect& dialect, Checks checks);

}  // namespace athanor::health
