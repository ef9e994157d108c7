#include "migrations/verification.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/health/health.hpp"
#include "engine/plan.hpp"
#include "migrations/replay.hpp"

namespace athanor {
namespace {

using Outcome = CheckedPoint::Outcome;

/// A query is stopped at so many times its limit, and no sooner than after a second.
constexpr int kLimits = 4;
constexpr std::chrono::milliseconds kLeastPatience{1000};

CheckedPoint passed_point(std::string what) {
  return {std::move(what), Outcome::Passed, {}, ""};
}

/// Fails where there are details.
CheckedPoint judged_point(std::string what, std::vector<std::string> details, std::string remedy) {
  if (details.empty()) return passed_point(std::move(what));
  return {std::move(what), Outcome::Failed, std::move(details), std::move(remedy)};
}

/// The rows that no revision has, and the revisions of the others.
struct KnownRows {
  std::vector<std::string> unknown;
  std::vector<RevisionNumber> revisions;
};

KnownRows known_rows(const History& history, const VersionRows& rows) {
  KnownRows out;
  for (const auto& row : rows) {
    if (auto revision = history.find(row)) {
      out.revisions.push_back(*revision);
    } else {
      out.unknown.push_back(row + ": there is no such revision");
    }
  }
  return out;
}

std::vector<std::string> pending_after(const History& history,
                                       const std::vector<RevisionNumber>& at) {
  std::vector<std::string> out;
  auto done = history.ancestors(at);
  auto heads = history.real_heads();
  auto order = history.newest_first(history.ancestors(heads), heads);
  for (auto revision = order.rbegin(); revision != order.rend(); ++revision) {
    if (!done[*revision]) out.push_back("pending: " + history.id(*revision));
  }
  return out;
}

bool is_among(const std::vector<RevisionNumber>& all, RevisionNumber one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}

/// Whether the models themselves want the constraint of that name NOT VALID.
bool is_wanted_unvalidated(const health::Ailment& ailment, const Schema& wanted) {
  auto found = wanted.tables.find(ailment.table);
  if (found == wanted.tables.end()) return false;
  auto unvalidated = [&](const auto& part) { return !part.validated && part.name == ailment.part; };
  const auto& table = found->second;
  return std::any_of(table.foreign_keys.begin(), table.foreign_keys.end(), unvalidated) ||
         std::any_of(table.checks.begin(), table.checks.end(), unvalidated);
}

CheckedPoint point_of(const health::Condition& condition, const Schema& wanted) {
  std::vector<std::string> details;
  for (const auto& ailment : condition.ailments) {
    if (!is_wanted_unvalidated(ailment, wanted)) details.push_back(ailment.text);
  }
  bool well = details.empty();
  auto point = judged_point(condition.what, std::move(details), condition.remedy);
  if (condition.unknown.empty()) return point;
  if (well) point.outcome = Outcome::Skipped;
  point.details.push_back("not looked at: " + condition.unknown);
  return point;
}

std::string first_error(const Diagnostics& diagnostics) {
  for (const auto& found : diagnostics.all()) {
    if (found.severity == Severity::Error) return found.message;
  }
  return "";
}

bool is_for(const VerifyQuery& query, const Dialect& dialect) {
  return query.dialects.empty() || std::find(query.dialects.begin(), query.dialects.end(),
                                             dialect.name()) != query.dialects.end();
}

void require_one_query(const VerifyQuery& query, const Dialect& dialect, Diagnostics& diagnostics) {
  Diagnostics found;
  auto source = std::make_shared<SourceText>(SourceText{"[verify] " + query.name, query.sql});
  auto statements = dialect.read_script(source, found);
  auto message = first_error(found);
  if (!message.empty()) {
    diagnostics.error(query.place, fmt::format("query \"{}\": {}", query.name, message));
  } else if (statements.size() != 1) {
    diagnostics.error(query.place, fmt::format("query \"{}\" is {} statements, not one", query.name,
                                               statements.size()));
  } else if (!std::holds_alternative<Inert>(statements.front().action)) {
    diagnostics.error(query.place, fmt::format("query \"{}\" does more than read", query.name));
  }
}

double milliseconds(std::chrono::nanoseconds duration) {
  return std::chrono::duration<double, std::milli>(duration).count();
}

/// "newest orders: 12.3 ms of 50 ms".
std::string time_line(const QueryTime& time) {
  const auto& failure = time.timing.failure;
  if (!failure.empty()) {
    return fmt::format("{}: {} (run {})", time.query.name, failure.substr(0, failure.find('\n')),
                       time.timing.runs.size() + 1);
  }
  return fmt::format("{}: {:.1f} ms of {} ms", time.query.name, milliseconds(time.p95),
                     time.query.limit.count());
}

}  // namespace

CheckedPoint verify_versions(const History& history, const VersionRows& rows) {
  const std::string what = "the database is at the head";
  auto [unknown, revisions] = known_rows(history, rows);
  if (!unknown.empty()) {
    return judged_point(what, std::move(unknown),
                        "take over the revisions that somebody else ran there");
  }
  auto pending = pending_after(history, revisions);
  if (!pending.empty()) return judged_point(what, std::move(pending), "athanor upgrade heads");
  std::vector<std::string> extra;
  for (auto revision : revisions) {
    bool is_end = is_among(history.real_heads(), revision) || is_among(history.heads(), revision);
    if (!is_end) extra.push_back(history.id(revision) + " has a row and is no head");
  }
  return judged_point(what, std::move(extra), "athanor stamp heads --purge");
}

CheckedPoint verify_schema(const Schema& held, const Schema& wanted, const Dialect& dialect) {
  return judged_point("the database holds what the models want",
                      missing_steps(held, wanted, dialect),
                      "athanor diff shows the way there; where no revision is pending, somebody "
                      "changed the database by hand, or the models have no revision yet");
}

std::vector<CheckedPoint> verify_state(Session& session, const Schema& held, const Schema& wanted,
                                       const Dialect& dialect) {
  std::vector<CheckedPoint> out;
  for (const auto& condition : dialect.health().conditions(session, held)) {
    out.push_back(point_of(condition, wanted));
  }
  return out;
}

NewTables new_tables(const History& history, const VersionRows& rows, const Dialect& dialect) {
  NewTables out;
  auto current = known_rows(history, rows).revisions;
  for (const auto& baseline : history.baselines()) {
    bool here = std::is_permutation(current.begin(), current.end(), baseline.revisions.begin(),
                                    baseline.revisions.end());
    if (here && baseline.dialect == dialect.name()) return out;
  }
  std::vector<RevisionNumber> before;
  for (auto revision : current) {
    for (auto need : history.needs(revision)) before.push_back(need);
  }
  Diagnostics diagnostics;
  auto then = replay(history, before, dialect, diagnostics);
  auto now = replay(history, current, dialect, diagnostics);
  out.unknown = first_error(diagnostics);
  if (!out.unknown.empty()) return out;
  for (const auto& [name, table] : now.tables) {
    if (!then.tables.contains(name)) out.tables.push_back(name);
  }
  return out;
}

CheckedPoint verify_rows(const std::vector<health::RowTrial>& trials, const std::string& which) {
  using Trial = health::RowTrial::Outcome;
  std::vector<std::string> refused, not_tried;
  for (const auto& trial : trials) {
    auto line = display(trial.table) + ": ";
    if (trial.outcome == Trial::Refused) refused.push_back(line + trial.reason);
    if (trial.outcome == Trial::NotTried) not_tried.push_back(line + "not tried: " + trial.reason);
  }
  bool all_taken = refused.empty();
  auto point = judged_point(fmt::format("a row can be put into {}", which), std::move(refused),
                            "mend the tables: the application cannot write to them either");
  if (all_taken && !not_tried.empty()) point.outcome = Outcome::Skipped;
  for (auto& line : not_tried) point.details.push_back(std::move(line));
  return point;
}

void require_queries(const VerifySettings& settings, const Dialect& dialect) {
  Diagnostics diagnostics;
  for (const auto& query : settings.queries) {
    if (is_for(query, dialect)) require_one_query(query, dialect, diagnostics);
  }
  require_no_errors(diagnostics);
}

std::vector<QueryTime> time_queries(Session& session, const VerifySettings& settings,
                                    const Dialect& dialect) {
  require_queries(settings, dialect);
  std::vector<QueryTime> out;
  for (const auto& query : settings.queries) {
    if (is_for(query, dialect)) out.push_back({query, {}, {}});
  }
  for (auto& time : out) {
    auto patience = std::max(kLeastPatience, time.query.limit * kLimits);
    time.timing = health::time_query(session, time.query.sql, settings.runs, patience);
    if (!time.timing.runs.empty()) time.p95 = health::percentile(time.timing.runs, 95);
  }
  auto rank = [](const QueryTime& time) {
    return std::pair(!time.timing.failure.empty(), time.p95);
  };
  std::stable_sort(out.begin(), out.end(),
                   [&](const auto& a, const auto& b) { return rank(a) > rank(b); });
  return out;
}

CheckedPoint verify_queries(const std::vector<QueryTime>& times) {
  std::vector<std::string> failed, kept;
  for (std::size_t i = 0; i < times.size(); ++i) {
    auto line = time_line(times[i]) + (i == 0 && times[i].p95.count() > 0 ? ", the slowest" : "");
    (times[i].failed() ? failed : kept).push_back(std::move(line));
  }
  auto point = judged_point("queries keep their limits at the 95th percentile", std::move(failed),
                            "look at their plans (EXPLAIN), or change limit_ms in athanor.toml");
  for (auto& line : kept) point.details.push_back(std::move(line));
  return point;
}

}  // namespace athanor
