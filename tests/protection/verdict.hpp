#pragma once
/// What the library says of SQL and of revisions before anything runs them.

#include <string>

#include "tests/protection/form.hpp"

namespace athanor::testing {

enum class Verdict { Passes, Refused, Unread, NeedsPython };

std::string shown(Verdict verdict);

/// Judges what is tried on one house.
class Guard {
 public:
  explicit Guard(const House& house);

  /// As the runner judges it.
  Verdict of_sql(const std::string& sql) const;
  /// As `check` does: whether a finding stops it, and whether one is of protection.
  bool is_stopped_by_check(const std::string& sql) const;
  bool is_suspect_to_check(const std::string& sql) const;
  /// Of the upgrade of a script, as the runner judges it.
  Verdict of_script(const std::string& script) const;

 private:
  Verdict judged(const std::vector<Statement>& statements) const;

  const House& house_;
  Schema graph_;
  Protection rules_;
};

/// A whole revision with that body, each line of which is indented.
std::string script_with(const std::string& body);

}  // namespace athanor::testing
