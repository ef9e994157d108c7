#pragma once
/// Values that a column of a table could be given.

#include <string>
#include <vector>

#include "engine/dialect.hpp"

namespace athanor::health {

/// The name as it stands in SQL.
std::string quoted_name(const QualifiedName& name, const Dialect& dialect);

/// A query that returns a row where `table` has one.
std::string any_row_of(const QualifiedName& table, const Dialect& dialect);

/// The column's default; null where it has none, or one that is no SQL yet.
const Expression* default_of(const Column& column);

std::vector<std::string> names_of(const std::vector<KeyColumn>& columns);

/// The columns of each key over columns alone that the whole table has to keep: primary key, unique
/// constraints and unique indexes.
std::vector<std::vector<std::string>> keys_of(const Table& table);

/// Of the columns of one table. Keeps references to all that it is given.
class Candidates {
 public:
  Candidates(const Table& table, const Schema& schema, const Dialect& dialect);

  /// Whether a row must give a value: no default and no NULL stands in for it.
  bool is_required(const Column& column) const;
  /// Whether the database counts the column's values by itself.
  bool is_counted(const Column& column) const;

  /// A query of one column, named as this one, whose rows are candidates that `conditions` let
  /// pass, `most` at most: fresh numbers, the default or NULL where they do, then values of its
  /// type; "" where none is known.
  std::string query(const Column& column, const std::vector<std::string>& conditions,
                    std::size_t most) const;

 private:
  std::vector<std::string> values(const Column& column) const;
  void add_fresh_numbers(const Column& column, std::vector<std::string>& out) const;
  bool is_unique_alone(const Column& column) const;
  const Domain* domain_of(const Column& column) const;
  std::string query_within(const Domain& domain, const Column& column,
                           const std::vector<std::string>& values) const;

  const Table& table_;
  const Schema& schema_;
  const Dialect& dialect_;
};

}  // namespace athanor::health
