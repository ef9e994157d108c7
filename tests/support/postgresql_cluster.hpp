#pragma once
/// A PostgreSQL server of a test program's own, and databases in it.

#include <memory>
#include <string>

#include "engine/session.hpp"
#include "tests/support/test_database.hpp"

namespace athanor::testing {

/// A cluster in a temporary folder, with no port: only its socket there leads to it. It is made by
/// the first test that asks for it, stopped and removed at the program's end, and stopped by the
/// kernel when the program is killed.
class PostgresqlCluster {
 public:
  /// Whether this machine has a server to run. Newest of /usr/lib/postgresql, or the one on PATH.
  static bool is_available();
  /// The program's one cluster. Throws std::runtime_error where it cannot be made.
  static PostgresqlCluster& instance();

  PostgresqlCluster(const PostgresqlCluster&) = delete;
  PostgresqlCluster& operator=(const PostgresqlCluster&) = delete;
  ~PostgresqlCluster();

  /// The address of a database in it, as its superuser.
  std::string url(const std::string& database) const;
  /// The folder of the socket, and of whatever a test puts beside it.
  const std::string& folder() const { return folder_; }
  /// Puts a line before those of pg_hba.conf (manual, section 21.1), which let everybody in.
  void let_in(const std::string& line);

 private:
  PostgresqlCluster();
  void start();
  void stop();

  std::string programs_;
  std::string folder_;
  int process_ = 0;
};

/// The dialect that these tests are about.
const Dialect& postgresql();

/// An empty database, dropped with the object.
class PostgresqlDatabase final : public TestDatabase {
 public:
  PostgresqlDatabase();
  ~PostgresqlDatabase() override;

  std::string url() const;
  const Dialect& dialect() const override { return testing::postgresql(); }
  Session& session() override { return *session_; }
  using TestDatabase::run;
  /// Runs a script of SQL, as one implicit transaction unless it has its own.
  void run(const std::string& script) { session_->execute(script); }
  /// Statement by statement, as psql would.
  void run_script(const std::string& script) override;
  void clear() override;
  /// Indexes that are not valid, and objects with the names that plans use for a while.
  std::string damage() override;
  /// The next value of each sequence.
  std::string counters() override;
  /// The problems that reading it finds, rendered.
  std::string problems();

 protected:
  std::string select_all(const Table& table) const override;

 private:
  std::string name_;
  std::unique_ptr<Session> session_;
};

}  // namespace athanor::testing
