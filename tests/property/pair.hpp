#pragma once
/// Random pairs of schemas, and the ways between them.

#include "tests/property/tongue.hpp"

namespace athanor::testing {

/// What differs, for a failing test's message; "" when nothing.
std::string difference(const Schema& is, const Schema& should, const Dialect& dialect);

/// One pair of schemas and the ways between them, planned.
class Pair {
 public:
  Pair(const Tongue& tongue, std::uint64_t seed);

  /// All that it makes and runs.
  std::string script() const;

  /// Checks that steps reverse, that replaying the plans gives what they should, and that running
  /// them on `database`, which is empty, does, rows and all.
  void check(TestDatabase& database);

  /// Whether no row stood in the way, up or down.
  bool moved_all_rows() const { return moved_all_rows_; }

 private:
  std::string text(const std::vector<SqlStatement>& statements) const;
  void replay_gives(const std::vector<SqlStatement>& statements, const Schema& base,
                    const Schema& target) const;
  void with_rows(TestDatabase& database);
  bool move(TestDatabase& database, const Plan& plan, const Schema& before, const Schema& after);
  bool try_to_apply(TestDatabase& database, const std::vector<SqlStatement>& statements);

  const Tongue& tongue_;
  const Dialect& dialect_;
  Random random_;
  Blueprint from_plan_, to_plan_;
  Schema from_, to_;
  Difference difference_;
  Plan up_, down_;
  bool moved_all_rows_ = false;
};

}  // namespace athanor::testing
