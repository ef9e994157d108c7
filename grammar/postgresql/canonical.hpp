#pragma once
/// The canonical form of expressions: one text for all that PostgreSQL stores as the same, whether
/// a person wrote it or pg_get_expr printed it (pretty or not, PostgreSQL 12 to 17).
///
/// The form is what parse analysis makes of an expression: each literal has the type that the place
/// where it stands gives it, IN and LIKE and BETWEEN are the operators they stand for, operators
/// and functions are chosen by the rules of the manual's chapter 10 among those of pg_catalog, and
/// the casts that PostgreSQL adds by itself are added. Casts that keep a value as it is (varchar
/// to text, a domain to its base type) are left out wherever they are written.
///
/// Where a type is not known (a function or operator of an extension, a column that the caller does
/// not know) nothing is added, so that a text without the cast that the catalogue shows differs
/// from it; only `'x'::text` is `'x'` there. Two expressions that PostgreSQL stores differently are
/// one text only where a literal changes its spelling and not its value (`'5'::bigint` and
/// `5::bigint`), a cast changes nothing (`c::varchar` of a varchar(20)), or a call is written in
/// its SQL form (`btrim(c)` and `trim(both from c)`).
///
/// Every function may be called from any thread.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/type.hpp"

namespace athanor::postgresql {

/// What an expression's types depend on.
struct ExpressionTypes {
  /// The type of a column by its bare name; of `value` in a domain's check, the type that the
  /// domain is over. Null where there is none. What it points to must outlive the call.
  std::function<const DataType*(std::string_view column)> column;
  /// The type that a domain is over; null where the type is no domain.
  std::function<const DataType*(const QualifiedName& type)> domain;
  /// The type that the value is stored as: of a default, a generated column.
  const DataType* value = nullptr;
  /// PostgreSQL's major version. Before 14, EXTRACT is the function date_part.
  int server = 17;
};

/// A check, an index's element or predicate, a generated column, an element of an exclusion.
/// Absent where the text is no expression.
std::optional<std::string> canonical_expression(std::string_view text,
                                                const ExpressionTypes& types);

/// The DEFAULT of a column or domain of type `types.value`. The same as canonical_expression, but
/// faster for plain literals and calls without arguments.
std::optional<std::string> canonical_default(std::string_view text, const ExpressionTypes& types);

/// The columns that an expression names, bare, each once, in the order they appear. Names behind a
/// table's name are its columns. Empty where the text cannot be read.
std::vector<std::string> referenced_columns(std::string_view expression);

}  // namespace athanor::postgresql
