#include "migrations/runner.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "migrations/listing.hpp"
#include "migrations/version_table.hpp"

namespace athanor {
namespace {

using Mode = alembic::SqlItem::Mode;

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

/// Counts the rows of the legacy tables around a revision: an invariant of its own, held whatever
/// the statements looked like.
class LegacyRows {
 public:
  LegacyRows(Session& session, const RunOptions& options, const Dialect& dialect)
      : session_(session), options_(options), dialect_(dialect) {
    for (const auto& name : options.protection.legacy) {
      if (session.has_table(name)) counts_[name] = count(name);
    }
  }

  void check(const std::string& revision) const {
    for (const auto& [name, before] : counts_) {
      auto now = session_.has_table(name) ? count(name) : 0;
      if (now >= before || allowed(name)) continue;
      throw Refused(
          fmt::format("refused: PRO102: revision {} would leave {} of {} rows in the "
                      "legacy table {}; it was rolled back\n"
                      "  allow it with --allow legacy:{}\n",
                      revision, now, before, name, name));
    }
  }

 private:
  long long count(const std::string& name) const {
    auto rows = session_.query(dialect_.count_rows({"", name}));
    return std::stoll(rows.at(0).at(0).value_or("0"));
  }
  bool allowed(const std::string& name) const {
    return not_allowed({{"PRO102", name, "", {}}}, options_.allowances).empty();
  }

  Session& session_;
  const RunOptions& options_;
  const Dialect& dialect_;
  std::map<std::string, long long> counts_;
};

std::vector<Allowance> allowances_in(const RevisionSql& items) {
  std::vector<Allowance> out;
  for (const auto& item : items) {
    for (auto& allowance : inline_allowances(item.sql)) out.push_back(std::move(allowance));
  }
  return out;
}

/// The number of statements ahead of the transaction.
std::size_t leading_autocommit(const RevisionSql& items) {
  auto first = std::find_if(items.begin(), items.end(),
                            [](const auto& item) { return item.mode == Mode::Transactional; });
  return static_cast<std::size_t>(first - items.begin());
}

}  // namespace

std::vector<std::string> Runner::rows() {
  return read_versions(session_, options_.protection.version_table, dialect_);
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
  judge_all(direction, todo);
  while (!todo.empty()) {
    run_one({todo.front(), direction});
    todo = remaining(direction, goal, rows());
  }
  session_.end_migrations();
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

RevisionSql Runner::sql_of(const RevisionStep& step) const {
  Diagnostics diagnostics;
  auto items = revision_sql(history_.script(step.revision), step.direction, dialect_, diagnostics);
  require_no_errors(diagnostics);
  return items;
}

/// What a revision may drop freely: an upgrade nothing, a downgrade what its own upgrade made.
Schema Runner::origin_of(const RevisionStep& step, const Schema& before) const {
  if (step.direction == alembic::Direction::Upgrade) return before;
  Diagnostics diagnostics;
  auto origin = replay(history_, history_.needs(step.revision), dialect_, diagnostics);
  return diagnostics.has_errors() ? before : origin;
}

void Runner::judge_all(alembic::Direction direction, const Goal& revisions) {
  if (revisions.empty()) return;
  Diagnostics diagnostics, ignored;
  auto replayer = dialect_.replay(session_.introspect(ignored));
  std::vector<Refusal> refused;
  for (auto revision : revisions) {
    auto items = revision_sql(history_.script(revision), direction, dialect_, diagnostics);
    auto statements = revision_statements(items, dialect_, diagnostics);
    const Schema before = replayer->schema();
    auto found = judge(statements, before, origin_of({revision, direction}, before),
                       options_.protection, dialect_);
    found = not_allowed(std::move(found), allowances_in(items));
    refused.insert(refused.end(), found.begin(), found.end());
    for (const auto& statement : statements) replayer->apply(statement, ignored);
  }
  require_no_errors(diagnostics);
  refused = not_allowed(std::move(refused), options_.allowances);
  if (!refused.empty()) throw Refused(render(refused));
}

void Runner::run_one(const RevisionStep& step) {
  auto items = sql_of(step);
  auto first = leading_autocommit(items);
  for (std::size_t i = 0; i < first; ++i) session_.execute(items[i].sql);
  Transaction transaction(session_);
  auto held = rows();
  if (remaining(step.direction, {step.revision}, held).empty()) return;
  options_.log(running_line(history_, step));
  LegacyRows legacy(session_, options_, dialect_);
  execute(step, items, first);
  write_versions(session_, version_changes(history_, step, held), options_.protection.version_table,
                 dialect_);
  legacy.check(history_.id(step.revision));
  transaction.commit();
}

void Runner::execute(const RevisionStep& step, const RevisionSql& items, std::size_t first) {
  for (std::size_t i = first; i < items.size(); ++i) {
    bool outside = items[i].mode == Mode::Autocommit;
    try {
      if (outside) session_.commit();
      session_.execute(items[i].sql);
      if (outside) session_.begin();
    } catch (const StatementError& e) {
      throw Error(fmt::format("revision {} failed and was rolled back: {}\n  at {}\n  in: {}",
                              history_.id(step.revision), e.message(), where(items[i].place),
                              items[i].sql));
    }
  }
}

void Runner::stamp(const std::vector<std::string>& targets, Purge purge) {
  session_.begin_migrations();
  Transaction transaction(session_);
  auto held = rows();
  std::vector<VersionRowChange> changes;
  std::vector<std::string> wanted;
  for (auto revision : history_.resolve(targets)) wanted.push_back(history_.id(revision));
  for (const auto& row : held) {
    bool stays = std::find(wanted.begin(), wanted.end(), row) != wanted.end();
    if (purge == Purge::Yes || !stays) changes.emplace_back(DeleteVersion{row});
  }
  for (const auto& row : wanted) {
    bool there = std::find(held.begin(), held.end(), row) != held.end();
    if (purge == Purge::Yes || !there) changes.emplace_back(InsertVersion{row});
  }
  write_versions(session_, changes, options_.protection.version_table, dialect_);
  transaction.commit();
  session_.end_migrations();
}

}  // namespace athanor
