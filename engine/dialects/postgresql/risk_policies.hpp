#pragma once
/// Policies of row security told by their words (manual, CREATE POLICY). Private to this folder.

#include <set>
#include <string>
#include <string_view>

#include "schema/sql_text.hpp"

namespace athanor::postgresql {

struct RowPolicy {
  bool restrictive = false;
  std::set<std::string> commands = {"select", "insert", "update", "delete"};
  std::set<std::string> roles = {"public"};
  std::vector<SqlToken> shown, written;  ///< USING, WITH CHECK
};

/// `was` with what a CREATE or ALTER POLICY says.
RowPolicy changed_policy(RowPolicy was, std::string_view statement);

/// Which rows go out of reach where `is` takes the place of `was`: `not for update`, `its USING
/// asks for more`; "" where none are known to.
std::string narrowing(const RowPolicy& was, const RowPolicy& is);

/// Whether all that `was` lets through, `is` does, as far as both say the same words.
bool lets_through_all_of(const RowPolicy& is, const RowPolicy& was);

}  // namespace athanor::postgresql
