#include "migrations/new_revision.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/diff.hpp"
#include "engine/risk/of_plan.hpp"
#include "migrations/replay.hpp"
#include "migrations/script_writer.hpp"

namespace athanor {
namespace {

/// One dialect's part of a revision.
struct Part {
  const Dialect* dialect;
  Schema base, target;
  Plan plan, back;
};

std::vector<RevisionNumber> numbers(const History& history, const std::vector<std::string>& ids) {
  std::vector<RevisionNumber> out;
  for (const auto& id : ids) out.push_back(*history.find(id));
  return out;
}

Part make_part(const History& history, const RevisionRequest& request, const Target& target) {
  Diagnostics diagnostics;
  auto base = replay(history, numbers(history, request.parents), *target.dialect, diagnostics);
  require_no_errors(diagnostics);
  Part part{target.dialect,
            visible(std::move(base), request.protection, *target.dialect),
            target.schema,
            {},
            {}};
  auto difference = diff(part.base, part.target, *part.dialect);
  part.plan = plan(difference, part.base, part.target, *part.dialect, request.traffic);
  part.back = plan_back(difference, part.base, part.target, *part.dialect, request.traffic);
  return part;
}

/// Throws unless every refusal is allowed; returns what was, as --allow takes it.
std::set<std::string> refusals_passed(const std::vector<Part>& parts,
                                      const RevisionRequest& request) {
  std::vector<Refusal> all;
  for (const auto& part : parts) {
    for (auto& refusal : judge(part.plan, request.protection, *part.dialect)) {
      if (std::find(all.begin(), all.end(), refusal) == all.end()) all.push_back(refusal);
    }
  }
  auto open = not_allowed(all, request.allowances);
  if (!open.empty()) throw Refused(render(open));
  std::set<std::string> out;
  for (const auto& refusal : all) out.insert(refusal.allowance());
  return out;
}

/// The same for dangers, where policy refuses them.
std::set<std::string> dangers_passed(const Part& part, const RevisionRequest& request) {
  if (request.dangers == DangerPolicy::Show && request.allowances.empty()) return {};
  const risk::Bench bench{*part.dialect, request.protection, request.risk, request.allowances, {}};
  std::set<std::string> out;
  std::string refused;
  for (const auto& finding : risk::risks_of(part.plan, part.base, bench)) {
    if (finding.pass && finding.severity >= risk::Severity::Danger) {
      out.insert(finding.allowance());
    }
    if (!risk::stops(finding) || request.dangers == DangerPolicy::Show) continue;
    refused += fmt::format("refused: {}: {}: {}\n  allow it with --allow {}\n", finding.rule->code,
                           finding.object, finding.rule->why, finding.allowance());
  }
  if (!refused.empty()) throw Refused(refused);
  return out;
}

std::set<std::string> judged(const std::vector<Part>& parts, const RevisionRequest& request) {
  auto out = refusals_passed(parts, request);
  for (const auto& part : parts) out.merge(dangers_passed(part, request));
  return out;
}

std::vector<DialectSql::Item> items_of(const Plan& plan, const Dialect& dialect,
                                       const std::string& heading) {
  std::vector<DialectSql::Item> out;
  std::string prefix = heading;
  for (auto& statement : render(plan, dialect)) {
    bool outside = statement.mode == SqlStatement::Mode::Autocommit;
    out.push_back(
        {prefix + statement.sql,
         outside ? DialectSql::Item::Mode::Autocommit : DialectSql::Item::Mode::Transactional,
         statement.comment});
    prefix.clear();
  }
  return out;
}

/// What was allowed when the revision was made stands in it, so that every run of it is allowed.
std::string heading_of(const std::set<std::string>& allowed) {
  std::string out;
  for (const auto& allowance : allowed) out += fmt::format("-- athanor: allow {}\n", allowance);
  return out;
}

NewRevision described(const RevisionRequest& request) {
  NewRevision revision;
  revision.id = request.id;
  revision.down_revisions = request.parents;
  revision.branch_labels = request.branch_labels;
  revision.depends_on = request.depends_on;
  revision.message = request.message;
  revision.create_date = request.create_date;
  return revision;
}

void expect_same(const Schema& is, const Schema& should, const Dialect& dialect,
                 std::string_view which) {
  auto missing = missing_steps(is, should, dialect);
  if (missing.empty()) return;
  throw Error(
      fmt::format("the revision was not written: replaying its {} on {} does not give "
                  "what it should; still missing:{}",
                  which, dialect.name(), listed(missing)));
}

/// Reads the text as anybody would and replays it.
void prove(const std::string& text, const std::vector<Part>& parts) {
  auto source = std::make_shared<SourceText>(SourceText{"the new revision", text});
  Diagnostics diagnostics;
  auto parsed = alembic::read_migration(source, diagnostics);
  require_no_errors(diagnostics);
  Script script{"the new revision", *parsed};
  for (const auto& part : parts) {
    BodyState state(*part.dialect, part.base);
    auto run = [&](alembic::Direction direction) {
      refuse_python(script, state.run(script, direction, diagnostics, diagnostics), diagnostics);
      require_no_errors(diagnostics);
    };
    run(alembic::Direction::Upgrade);
    expect_same(state.schema(), part.target, *part.dialect, "upgrade");
    run(alembic::Direction::Downgrade);
    expect_same(state.schema(), part.base, *part.dialect, "downgrade");
  }
}

}  // namespace

std::optional<std::string> new_revision(const History& history, const RevisionRequest& request,
                                        const std::vector<Target>& targets) {
  std::vector<Part> parts;
  for (const auto& target : targets) parts.push_back(make_part(history, request, target));
  auto changes = [](const Part& part) { return !part.plan.empty(); };
  if (std::none_of(parts.begin(), parts.end(), changes)) return std::nullopt;
  auto heading = heading_of(judged(parts, request));
  auto revision = described(request);
  for (const auto& part : parts) {
    revision.dialects.push_back({std::string(part.dialect->name()),
                                 items_of(part.plan, *part.dialect, heading),
                                 items_of(part.back, *part.dialect, "")});
  }
  auto text = write_script(revision);
  prove(text, parts);
  return text;
}

std::string empty_revision(const RevisionRequest& request) {
  return write_script(described(request));
}

}  // namespace athanor
