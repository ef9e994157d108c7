#pragma once
/// A PostgreSQL server of the test program's own, which says how it prints expressions.

#include <string>
#include <vector>

namespace athanor::postgresql::testing {

/// A cluster in a temporary folder, reached through psql; stopped and removed with the object.
class LivePostgresql {
 public:
  /// Whether this machine has a server to run and psql to reach it.
  static bool is_available();

  /// Throws std::runtime_error where the server cannot be made.
  LivePostgresql();
  ~LivePostgresql();
  LivePostgresql(const LivePostgresql&) = delete;
  LivePostgresql& operator=(const LivePostgresql&) = delete;

  /// Runs a script and returns the rows that it prints, by columns. Throws std::runtime_error with
  /// psql's words where a statement fails.
  std::vector<std::vector<std::string>> run(const std::string& script) const;

 private:
  std::string folder_;
  int server_ = 0;
};

}  // namespace athanor::postgresql::testing
