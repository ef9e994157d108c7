#pragma once
/// What SQLAlchemy's `text()` makes of a string, which is what Alembic's `op.execute` does with
/// one: `:name` is a bind parameter, `\:name` a colon and a name (SQLAlchemy documentation,
/// "Core / SQL expressions / text()"). SQLAlchemy up to 2.0 counts `$` as part of a name and 2.1
/// does not; what the two read differently is neither read nor written.

#include <string>
#include <string_view>
#include <variant>

namespace athanor::alembic {

struct BindParameter {
  std::string name;
  std::size_t offset;  ///< of the colon, in the string
};

/// A colon next to a `$` that SQLAlchemy's versions do not agree about.
struct DisputedColon {
  std::size_t offset;
};

/// The SQL that `text(value)` sends, or why it sends something else. `value` is UTF-8.
std::variant<std::string, BindParameter, DisputedColon> sql_of_text(std::string_view value);

/// The string that `text()` reads as `sql`: `sql_of_text(text_of_sql(sql)) == sql`, for any `sql`.
std::string text_of_sql(std::string_view sql);

}  // namespace athanor::alembic
