#pragma once
/// A SQLite database of a test's own.

#include <memory>
#include <string>
#include <vector>

#include "tests/support/test_database.hpp"

namespace athanor::testing {

/// The dialect that these tests are about.
const Dialect& sqlite();

/// Of SQLite: see test_database.hpp.
Schema schema_of(const std::string& script);
std::vector<SqlStatement> statements_for(const Schema& schema);

/// A database file that is gone with the object.
class Scratch final : public TestDatabase {
 public:
  void enforce_keys() override { session().execute("PRAGMA foreign_keys=ON"); }
  Scratch();
  ~Scratch() override;

  const std::string& file() const { return file_; }

  const Dialect& dialect() const override { return sqlite(); }
  Session& session() override { return *session_; }
  void run_script(const std::string& script) override;
  void clear() override;
  /// What `integrity_check` and `foreign_key_check` complain of.
  std::string damage() override;
  /// Where AUTOINCREMENT is at.
  std::string counters() override;

 protected:
  std::string select_all(const Table& table) const override;

 private:
  void open();

  std::string file_;
  std::unique_ptr<Session> session_;
};

}  // namespace athanor::testing
