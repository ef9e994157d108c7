#include "migrations/check.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "engine/diff.hpp"
#include "migrations/replay.hpp"

namespace athanor {
namespace {

using Outcome = CheckedPoint::Outcome;

CheckedPoint failed(std::string what, std::vector<std::string> details, std::string remedy) {
  return {std::move(what), Outcome::Failed, std::move(details), std::move(remedy)};
}

std::vector<std::string> messages(const Diagnostics& diagnostics) {
  std::vector<std::string> out;
  for (const auto& found : diagnostics.all()) {
    if (found.severity != Severity::Error) continue;
    out.push_back(found.place.line ? where(found.place) + ": " + found.message : found.message);
  }
  return out;
}

std::vector<std::string> ids_of(const History& history, const std::vector<RevisionNumber>& all) {
  std::vector<std::string> out;
  for (auto revision : all) out.push_back(history.id(revision));
  return out;
}

/// What became of the downgrades, one revision after another.
struct Downgrades {
  std::vector<std::string> wrong, unknown;
};

void check_downgrade(const Script& script, const Rehearsal::One& one, Downgrades& out) {
  if (!one.down.needs.empty()) {
    const auto& first = one.down.needs.front();
    out.unknown.push_back(
        fmt::format("{}: {} ({})", script.id(), first.construct, where(first.place)));
    return;
  }
  auto wrong = one.problems.has_errors() ? messages(one.problems) : one.not_restored;
  for (const auto& what : wrong) out.wrong.push_back(script.id() + ": " + what);
}

/// Whether protection and policy let a revision be made that gives the target.
CheckedPoint check_permission(const Schema& held, const Target& target,
                              const Protection& protection,
                              const std::vector<Allowance>& allowances) {
  const Dialect& dialect = *target.dialect;
  auto what = fmt::format("the models drop nothing that is protected on {}", dialect.name());
  auto made = plan(diff(held, target.schema, dialect), held, target.schema, dialect);
  std::vector<std::string> details;
  for (const auto& refusal : not_allowed(judge(made, protection, dialect), allowances)) {
    details.push_back(fmt::format("{}: {}", refusal.code, refusal.message));
  }
  if (details.empty()) return {what, Outcome::Passed, {}, ""};
  auto out = failed(what, std::move(details),
                    "take it back in the models, or allow it by name: --allow CODE:OBJECT");
  out.refused = true;
  return out;
}

}  // namespace

CheckedPoint check_heads(const History& history) {
  const std::string what = "the history has one head";
  auto heads = ids_of(history, history.heads());
  if (heads.size() < 2) return {what, Outcome::Passed, {}, ""};
  return failed(what, std::move(heads), "athanor merge heads -m \"...\"");
}

std::vector<CheckedPoint> check_models(const Rehearsal& rehearsal, const Target& target,
                                       const Protection& protection,
                                       const std::vector<Allowance>& allowances) {
  const Dialect& dialect = *target.dialect;
  auto what = fmt::format("the history gives the models on {}", dialect.name());
  if (rehearsal.problems.has_errors()) {
    return {failed(what, messages(rehearsal.problems),
                   "mend these revisions; where one does what only Python knows, begin the replay "
                   "after it: athanor baseline SOURCE, of a database that has it behind it")};
  }
  auto held = visible(rehearsal.end, protection, dialect);
  auto missing = missing_steps(held, target.schema, dialect);
  if (missing.empty()) return {CheckedPoint{what, Outcome::Passed, {}, ""}};
  return {failed(what, std::move(missing), "athanor revision -m \"...\""),
          check_permission(held, target, protection, allowances)};
}

CheckedPoint check_downgrades(const History& history, const Rehearsal& rehearsal,
                              const Dialect& dialect) {
  CheckedPoint out{fmt::format("downgrades give back what upgrades found on {}", dialect.name()),
                   Outcome::Passed,
                   {},
                   ""};
  Downgrades found;
  for (const auto& one : rehearsal.all) {
    if (one.known && one.role == Rehearsal::Role::Judged) {
      check_downgrade(history.script(one.revision), one, found);
    }
  }
  if (rehearsal.unknown) {
    found.unknown.push_back(history.id(*rehearsal.unknown) +
                            " and what comes after it: its upgrade is not known");
  }
  if (!found.unknown.empty()) {
    out.outcome = Outcome::Skipped;
    out.details = found.unknown;
  }
  if (found.wrong.empty()) return out;
  return failed(out.what, std::move(found.wrong), "mend the downgrade() of these revisions");
}

EarlierScripts by_id(const std::vector<SourcePtr>& scripts) {
  EarlierScripts out;
  for (const auto& source : scripts) {
    Diagnostics ignored;
    if (auto script = alembic::read_header_first(source, ignored)) {
      out.emplace(script->header.revision, source);
    }
  }
  return out;
}

std::vector<RevisionNumber> added_since(const History& history, const EarlierScripts& then) {
  std::vector<RevisionNumber> out;
  for (RevisionNumber revision = 0; revision < history.size(); ++revision) {
    if (!then.contains(history.id(revision))) out.push_back(revision);
  }
  return out;
}

std::vector<RevisionNumber> edited_since(const History& history, const EarlierScripts& then) {
  std::vector<RevisionNumber> out;
  for (const auto& [id, source] : then) {
    auto revision = history.find(id);
    bool edited = revision && read_source(history.script(*revision).path)->text != source->text;
    if (edited) out.push_back(*revision);
  }
  return out;
}

CheckedPoint check_kept(const History& history, const EarlierScripts& then) {
  CheckedPoint out{"revisions that were there before are still there", Outcome::Passed, {}, ""};
  for (const auto& [id, source] : then) {
    if (!history.find(id)) out.details.push_back(id + " is gone");
  }
  if (out.details.empty()) return out;
  return failed(out.what, std::move(out.details),
                "put them back: databases that have run them cannot go on or back without");
}

std::vector<CheckedPoint> check_database(const History& history, const Schema& schema,
                                         const VersionRows& rows, const Protection& protection,
                                         const Dialect& dialect) {
  std::vector<CheckedPoint> out;
  CheckedPoint pending{"the database is at the head", Outcome::Passed, {}, ""};
  auto current = history.current(rows);
  auto done = history.ancestors(current);
  auto heads = history.real_heads();
  auto order = history.newest_first(history.ancestors(heads), heads);
  for (auto revision = order.rbegin(); revision != order.rend(); ++revision) {
    if (!done[*revision]) pending.details.push_back("pending: " + history.id(*revision));
  }
  if (!pending.details.empty()) {
    pending.outcome = Outcome::Failed;
    pending.remedy = "athanor upgrade head";
  }
  out.push_back(std::move(pending));
  auto what = fmt::format("the database holds what the history gives at {}",
                          rows.empty() ? "base" : fmt::format("{}", fmt::join(rows, ", ")));
  Diagnostics diagnostics;
  auto replayed = replay(history, current, dialect, diagnostics);
  if (diagnostics.has_errors()) {
    out.push_back(failed(what, messages(diagnostics), "athanor baseline SOURCE"));
    return out;
  }
  auto drift = missing_steps(visible(schema, protection, dialect),
                             visible(std::move(replayed), protection, dialect), dialect);
  if (drift.empty()) {
    out.push_back({what, Outcome::Passed, {}, ""});
  } else {
    out.push_back(
        failed(what, std::move(drift),
               "somebody changed it by hand: these steps bring it back; or take the change "
               "into the models with athanor pull"));
  }
  return out;
}

}  // namespace athanor
