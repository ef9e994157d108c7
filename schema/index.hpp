#pragma once
/// Indexes.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "schema/constraint.hpp"
#include "schema/options.hpp"

namespace athanor {

/// One thing that an index is over: a column's bare name, or an expression.
struct IndexElement {
  std::variant<std::string, Expression> what;
  Rare<std::string> collation;
  Rare<std::string> operator_class;  ///< with parameters, as written
  /// As written: an explicit ASC is kept, and equals an absent order.
  std::optional<SortOrder> order;
  std::optional<NullsOrder> nulls;

  bool operator==(const IndexElement&) const = default;
};

/// Reads `lower(code) text_pattern_ops`, `starts desc nulls last`, `name collate nocase`. What
/// stands before the trailing words is a column where it is one name, quoted with `"` or not, and
/// an expression (parentheses kept as written) where it is more.
IndexElement parse_index_element(std::string_view text, Place place);

/// The inverse of parse_index_element, as model files hold it.
std::string display(const IndexElement& element);

struct Index {
  /// Empty where a model gave none: lowering puts the dialect's conventional name.
  std::string name;
  bool named = true;  ///< false: the name is a convention, any will match
  std::vector<IndexElement> elements;
  bool unique = false;
  Rare<Expression> where;
  Rare<std::string> method;  ///< absent: btree
  std::vector<std::string> include;
  bool nulls_distinct = true;
  /// False only in a live database: PostgreSQL could not finish building it (CREATE INDEX,
  /// "Building Indexes Concurrently"), and no query uses it.
  bool valid = true;
  Options with;
  Rare<std::string> tablespace;
  Rare<std::string> comment;
  Rare<std::string> renamed_from;
  Place place;

  bool operator==(const Index&) const = default;
};

}  // namespace athanor
