#pragma once
/// GRANT and REVOKE told by their words. Private to this folder.

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "schema/names.hpp"

namespace athanor::postgresql {

/// A GRANT or a REVOKE of privileges on objects.
struct Privileges {
  enum class Verb { Grant, Revoke };
  Verb verb;
  std::set<std::string> privileges;  ///< in lower case; `all`
  std::string kind;                  ///< "table" where none is written: views as well
  std::vector<QualifiedName> objects;
  std::optional<std::string> schema;  ///< ON ALL TABLES IN SCHEMA
  std::set<std::string> roles;
};

/// Absent for roles granted to roles, and for the mere right to grant further.
std::optional<Privileges> privileges_of(std::string_view statement);

/// Whether it is about that object.
bool is_about(const Privileges& privileges, const QualifiedName& object);

/// The roles to which not all that `before` says has been granted in `after`.
std::set<std::string> roles_left_out(const Privileges& before,
                                     const std::vector<Privileges>& after);

}  // namespace athanor::postgresql
