#pragma once
/// Names of schema objects.

#include <compare>
#include <string>
#include <string_view>

namespace athanor {

/// An object's name with its schema. `schema` is empty for the dialect's default schema
/// (`public` on PostgreSQL, `main` on SQLite). Both parts are the bare names, never quoted.
struct QualifiedName {
  std::string schema;
  std::string name;

  auto operator<=>(const QualifiedName&) const = default;
};

/// `schema.name`, or `name` in the default schema: for people, not for SQL.
std::string display(const QualifiedName& name);

/// Lower case of ASCII letters only, as both databases fold names that are not quoted.
std::string ascii_lower(std::string_view text);

/// Equal when the case of ASCII letters is ignored.
bool ascii_iequals(std::string_view a, std::string_view b);

}  // namespace athanor
