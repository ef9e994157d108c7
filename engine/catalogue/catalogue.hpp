#pragma once
/// A database's own catalogue, made from a schema graph: as much of it as scripts ask, so that a
/// SELECT of it can be answered with no database. A dialect says what its catalogue's tables hold
/// (`Dialect::catalogue`); this folder reads and answers the SELECT, or does not answer at all.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/alembic/host.hpp"

namespace athanor {

/// One of the catalogue's tables, as far as a graph can tell.
struct CatalogueTable {
  std::vector<std::string> columns;
  std::vector<std::vector<alembic::Cell>> rows;
  /// Columns that hold names of the graph's objects. The database has rows of its own besides, so
  /// that only a SELECT which says the name in one of these can be answered.
  std::vector<std::string> names;
};

class Catalogue {
 public:
  virtual ~Catalogue() = default;
  /// The table or view of that name, in lower case, with its schema where it was written.
  virtual std::optional<CatalogueTable> table(std::string_view name) const = 0;
  /// What a function without arguments gives: `current_schema`. Nothing where that is not known.
  virtual std::optional<alembic::Cell> constant(std::string_view function) const = 0;
  /// How EXISTS and the like are shown.
  virtual alembic::Cell truth(bool holds) const = 0;
};

alembic::Cell text_cell(std::string text);
alembic::Cell integer_cell(std::size_t number);
alembic::Cell null_cell();

/// The rows of `select`, or nothing where it asks anything but `catalogue`, or what that cannot
/// tell for certain.
std::optional<alembic::Answer> ask(const Catalogue& catalogue, std::string_view select);

/// Whether every function that `select` calls is known to do nothing but compute.
bool only_computes(std::string_view select);

}  // namespace athanor
