#include "migrations/runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

#include "migrations/legacy_rows.hpp"
#include "migrations/listing.hpp"
#include "migrations/stamp.hpp"

namespace athanor {
namespace {

using Mode = alembic::SqlItem::Mode;

/// A statement failed for the locks that others hold, not for what it says.
class LocksMissed : public Error {
 public:
  using Error::Error;
};

/// Rolls back what was begun, unless it was committed.
class Transaction {
 public:
  explicit Transaction(Session& session) : session_(session) { session_.begin(); }
  ~Transaction() {
    if (!open_) return;
    try {
      session_.rollback();
    } catch (const Error&) {  // the connection is gone, and the transaction with it
    }
  }
  Transaction(const Transaction&) = delete;
  Transaction& operator=(const Transaction&) = delete;

  void commit() {
    session_.commit();
    open_ = false;
  }

 private:
  Session& session_;
  bool open_ = true;
};

/// What of a revision is done in one go: a transaction's statements, or one outside any.
struct Part {
  Mode mode;
  std::size_t first, last;
};

std::vector<Part> parts_of(const RevisionSql& items) {
  std::vector<Part> parts;
  for (std::size_t i = 0; i < items.size(); ++i) {
    bool joins = !parts.empty() && parts.back().mode == items[i].mode &&
                 items[i].mode == Mode::Transactional;
    if (joins) {
      parts.back().last = i + 1;
    } else {
      parts.push_back({items[i].mode, i, i + 1});
    }
  }
  return parts;
}

/// Whether only a transaction to come can tell if the revision is still to be done.
bool leads_to_transaction(const std::vector<Part>& parts, std::size_t at) {
  auto transactional = [](const Part& part) { return part.mode == Mode::Transactional; };
  auto here = parts.begin() + static_cast<std::ptrdiff_t>(at);
  return std::none_of(parts.begin(), here, transactional) &&
         std::any_of(here, parts.end(), transactional);
}

bool is_whole(const RevisionSql& items) {
  return std::all_of(items.begin(), items.end(),
                     [](const auto& item) { return item.mode == Mode::Transactional; });
}

/// How far a revision with parts has come, in a table that is there only meanwhile.
class Progress {
 public:
  Progress(Session& session, const Dialect& dialect, const std::string& revision,
           alembic::Direction direction)
      : session_(session),
        table_(dialect.quote_name(Protection::progress_table)),
        what_(dialect.quote_text(
            (direction == alembic::Direction::Upgrade ? "upgrade " : "downgrade ") + revision)) {}

  /// The number of the first part still to be done.
  std::size_t next() {
    if (!session_.has_table(Protection::progress_table)) return 0;
    auto found = session_.query(fmt::format("SELECT part FROM {} WHERE what = {}", table_, what_));
    return found.empty() ? 0 : std::stoul(found.front().at(0).value_or("0"));
  }
  /// Within the transaction that did the part before.
  void save(std::size_t part) {
    clear();
    session_.execute(fmt::format(
        "CREATE TABLE IF NOT EXISTS {} (what varchar(255) NOT NULL, part integer NOT NULL)",
        table_));
    session_.execute(fmt::format("INSERT INTO {} VALUES ({}, {})", table_, what_, part));
  }
  void clear() {
    if (session_.has_table(Protection::progress_table)) session_.execute("DROP TABLE " + table_);
  }

 private:
  Session& session_;
  std::string table_, what_;
};

}  // namespace

VersionRows Runner::rows() {
  return read_versions(session_, options_.table, dialect_);
}

void Runner::upgrade(const std::string& target) {
  session_.begin_migrations();
  run(alembic::Direction::Upgrade, history_.upgrade_path(rows(), target));
}

void Runner::downgrade(const std::string& target) {
  session_.begin_migrations();
  run(alembic::Direction::Downgrade, history_.downgrade_path(rows(), target));
}

/// The goal is found once: a relative target is counted from where the run began.
void Runner::run(alembic::Direction direction, const Goal& goal) {
  auto todo = remaining(direction, goal, rows());
  while (!todo.empty()) {
    auto read = read_ahead(direction, todo);
    if (read.empty()) {
      hand_over({todo.front(), direction});
    } else {
      run_all(direction, std::move(read));
    }
    todo = remaining(direction, goal, rows());
  }
  session_.end_migrations();
}

/// As long as nobody else moves the version meanwhile, what was read stays true.
void Runner::run_all(alembic::Direction direction, std::vector<ReadRevision> read) {
  while (!read.empty()) {
    Goal expected;
    for (const auto& one : read) expected.push_back(one.revision);
    auto left = remaining(direction, expected, rows());
    auto done = expected.size() - left.size();
    if (!std::equal(left.begin(), left.end(),
                    expected.begin() + static_cast<std::ptrdiff_t>(done))) {
      return;
    }
    read.erase(read.begin(), read.begin() + static_cast<std::ptrdiff_t>(done));
    if (read.empty()) return;
    if (is_whole(read.front().body.items)) {
      patiently([&] { run_together(direction, read); });
    } else {
      run_in_parts({read.front().revision, direction}, read.front().body);
    }
  }
}

void Runner::patiently(const std::function<void()>& act) {
  auto pause = options_.first_pause;
  for (int attempt = 1;; ++attempt, pause *= 2) {
    try {
      return act();
    } catch (const LocksMissed& e) {
      if (attempt >= options_.attempts) {
        throw Error(fmt::format("{}\n  tried {} times; see who holds the lock, and run it again",
                                e.what(), attempt));
      }
      options_.log(fmt::format("waiting for locks that others hold (attempt {} of {})", attempt,
                               options_.attempts));
      std::this_thread::sleep_for(pause);
    }
  }
}

Runner::Goal Runner::remaining(alembic::Direction direction, const Goal& goal,
                               const std::vector<std::string>& rows) const {
  auto done = history_.ancestors(history_.current(rows));
  bool upgrade = direction == alembic::Direction::Upgrade;
  Goal out;
  for (auto revision : goal) {
    if (done[revision] != upgrade) out.push_back(revision);
  }
  return out;
}

std::vector<ReadRevision> Runner::read_ahead(alembic::Direction direction, const Goal& revisions) {
  Diagnostics diagnostics, unread;
  auto there = session_.introspect(unread);
  RevisionReader reader(history_, dialect_, options_.protection, settings_, std::move(there),
                        unread);
  reader.ask(session_);
  std::vector<ReadRevision> read;
  std::vector<Refusal> refused;
  for (auto revision : revisions) {
    auto one = reader.read({revision, direction}, diagnostics);
    refused.insert(refused.end(), one.refused.begin(), one.refused.end());
    bool known = one.body.needs.empty();
    // What the database may answer when it has come this far is not Python's yet.
    bool later = !read.empty() && one.body.asked == RevisionBody::Asked::Later;
    if (!known && !later) require_python({revision, direction}, one.body, diagnostics);
    if (known) read.push_back(std::move(one));
    if (!reader.is_certain()) break;
  }
  require_no_errors(diagnostics);
  refused = not_allowed(std::move(refused), options_.allowances);
  if (!refused.empty()) throw Refused(render(refused));
  return read;
}

void Runner::run_together(alembic::Direction direction, const std::vector<ReadRevision>& todo) {
  Transaction transaction(session_);
  LegacyRows legacy(session_, options_.protection, options_.allowances, dialect_);
  std::string last;
  for (const auto& next : todo) {
    if (!is_whole(next.body.items)) break;
    if (remaining(direction, {next.revision}, rows()).empty()) break;
    RevisionStep step{next.revision, direction};
    options_.log(running_line(history_, step));
    execute(step, next.body.items, 0, next.body.items.size());
    write_rows(step);
    last = history_.id(next.revision);
    if (options_.scope == TransactionScope::PerRevision) break;
  }
  legacy.check(last, "it was rolled back");
  transaction.commit();
}

/// A body with guards is read anew from what is there, so that what is done of it is not counted.
void Runner::run_in_parts(const RevisionStep& step, const RevisionBody& body) {
  const auto& items = body.items;
  auto parts = parts_of(items);
  bool counted = body.asked == RevisionBody::Asked::Nothing;
  Progress progress(session_, dialect_, history_.id(step.revision), step.direction);
  bool told = false;
  auto tell = [&] {
    if (!told) options_.log(running_line(history_, step));
    told = true;
  };
  for (std::size_t i = counted ? progress.next() : 0; i < parts.size(); ++i) {
    const Part& part = parts[i];
    if (part.mode == Mode::Autocommit) {
      if (!leads_to_transaction(parts, i)) tell();
      patiently([&] { execute(step, items, part.first, part.last); });
      continue;
    }
    bool done = run_part(step, items, part.first, part.last, tell, [&] {
      if (i + 1 < parts.size()) {
        if (counted) progress.save(i + 1);
      } else {
        write_rows(step);
        progress.clear();
      }
    });
    if (!done) return;
  }
  if (parts.back().mode == Mode::Transactional) return;
  run_part(step, items, 0, 0, tell, [&] {
    write_rows(step);
    progress.clear();
  });
}

bool Runner::run_part(const RevisionStep& step, const RevisionSql& items, std::size_t first,
                      std::size_t last, const std::function<void()>& tell,
                      const std::function<void()>& note) {
  bool done_by_another = false;
  patiently([&] {
    Transaction transaction(session_);
    done_by_another = remaining(step.direction, {step.revision}, rows()).empty();
    if (done_by_another) return;
    tell();
    LegacyRows legacy(session_, options_.protection, options_.allowances, dialect_);
    execute(step, items, first, last);
    note();
    legacy.check(history_.id(step.revision), "it was rolled back");
    transaction.commit();
  });
  return !done_by_another;
}

void Runner::write_rows(const RevisionStep& step) {
  write_versions(session_, version_changes(history_, step, rows()), options_.table, dialect_);
}

void Runner::execute(const RevisionStep& step, const RevisionSql& items, std::size_t first,
                     std::size_t last) {
  for (std::size_t i = first; i < last; ++i) {
    try {
      session_.execute(items[i].sql);
    } catch (const StatementError& e) {
      auto text = fmt::format("revision {} failed and was rolled back: {}\n  at {}\n  in: {}",
                              history_.id(step.revision), e.explained(), where(items[i].place),
                              items[i].sql);
      if (session_.missed_locks(e)) throw LocksMissed(text);
      throw Error(text);
    }
  }
}

void Runner::stamp(const std::vector<std::string>& targets, Purge purge) {
  session_.begin_migrations();
  if (purge == Purge::Yes && options_.scope == TransactionScope::PerRevision) {
    Transaction transaction(session_);
    purge_versions(session_, options_.table, dialect_);
    transaction.commit();
  }
  Transaction transaction(session_);
  if (purge == Purge::Yes) purge_versions(session_, options_.table, dialect_);
  ensure_version_table(session_, options_.table, dialect_);
  for (const auto& step : stamp_steps(history_, rows(), targets)) {
    options_.log(running_line(step));
    write_versions(session_, step.changes, options_.table, dialect_);
  }
  transaction.commit();
  session_.end_migrations();
}

void Runner::ensure_version() {
  session_.begin_migrations();
  Transaction transaction(session_);
  ensure_version_table(session_, options_.table, dialect_);
  transaction.commit();
  session_.end_migrations();
}

}  // namespace athanor
