#include "tests/grammar/postgresql/canonical/live_postgresql.hpp"

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <thread>

namespace athanor::postgresql::testing {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kColumnEnd = "\x1f";
constexpr char kRowEnd = '\x1e';

/// The folder of the newest server's programs, or "".
std::string programs() {
  std::string best;
  int version = 0;
  std::error_code none;
  for (const auto& entry : fs::directory_iterator("/usr/lib/postgresql", none)) {
    int here = std::atoi(entry.path().filename().c_str());
    bool whole = fs::exists(entry.path() / "bin/postgres") && fs::exists(entry.path() / "bin/psql");
    if (!whole || here <= version) continue;
    version = here;
    best = entry.path() / "bin";
  }
  return best;
}

/// A server refuses to run as root: its own user does.
const passwd* server_user() {
  return getuid() == 0 ? getpwnam("postgres") : nullptr;
}

/// Starts a program that ends with this one.
int spawn(const std::vector<std::string>& words, const std::string& output) {
  const passwd* user = server_user();
  int child = fork();
  if (child != 0) return child;
  int file = open(output.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
  dup2(file, STDOUT_FILENO);
  dup2(file, STDERR_FILENO);
  bool allowed = user == nullptr || (setgid(user->pw_gid) == 0 && setuid(user->pw_uid) == 0);
  if (!allowed) _exit(126);
  prctl(PR_SET_PDEATHSIG, SIGQUIT);
  std::vector<char*> arguments;
  for (const auto& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
  arguments.push_back(nullptr);
  execv(arguments[0], arguments.data());
  _exit(127);
}

bool succeeds(const std::vector<std::string>& words, const std::string& output) {
  int status = 0;
  waitpid(spawn(words, output), &status, 0);
  return status == 0;
}

std::string contents(const std::string& file) {
  std::ostringstream out;
  out << std::ifstream(file, std::ios::binary).rdbuf();
  return out.str();
}

std::string new_folder() {
  auto folder = (fs::temp_directory_path() / "athanor_canonical_XXXXXX").string();
  if (mkdtemp(folder.data()) == nullptr) throw std::runtime_error("no temporary folder");
  const passwd* user = server_user();
  if (user != nullptr && chown(folder.c_str(), user->pw_uid, user->pw_gid) != 0) {
    throw std::runtime_error("the folder cannot be given to the server's user");
  }
  return folder;
}

std::vector<std::string> columns_of(const std::string& row) {
  std::vector<std::string> columns;
  for (std::size_t at = 0;;) {
    auto end = row.find(kColumnEnd, at);
    columns.push_back(row.substr(at, end - at));
    if (end == std::string::npos) return columns;
    at = end + kColumnEnd.size();
  }
}

}  // namespace

bool LivePostgresql::is_available() {
  return !programs().empty() && (getuid() != 0 || server_user() != nullptr);
}

LivePostgresql::LivePostgresql() : folder_(new_folder()) {
  auto from = programs();
  bool made = succeeds({from + "/initdb", "-D", folder_ + "/data", "-A", "trust", "-U", "postgres",
                        "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"},
                       folder_ + "/initdb.log");
  if (!made) throw std::runtime_error(contents(folder_ + "/initdb.log"));
  server_ = spawn({from + "/postgres", "-D", folder_ + "/data", "-k", folder_, "-c",
                   "listen_addresses=", "-c", "fsync=off", "-c", "timezone=UTC"},
                  folder_ + "/server.log");
  for (int attempt = 0; attempt < 300; ++attempt) {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    if (succeeds({from + "/pg_isready", "-q", "-h", folder_}, folder_ + "/ready.log")) return;
  }
  throw std::runtime_error(contents(folder_ + "/server.log"));
}

LivePostgresql::~LivePostgresql() {
  kill(server_, SIGQUIT);
  waitpid(server_, nullptr, 0);
  std::error_code ignored;
  fs::remove_all(folder_, ignored);
}

std::vector<std::vector<std::string>> LivePostgresql::run(const std::string& script) const {
  auto file = folder_ + "/script.sql", output = folder_ + "/output";
  std::ofstream(file, std::ios::binary) << script;
  std::error_code ignored;
  fs::remove(output, ignored);
  bool done = succeeds(
      {programs() + "/psql", "-qAtX", "-v", "ON_ERROR_STOP=1", "-F", std::string(kColumnEnd), "-R",
       std::string(1, kRowEnd), "-h", folder_, "-U", "postgres", "-d", "postgres", "-f", file},
      output);
  auto printed = contents(output);
  if (!done) throw std::runtime_error(printed);
  std::vector<std::vector<std::string>> rows;
  std::istringstream lines(printed);
  for (std::string row; std::getline(lines, row, kRowEnd);) rows.push_back(columns_of(row));
  // psql ends the last row with a line break.
  if (!rows.empty() && rows.back().back().ends_with('\n')) rows.back().back().pop_back();
  return rows;
}

}  // namespace athanor::postgresql::testing
