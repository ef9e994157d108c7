#include "engine/dialects/postgresql/session.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "engine/dialects/postgresql/connection.hpp"
#include "engine/dialects/postgresql/introspect.hpp"
#include "engine/dialects/postgresql/migration_lock.hpp"
#include "engine/dialects/postgresql/names.hpp"
#include "engine/dialects/postgresql/server_text.hpp"

namespace athanor::postgresql {
namespace {

Row row_of(const pqxx::row& cells) {
  Row row;
  row.reserve(cells.size());
  for (const auto& cell : cells) {
    if (cell.is_null()) {
      row.emplace_back();
    } else {
      row.emplace_back(std::string(cell.c_str(), cell.size()));
    }
  }
  return row;
}

class PostgresqlSession final : public Session {
 public:
  PostgresqlSession(const std::string& url, Access access, Patience patience)
      : url_(url), access_(access), patience_(patience), connection_(url) {
    require_known_version();
  }

  std::string address() const override { return connection_.address(); }

  Schema introspect(Diagnostics& diagnostics) override {
    return postgresql::introspect(connection_, in_transaction_, diagnostics);
  }

  Schema as_written(Schema desired, const Schema& held) override {
    return as_server_writes(connection_, in_transaction_, std::move(desired), held);
  }

  bool has_table(const std::string& name) override { return has_table_in("public", name); }

  bool has_table_in(const std::string& schema, const std::string& name) override {
    return !connection_
                .run("SELECT 1 FROM pg_class WHERE relkind IN ('r', 'p') AND relname = " +
                     quote_text(name) +
                     " AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = " +
                     quote_text(schema) + ")")
                .empty();
  }

  void execute(const std::string& statement) override { connection_.run(statement); }

  std::vector<Row> query(const std::string& statement) override {
    std::vector<Row> rows;
    for (const auto& row : connection_.run(statement)) rows.push_back(row_of(row));
    return rows;
  }

  /// lock_not_available, deadlock_detected, serialization_failure (appendix A).
  bool missed_locks(const StatementError& error) const override {
    const auto& state = error.fault().sqlstate;
    return state == "55P03" || state == "40P01" || state == "40001";
  }

  void begin_migrations() override {
    lock_.emplace(url_, connection_, patience_.wait);
    connection_.run("SET client_min_messages = warning");
    // A statement that waits for a lock holds up all who come after it in the queue.
    connection_.run(
        "SELECT set_config('lock_timeout', '5s', false) WHERE current_setting('lock_timeout') = "
        "'0'");
  }
  void end_migrations() override { lock_.reset(); }

  void begin() override {
    connection_.run(access_ == Access::ReadOnly ? "BEGIN READ ONLY" : "BEGIN READ WRITE");
    in_transaction_ = Transaction::Open;
  }
  void bound(std::chrono::milliseconds limit) override {
    connection_.run(fmt::format("SET LOCAL statement_timeout = {}; SET LOCAL lock_timeout = {}",
                                limit.count(), std::max<long long>(limit.count() / 2, 1)));
  }
  void commit() override {
    in_transaction_ = Transaction::None;
    connection_.run("COMMIT");
  }
  /// A connection that is gone has rolled back already.
  void rollback() override {
    bool open = in_transaction_ == Transaction::Open;
    in_transaction_ = Transaction::None;
    if (open && connection_.is_open()) connection_.run("ROLLBACK");
  }

 private:
  void require_known_version() const {
    static constexpr int kOldest = 120000;
    if (connection_.server_version() >= kOldest) return;
    throw Error(fmt::format("{}: this server is PostgreSQL {}; athanor needs 12 or newer",
                            connection_.address(), connection_.server_version() / 10000));
  }

  std::string url_;
  Access access_;
  Patience patience_;
  Connection connection_;
  Transaction in_transaction_ = Transaction::None;
  std::optional<MigrationLock> lock_;
};

}  // namespace

std::unique_ptr<Session> open(const std::string& url, Access access, Patience patience) {
  return std::make_unique<PostgresqlSession>(url, access, patience);
}

}  // namespace athanor::postgresql
