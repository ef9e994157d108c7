#include "engine/dialects/sqlite/session.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>

#include "engine/dialects/sqlite/introspect.hpp"
#include "engine/dialects/sqlite/names.hpp"

namespace athanor::sqlite {
namespace {

constexpr int kBusyMilliseconds = 30'000;

class SqliteSession final : public Session {
 public:
  SqliteSession(std::string url, const std::string& file, Access access)
      : url_(std::move(url)), access_(access), database_(file, flags(access), kBusyMilliseconds) {
    database_.exec("PRAGMA foreign_keys=OFF");
  }

  std::string address() const override { return url_; }

  Schema introspect(Diagnostics& diagnostics) override {
    return sqlite::introspect(*this, diagnostics);
  }

  /// The canonical form needs no help from the database: SQLite keeps what was written.
  Schema as_written(Schema desired, const Schema&) override { return desired; }

  bool has_table(const std::string& name) override { return has_table_in("main", name); }

  bool has_table_in(const std::string& schema, const std::string& name) override {
    return !query("SELECT 1 FROM " + quote_name(schema) +
                  ".sqlite_master WHERE type = 'table' AND lower(name) = " +
                  quote_text(ascii_lower(name)))
                .empty();
  }

  void execute(const std::string& statement) override {
    started_ = Clock::now();
    try {
      database_.exec(statement);
    } catch (const SQLite::Exception& e) {
      throw StatementError(e.what(), statement);
    }
  }

  std::vector<Row> query(const std::string& statement) override {
    started_ = Clock::now();
    try {
      SQLite::Statement prepared(database_, statement);
      std::vector<Row> rows;
      while (prepared.executeStep()) rows.push_back(row_of(prepared));
      return rows;
    } catch (const SQLite::Exception& e) {
      throw StatementError(e.what(), statement);
    }
  }

  /// `begin` has waited for the lock already.
  bool missed_locks(const StatementError&) const override { return false; }

  // BEGIN IMMEDIATE is the lock: whoever comes second waits in `begin`.
  void begin_migrations() override {}
  void end_migrations() override {}
  void begin() override { execute(access_ == Access::ReadOnly ? "BEGIN" : "BEGIN IMMEDIATE"); }
  /// c3ref/progress_handler.html: asked now and then whether to go on.
  void bound(std::chrono::milliseconds limit) override {
    limit_ = limit;
    sqlite3_progress_handler(database_.getHandle(), kInstructions, is_over_limit, this);
  }
  void commit() override {
    unbound();
    execute("COMMIT");
  }
  void rollback() override {
    unbound();
    if (sqlite3_get_autocommit(database_.getHandle()) == 0) execute("ROLLBACK");
  }

 private:
  using Clock = std::chrono::steady_clock;
  static constexpr int kInstructions = 10'000;

  static int flags(Access access) {
    return access == Access::ReadOnly ? SQLite::OPEN_READONLY
                                      : SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
  }

  static int is_over_limit(void* session) {
    const auto& self = *static_cast<const SqliteSession*>(session);
    return Clock::now() - self.started_ > self.limit_ ? 1 : 0;
  }

  void unbound() { sqlite3_progress_handler(database_.getHandle(), 0, nullptr, nullptr); }

  static Row row_of(SQLite::Statement& statement) {
    Row row;
    for (int i = 0; i < statement.getColumnCount(); ++i) {
      auto column = statement.getColumn(i);
      if (column.isNull()) {
        row.emplace_back();
      } else {
        row.emplace_back(column.getString());
      }
    }
    return row;
  }

  std::string url_;
  Access access_;
  SQLite::Database database_;
  std::chrono::milliseconds limit_{};
  Clock::time_point started_;
};

class ScratchFile final : public ScratchDatabase {
 public:
  explicit ScratchFile(std::filesystem::path folder)
      : folder_(std::move(folder)),
        session_(open("sqlite:///" + (folder_ / "scratch.db").string(), Access::ReadWrite)) {}
  ~ScratchFile() override {
    session_.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder_, ignored);
  }
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  Session& session() override { return *session_; }

 private:
  std::filesystem::path folder_;
  std::unique_ptr<Session> session_;
};

/// The part of a URL after its scheme, without the options.
std::string_view location_of(std::string_view url) {
  url.remove_prefix(url.find(':') + 1);
  return url.substr(0, url.find('?'));
}

}  // namespace

bool is_url(std::string_view url) {
  auto scheme = url.substr(0, url.find("://"));
  return scheme.size() < url.size() && (scheme == "sqlite" || scheme.starts_with("sqlite+"));
}

std::string file_of(std::string_view url) {
  auto location = location_of(url);
  if (!location.starts_with("///")) {
    bool memory = location == "//";
    throw Error(fmt::format("{}: {}", url,
                            memory ? "a database in memory holds nothing to read"
                                   : "a SQLite URL has three slashes before a relative file and "
                                     "four before an absolute one"));
  }
  location.remove_prefix(3);
  if (location.empty() || location == ":memory:") {
    throw Error(fmt::format("{}: a database in memory holds nothing to read", url));
  }
  return std::string(location);
}

std::unique_ptr<Session> open(const std::string& url, Access access) {
  auto file = file_of(url);
  bool exists = std::filesystem::exists(file);
  if (access == Access::ReadOnly && !exists) {
    throw Error(fmt::format("{}: there is no such database file", url));
  }
  try {
    return std::make_unique<SqliteSession>(url, file, access);
  } catch (const SQLite::Exception& e) {
    throw Error(fmt::format("{}: cannot open the database: {}", url, e.what()));
  }
}

std::unique_ptr<ScratchDatabase> make_scratch() {
  auto folder = (std::filesystem::temp_directory_path() / "athanor-XXXXXX").string();
  if (!mkdtemp(folder.data())) throw Error("no temporary folder can be made at " + folder);
  return std::make_unique<ScratchFile>(folder);
}

}  // namespace athanor::sqlite
