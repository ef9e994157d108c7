#pragma once
/// A database of a test's own, whichever dialect it speaks, and what tests do with one.

#include <string>
#include <vector>

#include "engine/dialect.hpp"
#include "engine/plan.hpp"

namespace athanor::testing {

/// The graph that a script makes, read without a database; a problem fails the test.
Schema schema_of(const std::string& script, const Dialect& dialect);

/// The statements that make `schema` from nothing.
std::vector<SqlStatement> statements_for(const Schema& schema, const Dialect& dialect);

/// Open while the object lives.
class TestDatabase {
 public:
  TestDatabase() = default;
  virtual ~TestDatabase() = default;
  /// From now on foreign keys are enforced, where the database can do without.
  virtual void enforce_keys() {}
  TestDatabase(const TestDatabase&) = delete;
  TestDatabase& operator=(const TestDatabase&) = delete;

  virtual const Dialect& dialect() const = 0;
  virtual Session& session() = 0;

  /// Runs a script as the dialect's own shell would, to its first failure: what that has left open
  /// is rolled back before its StatementError goes on.
  virtual void run_script(const std::string& script) = 0;
  /// Runs statements as a revision's are run: what is transactional in one transaction, which is
  /// rolled back before a StatementError goes on.
  void run(const std::vector<SqlStatement>& statements);

  /// Takes everything out that is in it.
  virtual void clear() = 0;
  /// What is broken in it, or was left lying about by a plan; "" when nothing.
  virtual std::string damage() = 0;
  /// Where everything that counts by itself is at, below a heading; "" where nothing does.
  virtual std::string counters() = 0;

  /// What the database holds; a problem fails the test.
  Schema schema();
  /// One line a row of the query, each value followed by a bar.
  std::string rows(const std::string& query);
  /// Every row of every table under the table's name, then the counters.
  std::string all_rows();

 protected:
  /// `table`'s rows in an order that does not change when they are copied.
  virtual std::string select_all(const Table& table) const = 0;
};

}  // namespace athanor::testing
