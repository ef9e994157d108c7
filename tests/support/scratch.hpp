#pragma once
/// A SQLite database of a test's own, and what tests do with one.

#include <memory>
#include <string>
#include <vector>

#include "engine/dialect.hpp"
#include "engine/plan.hpp"

namespace athanor::testing {

/// The dialect that these tests are about.
const Dialect& sqlite();

/// The graph that a script makes, read without a database; a problem fails the test.
Schema schema_of(const std::string& script);

/// The statements that make `schema` from nothing.
std::vector<SqlStatement> statements_for(const Schema& schema);

/// A database file that is gone with the object.
class Scratch {
 public:
  Scratch();
  ~Scratch();
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  Session& session() { return *session_; }
  const std::string& file() const { return file_; }

  /// Runs statements as a revision's are run: what is transactional in one transaction, which is
  /// rolled back before a StatementError goes on.
  void run(const std::vector<SqlStatement>& statements);
  /// Runs a script as SQLite's shell would.
  void run_script(const std::string& script);

  /// What the database holds; a problem fails the test.
  Schema schema();

  /// One line a row of the query, values as SQL literals between bars.
  std::string rows(const std::string& query);
  /// What `integrity_check` and `foreign_key_check` complain of; "" when nothing.
  std::string damage();

 private:
  std::string file_;
  std::unique_ptr<Session> session_;
};

}  // namespace athanor::testing
