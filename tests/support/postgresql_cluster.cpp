#include "tests/support/postgresql_cluster.hpp"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <vector>

#include "engine/dialects/postgresql/names.hpp"
#include "engine/dialects/postgresql/session.hpp"
#include "engine/dialects/registry.hpp"
#include "schema/sql_text.hpp"

namespace athanor::testing {
namespace {

namespace fs = std::filesystem;

int version_of(const fs::path& folder) {
  return std::atoi(folder.filename().c_str());
}

/// The folder with initdb and postgres, or "".
std::string find_programs() {
  fs::path best;
  std::error_code missing;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", missing)) {
    bool whole =
        fs::exists(entry.path() / "bin/initdb") && fs::exists(entry.path() / "bin/postgres");
    if (whole && (best.empty() || version_of(entry.path()) > version_of(best))) best = entry.path();
  }
  if (!best.empty()) return best / "bin";
  std::string path = getenv("PATH") ? getenv("PATH") : "";
  for (std::size_t at = 0; at < path.size();) {
    auto end = std::min(path.find(':', at), path.size());
    fs::path folder = path.substr(at, end - at);
    if (fs::exists(folder / "initdb") && fs::exists(folder / "postgres")) return folder;
    at = end + 1;
  }
  return "";
}

/// A server refuses to run as root: its own user does.
const passwd* server_user() {
  return getuid() == 0 ? getpwnam("postgres") : nullptr;
}

void become(const passwd& user) {
  bool done = setgid(user.pw_gid) == 0 && initgroups(user.pw_name, user.pw_gid) == 0 &&
              setuid(user.pw_uid) == 0;
  if (!done) _exit(126);
}

/// Starts a program that the kernel stops when this one ends, its output in `log`.
int spawn(const std::vector<std::string>& words, const std::string& log) {
  const passwd* user = server_user();
  int child = fork();
  if (child != 0) return child;
  int file = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
  dup2(file, STDOUT_FILENO);
  dup2(file, STDERR_FILENO);
  if (user) become(*user);
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execv(arguments[0], arguments.data());
  _exit(127);
}

void require_done(int child, const std::string& what) {
  int status = 0;
  waitpid(child, &status, 0);
  if (status != 0) throw std::runtime_error(what + " failed");
}

std::string new_folder() {
  auto pattern = (fs::temp_directory_path() / "athanor_pg_XXXXXX").string();
  if (!mkdtemp(pattern.data())) throw std::runtime_error("no temporary folder");
  if (const passwd* user = server_user()) {
    if (chown(pattern.c_str(), user->pw_uid, user->pw_gid) != 0) {
      throw std::runtime_error("the temporary folder cannot be given to postgres");
    }
  }
  fs::permissions(pattern, fs::perms::all);
  return pattern;
}

/// The statements of a script, without their semicolons.
std::vector<std::string> statements_of(const std::string& script) {
  std::vector<std::string> out;
  std::size_t begin = 0, tokens = 0;
  for (const auto& token : scan_sql(script)) {
    bool ends = token.kind == SqlToken::Kind::Symbol && token.text == ";";
    if (!ends) {
      ++tokens;
      continue;
    }
    if (tokens > 0) out.push_back(script.substr(begin, token.offset - begin));
    begin = token.offset + token.length;
    tokens = 0;
  }
  if (tokens > 0) out.push_back(script.substr(begin));
  return out;
}

}  // namespace

const Dialect& postgresql() {
  return *find_dialect("postgresql");
}

bool PostgresqlCluster::is_available() {
  return !find_programs().empty() && (getuid() != 0 || server_user() != nullptr);
}

PostgresqlCluster& PostgresqlCluster::instance() {
  static PostgresqlCluster cluster;
  return cluster;
}

PostgresqlCluster::PostgresqlCluster() : programs_(find_programs()), folder_(new_folder()) {
  require_done(spawn({programs_ + "/initdb", "-D", folder_ + "/data", "-A", "trust", "-U",
                      "postgres", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"},
                     folder_ + "/initdb.log"),
               "initdb (see " + folder_ + "/initdb.log)");
  start();
}

PostgresqlCluster::~PostgresqlCluster() {
  stop();
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

void PostgresqlCluster::start() {
  process_ = spawn({programs_ + "/postgres", "-D", folder_ + "/data", "-k", folder_, "-c",
                    "listen_addresses=", "-c", "fsync=off", "-c", "full_page_writes=off", "-c",
                    "max_connections=50"},
                   folder_ + "/server.log");
  for (int attempt = 0; attempt < 300; ++attempt) {
    try {
      postgresql::open(url("postgres"), Access::ReadWrite);
      return;
    } catch (const Error&) {  // it is not up yet
      std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
  }
  throw std::runtime_error("the server did not start (see " + folder_ + "/server.log)");
}

void PostgresqlCluster::stop() {
  if (process_ <= 0) return;
  kill(process_, SIGQUIT);
  waitpid(process_, nullptr, 0);
  process_ = 0;
}

void PostgresqlCluster::let_in(const std::string& line) {
  auto path = folder_ + "/data/pg_hba.conf";
  std::ostringstream rest;
  rest << std::ifstream(path).rdbuf();
  std::ofstream(path) << line << "\n" << rest.str();
  auto session = postgresql::open(url("postgres"), Access::ReadWrite);
  session->execute("SELECT pg_reload_conf()");
  // The postmaster reads it when it gets to: not before the answer.
  std::this_thread::sleep_for(std::chrono::milliseconds(300));
}

std::string PostgresqlCluster::url(const std::string& database) const {
  return "postgresql://postgres@/" + database + "?host=" + folder_;
}

PostgresqlDatabase::PostgresqlDatabase() {
  static int made = 0;
  name_ = "test_" + std::to_string(++made);
  auto& cluster = PostgresqlCluster::instance();
  postgresql::open(cluster.url("postgres"), Access::ReadWrite)
      ->execute("CREATE DATABASE " + name_ + " TEMPLATE template0");
  session_ = postgresql::open(cluster.url(name_), Access::ReadWrite);
}

PostgresqlDatabase::~PostgresqlDatabase() {
  session_.reset();
  try {
    postgresql::open(PostgresqlCluster::instance().url("postgres"), Access::ReadWrite)
        ->execute("DROP DATABASE IF EXISTS " + name_);
  } catch (const Error&) {  // the test has ended the server
  }
}

std::string PostgresqlDatabase::url() const {
  return PostgresqlCluster::instance().url(name_);
}

void PostgresqlDatabase::run_script(const std::string& script) {
  try {
    for (const auto& statement : statements_of(script)) session_->execute(statement);
  } catch (const StatementError&) {
    session_->execute("ROLLBACK");
    throw;
  }
}

std::string PostgresqlDatabase::damage() {
  return rows("SELECT 'invalid', indexrelid::regclass FROM pg_index WHERE NOT indisvalid") +
         rows("SELECT 'left over', relname FROM pg_class WHERE relname LIKE 'athanor\\_%'") +
         rows("SELECT 'left over', typname FROM pg_type WHERE typname LIKE 'athanor\\_%'") +
         rows("SELECT 'left over', conname FROM pg_constraint WHERE conname LIKE 'athanor\\_%'");
}

std::string PostgresqlDatabase::counters() {
  std::string out;
  for (const auto& row :
       session_->query("SELECT oid::regclass FROM pg_class WHERE relkind = 'S' ORDER BY relname")) {
    const auto& name = *row.at(0);
    out += rows(
        "SELECT '  ' || relname, last_value + CASE WHEN is_called THEN seqincrement ELSE 0 "
        "END FROM " +
        name +
        ", pg_class JOIN pg_sequence ON seqrelid = pg_class.oid "
        "WHERE pg_class.oid = '" +
        name + "'::regclass");
  }
  return out.empty() ? "" : "sequences, and their next values\n" + out;
}

std::string PostgresqlDatabase::select_all(const Table& table) const {
  // Rows that are updated move: not so rows in the order of their text.
  return "SELECT * FROM ONLY " + postgresql::quote_name(table.name) + " AS t ORDER BY t::text";
}

void PostgresqlDatabase::clear() {
  static constexpr const char* kSchemas =
      "SELECT quote_ident(nspname) FROM pg_namespace WHERE nspname !~ '^(pg_|information_schema$)'";
  for (const auto& row : session_->query(kSchemas)) {
    session_->execute("DROP SCHEMA " + *row.at(0) + " CASCADE");
  }
  session_->execute("CREATE SCHEMA public");
}

std::string PostgresqlDatabase::problems() {
  Diagnostics found;
  session_->introspect(found);
  return render(found);
}

}  // namespace athanor::testing
