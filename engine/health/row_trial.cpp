#include "engine/health/row_trial.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <chrono>

#include "engine/health/candidates.hpp"
#include "engine/health/default_rules.hpp"
#include "engine/health/health.hpp"
#include "engine/health/made_up_row.hpp"
#include "schema/overloaded.hpp"

namespace athanor::health {
namespace {

using Outcome = RowTrial::Outcome;

constexpr std::chrono::milliseconds kPatience{2000};

/// The message alone, on one line.
std::string brief(const StatementError& error) {
  const auto& text = error.message();
  return text.substr(0, text.find('\n'));
}

/// The trials of one session, one after another.
class Trials {
 public:
  Trials(Session& session, const Schema& schema, const Dialect& dialect)
      : session_(session), schema_(schema), dialect_(dialect), health_(dialect.health()) {}

  RowTrial run(const QualifiedName& name) {
    if (unavailable_.empty()) begin();
    if (!unavailable_.empty()) return {name, Outcome::NotTried, unavailable_};
    path_.clear();
    lost_ = false;
    auto trial = put_row(name);
    session_.rollback();
    return trial;
  }

 private:
  /// What fails here once would fail, or be waited for, before every table.
  void begin() {
    try {
      health_.begin_trial(session_);
      session_.bound(kPatience);
    } catch (const StatementError& e) {
      session_.rollback();
      unavailable_ = brief(e);
    }
  }

  /// Leaves the row in the transaction.
  RowTrial put_row(const QualifiedName& name) {
    auto not_tried = [&](std::string reason) {
      return RowTrial{name, Outcome::NotTried, std::move(reason)};
    };
    auto found = schema_.tables.find(name);
    if (found == schema_.tables.end()) return not_tried("it is protected, or is not there");
    const Table& table = found->second;
    auto reason = health_.reason_not_to_try(table, schema_);
    if (!reason.empty()) return not_tried(reason);
    if (std::find(path_.begin(), path_.end(), name) != path_.end()) {
      return not_tried(fmt::format("its keys lead back to itself: {}", circle(name)));
    }
    path_.push_back(name);
    auto broken = path_.size() == 1 ? broken_default(table) : "";
    auto trial = broken.empty() ? insert(table) : RowTrial{name, Outcome::Refused, broken};
    path_.pop_back();
    return trial;
  }

  std::string circle(const QualifiedName& last) const {
    std::string out;
    for (const auto& name : path_) out += display(name) + " -> ";
    return out + display(last);
  }

  /// What a default breaks, so that no row gets in that leaves its column out; "" for nothing.
  std::string broken_default(const Table& table) {
    for (const auto& rule : rules_for_defaults(table, dialect_)) {
      auto answer = ask(rule.holds);
      if (!answer.empty() && answer[0].at(0) == "0") {
        return fmt::format("the default of {} breaks {}", rule.column, rule.rule);
      }
    }
    return "";
  }

  /// The rows of a query that may well fail; none where it does.
  std::vector<Row> ask(const std::string& query) {
    try {
      return attempt(query);
    } catch (const StatementError&) {  // the insert itself will tell
      return {};
    }
  }

  /// Runs a statement so that the transaction survives its failure. Where it did not, nothing is
  /// run any more: it would not be rolled back.
  std::vector<Row> attempt(const std::string& statement) {
    if (lost_) throw StatementError("the transaction is gone", statement);
    session_.execute("SAVEPOINT athanor_row");
    try {
      return session_.query(statement);
    } catch (const StatementError&) {
      go_back();
      throw;
    }
  }

  void go_back() {
    try {
      session_.execute("ROLLBACK TO SAVEPOINT athanor_row");
    } catch (const StatementError&) {
      lost_ = true;
    }
  }

  /// First with a search that heeds the checks. Where that fails for more than its values, the
  /// search may be at fault, and the table has the last word.
  RowTrial insert(const Table& table) {
    try {
      return search(table, Checks::InSearch);
    } catch (const StatementError& e) {
      if (lost_ || !health_.is_about_table(e)) return {table.name, Outcome::NotTried, brief(e)};
    }
    try {
      return search(table, Checks::OfTable);
    } catch (const StatementError& e) {
      auto outcome = health_.is_about_table(e) ? Outcome::Refused : Outcome::NotTried;
      return {table.name, outcome, brief(e)};
    }
  }

  RowTrial search(const Table& table, Checks checks) {
    auto made = make_up_row(table, schema_, dialect_, checks);
    return std::visit(overloaded{
                          [&](const MadeUpRow& row) { return search(table, row); },
                          [&](const NoRow& none) {
                            return RowTrial{table.name, Outcome::NotTried, none.reason};
                          },
                      },
                      made);
  }

  RowTrial search(const Table& table, const MadeUpRow& row) {
    if (!attempt(row.insert).empty()) return {table.name, Outcome::Taken, ""};
    for (const auto& parent : row.parents) {
      if (has_rows(parent)) continue;
      auto trial = put_row(parent);
      if (trial.outcome == Outcome::Taken) continue;
      return {table.name, Outcome::NotTried,
              fmt::format("it needs a row of {}: {}", display(parent), trial.reason)};
    }
    if (!attempt(row.insert).empty()) return {table.name, Outcome::Taken, ""};
    // A unique key may want a row that nothing points at yet.
    for (const auto& parent : row.parents) put_row(parent);
    if (!attempt(row.insert).empty()) return {table.name, Outcome::Taken, ""};
    return {table.name, Outcome::NotTried, "no values were found that its keys and checks take"};
  }

  /// Of a table that the search has read already.
  bool has_rows(const QualifiedName& table) {
    return !session_.query(any_row_of(table, dialect_)).empty();
  }

  Session& session_;
  const Schema& schema_;
  const Dialect& dialect_;
  const Health& health_;
  std::vector<QualifiedName> path_;  ///< tables whose rows are being made, each for the one before
  std::string unavailable_;          ///< why no transaction can be begun
  bool lost_ = false;                ///< the database has ended the transaction by itself
};

}  // namespace

std::vector<RowTrial> try_rows(Session& session, const std::vector<QualifiedName>& tables,
                               const Schema& schema, const Dialect& dialect) {
  Trials trials(session, schema, dialect);
  std::vector<RowTrial> out;
  for (const auto& table : tables) out.push_back(trials.run(table));
  return out;
}

}  // namespace athanor::health
