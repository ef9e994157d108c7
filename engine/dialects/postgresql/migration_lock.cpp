#include "engine/dialects/postgresql/migration_lock.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace athanor::postgresql {
namespace {

using std::chrono::milliseconds;
using std::chrono::steady_clock;

/// The first half of the key: "atha". The second is the database's, though locks of two databases
/// never meet: it tells a person who looks at pg_locks which one it is.
constexpr const char* kKey = "1635018849, hashtext(current_database())";

/// As often as both connections are asked who serves them.
constexpr int kProbes = 8;

std::string one_value(Connection& connection, const std::string& sql) {
  auto result = connection.run(sql);
  return result.empty() || result[0][0].is_null() ? "" : result[0][0].c_str();
}

/// Two clients have two server processes for as long as they stay connected, and each keeps its
/// own, unless a pooler hands out server connections by the transaction or by the statement
/// (pgbouncer's pool_mode). libpq's own idea of the process tells nothing: a pooler makes one up in
/// session mode too.
bool is_shared(Connection& a, Connection& b) {
  static constexpr const char* kWho = "SELECT pg_backend_pid()";
  auto first = one_value(a, kWho);
  for (int i = 0; i < kProbes; ++i) {
    auto other = one_value(b, kWho);
    if (other == first || one_value(a, kWho) != first) return true;
  }
  return false;
}

void require_writable(Connection& connection) {
  if (one_value(connection, "SELECT pg_is_in_recovery()") == "t") {
    throw Error(fmt::format(
        "{}: this server is a read-only replica: connect to its primary to run migrations",
        connection.address()));
  }
  if (one_value(connection, "SHOW transaction_read_only") == "on") {
    throw Error(fmt::format(
        "{}: this connection may only read (default_transaction_read_only is on for the server, "
        "the database or the user): migrations need one that may write",
        connection.address()));
  }
}

}  // namespace

MigrationLock::MigrationLock(const std::string& url, Connection& main, milliseconds wait)
    : connection_(url) {
  require_writable(main);
  if (is_shared(main, connection_)) {
    throw Error(fmt::format(
        "{}: a connection pooler in transaction or statement mode stands before this server: it "
        "shares connections between clients, so that the lock against a second run would not hold\n"
        "  connect to the server itself, or to a pool in session mode",
        main.address()));
  }
  acquire(wait);
}

bool MigrationLock::try_lock() {
  return one_value(connection_, fmt::format("SELECT pg_try_advisory_lock({})", kKey)) == "t";
}

void MigrationLock::acquire(milliseconds wait) {
  auto deadline = steady_clock::now() + wait;
  for (milliseconds pause(50); !try_lock(); pause = std::min(pause * 2, milliseconds(1000))) {
    if (steady_clock::now() >= deadline) {
      throw Error(
          fmt::format("{}: another run of migrations is under way{}; gave up after {} seconds",
                      connection_.address(), holder(),
                      std::chrono::duration_cast<std::chrono::seconds>(wait).count()));
    }
    std::this_thread::sleep_for(
        std::min(pause, std::chrono::ceil<milliseconds>(deadline - steady_clock::now())));
  }
}

std::string MigrationLock::holder() {
  return one_value(connection_, fmt::format(R"(
SELECT format(' (process %s, %s, connected since %s)', a.pid, a.application_name,
              to_char(a.backend_start, 'YYYY-MM-DD HH24:MI:SS'))
  FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid)
 WHERE l.locktype = 'advisory' AND l.granted AND l.objsubid = 2
   AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
   AND l.classid = {} AND l.objid::bigint = hashtext(current_database())::bigint & 4294967295
 LIMIT 1)",
                                            "1635018849"));
}

}  // namespace athanor::postgresql
