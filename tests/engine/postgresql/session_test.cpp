/// Sessions on a live server: what they do, and what they say when something is wrong.

#include "engine/dialects/postgresql/session.hpp"

#include <doctest/doctest.h>

#include <thread>

#include "tests/support/postgresql_cluster.hpp"

namespace athanor::testing {
namespace {

using postgresql::open;
using postgresql::Patience;

constexpr Patience kImpatient{std::chrono::milliseconds(300)};

/// What `act` throws.
template <class Act>
std::string complaint(Act act) {
  try {
    act();
  } catch (const Error& e) {
    return e.what();
  }
  return "nothing was thrown";
}

std::string connecting(const std::string& url) {
  return complaint([&] { open(url, Access::ReadWrite); });
}

std::string first_value(Session& session, const std::string& query) {
  return session.query(query).at(0).at(0).value_or("NULL");
}

}  // namespace

TEST_CASE("a session runs statements, with rows as text and NULL as nothing") {
  PostgresqlDatabase database;
  auto& session = database.session();
  session.execute("CREATE TABLE t (a int, b text); INSERT INTO t VALUES (1, NULL), (2, 'x''y')");
  CHECK(session.query("SELECT a, b FROM t ORDER BY a") ==
        std::vector<Row>{{"1", std::nullopt}, {"2", "x'y"}});
  CHECK(session.has_table("t"));
  CHECK_FALSE(session.has_table("T"));
  CHECK(first_value(session, "SHOW application_name") == "athanor");
}

TEST_CASE("a transaction is committed or rolled back as a whole") {
  PostgresqlDatabase database;
  auto& session = database.session();
  session.begin();
  session.execute("CREATE TABLE a ()");
  session.rollback();
  session.begin();
  session.execute("CREATE TABLE b ()");
  session.commit();
  session.rollback();
  CHECK_FALSE(session.has_table("a"));
  CHECK(session.has_table("b"));
}

TEST_CASE("a session for reading refuses to write in its transactions") {
  PostgresqlDatabase database;
  auto session = open(database.url(), Access::ReadOnly);
  session->begin();
  CHECK(complaint([&] { session->execute("CREATE TABLE a ()"); }) ==
        "cannot execute CREATE TABLE in a read-only transaction (SQLSTATE 25006)\n"
        "  hint: this connection may only read: connect to the primary server, as a user that may "
        "write\n  in: CREATE TABLE a ()");
  session->rollback();
}

TEST_CASE("a refused statement is told with all that the server says") {
  PostgresqlDatabase database;
  auto& session = database.session();
  CHECK(complaint([&] { session.execute("SELECT\n  nope(1)"); }) ==
        "function nope(integer) does not exist (SQLSTATE 42883)\n"
        "  hint: No function matches the given name and argument types. You might need to add "
        "explicit type casts.\n  at line 2 of the statement\n  in: SELECT\n  nope(1)");
  session.execute("CREATE TABLE p (id int PRIMARY KEY); INSERT INTO p VALUES (1)");
  CHECK(complaint([&] { session.execute("INSERT INTO p VALUES (1)"); }) ==
        "duplicate key value violates unique constraint \"p_pkey\" (SQLSTATE 23505)\n"
        "  detail: Key (id)=(1) already exists.\n  in: INSERT INTO p VALUES (1)");
}

TEST_CASE("a lock that another session holds is told by its SQLSTATE") {
  PostgresqlDatabase database;
  auto other = open(database.url(), Access::ReadWrite);
  other->execute("CREATE TABLE t ()");
  other->begin();
  other->execute("LOCK TABLE t");
  auto& session = database.session();
  session.execute("SET lock_timeout = 50");
  try {
    session.execute("ALTER TABLE t ADD a int");
    FAIL("the lock was not waited for");
  } catch (const StatementError& e) {
    CHECK(e.fault().sqlstate == "55P03");
    CHECK(e.message() == "canceling statement due to lock timeout");
  }
  other->rollback();
}

TEST_CASE("a missing right is told with what to do") {
  PostgresqlDatabase database;
  database.run("CREATE TABLE t (); DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN");
  auto url = database.url();
  auto session = open(url.replace(url.find("postgres@"), 8, "guest"), Access::ReadWrite);
  CHECK(complaint([&] { session->execute("DROP TABLE t"); }) ==
        "must be owner of table t (SQLSTATE 42501)\n  hint: connect as the owner of the object, or "
        "have the owner grant the right\n  in: DROP TABLE t");
}

TEST_CASE("a connection that cannot be made says what to do") {
  auto& cluster = PostgresqlCluster::instance();
  auto folder = cluster.folder();
  auto socket = "connection to server on socket \"" + folder + "/.s.PGSQL.5432\" failed: ";
  CHECK(connecting("postgresql://postgres:hush@/nowhere?host=" + folder) ==
        "postgresql://postgres@/nowhere?host=" + folder + ": cannot connect: " + socket +
            "FATAL:  database \"nowhere\" does not exist\n"
            "  check the name of the database, or create it: createdb NAME");
  CHECK(
      connecting("postgresql://nobody@/postgres?host=" + folder) ==
      "postgresql://nobody@/postgres?host=" + folder + ": cannot connect: " + socket +
          "FATAL:  role \"nobody\" does not exist\n  create the role, or connect as another user");
  auto missing = connecting("postgresql://u:hush@/db?host=/nowhere");
  CHECK(missing.find("is the server running here?") != std::string::npos);
  CHECK(missing.find("hush") == std::string::npos);
}

TEST_CASE("a wrong password is told, and not shown") {
  auto& cluster = PostgresqlCluster::instance();
  open(cluster.url("postgres"), Access::ReadWrite)
      ->execute("CREATE ROLE locked LOGIN PASSWORD 'right'");
  cluster.let_in("local all locked scram-sha-256");
  auto url = "postgresql://locked:wrong%20one@/postgres?host=" + cluster.folder();
  CHECK(connecting(url) ==
        "postgresql://locked@/postgres?host=" + cluster.folder() +
            ": cannot connect: connection to server on socket \"" + cluster.folder() +
            "/.s.PGSQL.5432\" failed: FATAL:  password authentication failed for user \"locked\"\n"
            "  check the user and the password: in the address, PGPASSWORD or ~/.pgpass");
  CHECK(connecting("postgresql://locked:right@/postgres?host=" + cluster.folder()) ==
        "nothing was thrown");
}

TEST_CASE("a connection that breaks stays broken, and says that nothing was committed") {
  PostgresqlDatabase database;
  auto session = open(database.url(), Access::ReadWrite);
  session->begin();
  session->execute("CREATE TABLE half ()");
  auto pid = first_value(*session, "SELECT pg_backend_pid()");
  database.run("SELECT pg_terminate_backend(" + pid + ")");
  auto told = complaint([&] { session->execute("CREATE TABLE whole ()"); });
  CHECK(told.starts_with(session->address() + ": the connection broke, or the server closed it"));
  CHECK(told.ends_with(
      "\n  what was not committed is undone by the server; run the same command again when the "
      "server is back"));
  CHECK_THROWS_AS(session->execute("SELECT 1"), ConnectionLost);
  session->rollback();
  CHECK_FALSE(database.session().has_table("half"));
}

TEST_CASE("one run of migrations keeps a second one out until it ends") {
  PostgresqlDatabase database;
  auto& first = database.session();
  auto second = open(database.url(), Access::ReadWrite, kImpatient);
  first.begin_migrations();
  auto told = complaint([&] { second->begin_migrations(); });
  CHECK(told.find(second->address() + ": another run of migrations is under way (process ") == 0);
  CHECK(told.find(", athanor, connected since ") != std::string::npos);
  first.begin();
  first.rollback();
  CHECK_THROWS_AS(second->begin_migrations(), Error);
  first.end_migrations();
  second->begin_migrations();
  second->end_migrations();
}

TEST_CASE("a second run waits for the first for as long as it is willing to") {
  PostgresqlDatabase database;
  auto first = open(database.url(), Access::ReadWrite);
  first->begin_migrations();
  std::thread end([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(200));
    first.reset();
  });
  auto second = open(database.url(), Access::ReadWrite);
  second->begin_migrations();
  end.join();
  second->end_migrations();
}

TEST_CASE("the locks of two databases do not meet") {
  PostgresqlDatabase a, b;
  a.session().begin_migrations();
  b.session().begin_migrations();
  a.session().end_migrations();
  b.session().end_migrations();
}

TEST_CASE("migrations are refused where the connection may only read") {
  PostgresqlDatabase database;
  auto url = database.url() + "&options=-c%20default_transaction_read_only%3Don";
  auto session = open(url, Access::ReadWrite);
  CHECK(complaint([&] { session->begin_migrations(); }) ==
        session->address() +
            ": this connection may only read (default_transaction_read_only is on for the server, "
            "the database or the user): migrations need one that may write");
}

}  // namespace athanor::testing
