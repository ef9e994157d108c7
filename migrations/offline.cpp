#include "migrations/offline.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "migrations/listing.hpp"
#include "migrations/replay.hpp"
#include "migrations/stamp.hpp"
#include "schema/overloaded.hpp"
#include "schema/sql_text.hpp"

namespace athanor {
namespace {

using Mode = alembic::SqlItem::Mode;

/// `text` as Alembic prints a statement.
std::string printed(std::string_view text) {
  std::string out;
  for (char c : text) out += c == '\t' ? std::string("    ") : std::string(1, c);
  return std::string(trim(out)) + ";";
}

class OfflineScript {
 public:
  OfflineScript(const OfflineTarget& target, VersionRows rows)
      : target_(target),
        form_(target.dialect.offline_form()),
        statements_(target.table, target.dialect),
        rows_(std::move(rows)) {
    if (target.scope == TransactionScope::PerRun) begin();
  }

  const VersionRows& rows() const { return rows_; }

  /// A step: its line, what it does, and the version rows after it.
  void step(const std::string& line, const RevisionSql& items,
            const std::vector<VersionRowChange>& changes) {
    if (target_.scope == TransactionScope::PerRevision) begin();
    if (rows_.empty()) create_table();
    put("-- " + line);
    body(items);
    for (const auto& change : changes) put(printed(version_statement(change)));
    rows_ = rows_after(changes, std::move(rows_));
    if (target_.scope == TransactionScope::PerRevision) commit();
  }

  void create_table() { put(printed(statements_.create())); }

  std::string take() {
    if (target_.scope == TransactionScope::PerRun) commit();
    return std::move(out_);
  }

 private:
  void put(const std::string& text) { out_ += text + "\n\n"; }
  void begin() {
    if (!form_.begin.empty()) put(form_.begin + ";");
  }
  void commit() {
    if (!form_.commit.empty()) put(form_.commit + ";");
  }

  void body(const RevisionSql& items) {
    std::optional<std::size_t> outside;
    for (const auto& item : items) {
      enter(item.mode == Mode::Autocommit ? std::optional(item.block) : std::nullopt, outside);
      put(printed(item.sql));
    }
    enter(std::nullopt, outside);
  }

  /// From the autocommit block at hand, if any, to the next: each ends a transaction and begins
  /// one.
  void enter(std::optional<std::size_t> next, std::optional<std::size_t>& outside) {
    if (next == outside) return;
    if (outside) begin();
    if (next) commit();
    outside = next;
  }

  std::string version_statement(const VersionRowChange& change) const {
    auto text = statements_.of(change);
    bool returns = std::holds_alternative<InsertVersion>(change) && !form_.returning.empty() &&
                   target_.table.key == VersionTable::Key::Primary;
    if (!returns) return text;
    return text + " " +
           fmt::format(fmt::runtime(form_.returning), fmt::arg("qualified", statements_.column()),
                       fmt::arg("column", "version_num"));
  }

  const OfflineTarget& target_;
  OfflineForm form_;
  VersionStatements statements_;
  VersionRows rows_;
  std::string out_;
};

VersionRows rows_at(const History& history, const OfflineStart& start) {
  auto revision = start && *start != "base" ? history.resolve_one(*start) : std::nullopt;
  return revision ? VersionRows{history.id(*revision)} : VersionRows{};
}

std::string run(const History& history, const OfflineTarget& target, VersionRows rows,
                const std::vector<RevisionNumber>& path, alembic::Direction direction) {
  Diagnostics diagnostics, ignored;
  auto state = replay_state(history, history.current(rows), target.dialect, ignored);
  state.write_down();
  OfflineScript script(target, std::move(rows));
  for (auto revision : path) {
    RevisionStep step{revision, direction};
    const auto& body = history.script(revision);
    auto read = state.run(body, direction, diagnostics, ignored);
    refuse_python(body, read, diagnostics);
    script.step(short_running_line(history, step), read.items,
                version_changes(history, step, script.rows()));
  }
  require_no_errors(diagnostics);
  return script.take();
}

}  // namespace

std::string offline_upgrade(const History& history, const OfflineTarget& target,
                            const OfflineStart& start, const std::string& revision) {
  auto rows = rows_at(history, start);
  auto path = history.upgrade_path(rows, revision);
  return run(history, target, std::move(rows), path, alembic::Direction::Upgrade);
}

std::string offline_downgrade(const History& history, const OfflineTarget& target,
                              const OfflineStart& start, const std::string& revision) {
  auto rows = rows_at(history, start);
  auto path = history.downgrade_path(rows, revision);
  return run(history, target, std::move(rows), path, alembic::Direction::Downgrade);
}

std::string offline_stamp(const History& history, const OfflineTarget& target,
                          const OfflineStart& start, const std::vector<std::string>& revisions) {
  auto rows = rows_at(history, start);
  auto steps = stamp_steps(history, rows, revisions);
  OfflineScript script(target, std::move(rows));
  for (const auto& step : steps) script.step(running_line(step), {}, step.changes);
  return script.take();
}

std::string offline_upgrades(const History& history, const OfflineTarget& target, VersionRows rows,
                             const Rehearsal& upgrades) {
  Diagnostics diagnostics;
  OfflineScript script(target, std::move(rows));
  for (const auto& one : upgrades.all) {
    RevisionStep step{one.revision, alembic::Direction::Upgrade};
    refuse_python(history.script(one.revision), one.up, diagnostics);
    script.step(short_running_line(history, step), one.up.items,
                version_changes(history, step, script.rows()));
  }
  require_no_errors(diagnostics);
  return script.take();
}

std::string offline_ensure_version(const OfflineTarget& target) {
  OfflineScript script(target, {});
  script.create_table();
  return script.take();
}

}  // namespace athanor
