#include <fmt/format.h>

#include <algorithm>
#include <future>

#include "cli/commands/commands.hpp"
#include "cli/commands/run.hpp"
#include "cli/commands/targets.hpp"
#include "cli/judging.hpp"
#include "cli/report/check_report.hpp"
#include "cli/report/items.hpp"
#include "engine/dialects/registry.hpp"
#include "migrations/check.hpp"
#include "migrations/version_table.hpp"

namespace athanor::cli {
namespace {

struct CheckOptions {
  std::string database, against, format = "text";
  std::vector<std::string> allow;
};

/// The rows of the database's version table.
VersionRows check_live(Workspace& workspace, const std::string& source, const History& history,
                       std::vector<CheckedPoint>& points) {
  const Project& project = workspace.project();
  auto named = parse_source(source);
  const Dialect& dialect = workspace.dialect_for("", {named});
  auto reading = workspace.read(named, dialect);
  if (!reading.session)
    throw Error(fmt::format("{} is no database, or none that is there", source));
  auto rows = read_versions(*reading.session, project.version_table, dialect);
  for (auto& point : check_database(history, reading.schema, rows, project.protection, dialect)) {
    points.push_back(std::move(point));
  }
  return rows;
}

}  // namespace

std::vector<RevisionNumber> since_baselines(const History& history) {
  RevisionSet behind(history.size());
  for (const auto& baseline : history.baselines()) {
    auto one = history.ancestors(baseline.revisions);
    for (std::size_t i = 0; i < one.size(); ++i) behind[i] = behind[i] || one[i];
  }
  std::vector<RevisionNumber> out;
  for (RevisionNumber revision = 0; revision < history.size(); ++revision) {
    if (!behind[revision]) out.push_back(revision);
  }
  return out;
}

CheckedProject check_project(Workspace& workspace, const History& history,
                             const std::vector<RevisionNumber>& chosen,
                             const std::vector<Allowance>& allowances) {
  const Project& project = workspace.project();
  // The history is run on all dialects at once, while the models are read.
  std::vector<std::future<Rehearsal>> rehearsing;
  for (const auto& name : project.dialects) {
    rehearsing.push_back(std::async(std::launch::async, [&, dialect = find_dialect(name)] {
      return rehearse(history, chosen, *dialect);
    }));
  }
  auto targets = read_targets(workspace);
  CheckedProject out;
  out.points = {{"the models are valid", CheckedPoint::Outcome::Passed, {}, ""},
                check_heads(history)};
  for (std::size_t i = 0; i < targets.size(); ++i) {
    out.rehearsals.push_back(rehearsing[i].get());
    const auto& rehearsal = out.rehearsals.back();
    for (auto& point : check_models(rehearsal, targets[i], project.protection, allowances)) {
      out.points.push_back(std::move(point));
    }
    out.points.push_back(check_downgrades(history, rehearsal, *targets[i].dialect));
  }
  return out;
}

namespace {

/// The scripts of the project's version folders as of a git ref.
std::vector<SourcePtr> scripts_then(const Project& project, const std::string& against) {
  auto source = parse_source(against);
  const auto* git = std::get_if<GitSource>(&source);
  if (!git) throw Error("--against takes git:REF");
  std::vector<SourcePtr> out;
  for (const auto& folder : project.version_folders) {
    for (auto& file : read_git_files(git->ref, folder, ".py")) out.push_back(std::move(file));
  }
  return out;
}

std::set<std::string> ids_of(const EarlierScripts& scripts) {
  std::set<std::string> out;
  for (const auto& [id, source] : scripts) out.insert(id);
  return out;
}

std::vector<risk::Finding> risks(Workspace& workspace, const History& history,
                                 const std::vector<RevisionNumber>& chosen, Judging judging,
                                 const CheckOptions& options) {
  judging.allowances = parse_allowances(options.allow);
  for (const auto& name : workspace.project().dialects) {
    judging.dialects.push_back(find_dialect(name));
  }
  return judge_revisions(workspace, history, chosen, judging);
}

std::string shown(const std::vector<CheckedPoint>& points,
                  const std::vector<risk::Finding>& findings, const CheckOptions& options) {
  if (options.format == "text") return check_report(points, &findings);
  if (options.format == "json") return check_json(points, findings);
  auto items = items_of(points);
  for (auto& item : items_of(findings)) items.push_back(std::move(item));
  return formatted(items, options.format, "athanor check");
}

int run_check(Workspace& workspace, const CheckOptions& options) {
  auto allowances = parse_allowances(options.allow);
  const auto& settled = workspace.project().risk.allow;
  allowances.insert(allowances.end(), settled.begin(), settled.end());
  auto history = open_history(workspace);
  auto chosen = since_baselines(history);
  EarlierScripts then;
  if (!options.against.empty()) {
    then = by_id(scripts_then(workspace.project(), options.against));
    chosen = added_since(history, then);
  }
  auto [points, rehearsals] = check_project(workspace, history, chosen, allowances);
  Judging judging;
  if (!options.against.empty()) {
    points.push_back(check_kept(history, then));
    judging.applied.published = ids_of(then);
  }
  if (!options.database.empty()) {
    judging.applied.database = check_live(workspace, options.database, history, points);
  }
  judging.rehearsals = std::move(rehearsals);
  judging.edited = edited_since(history, then);
  auto findings = risks(workspace, history, chosen, std::move(judging), options);
  workspace.print(shown(points, findings, options));
  bool refused = std::any_of(points.begin(), points.end(),
                             [](const CheckedPoint& point) { return point.refused; });
  if (refused || std::any_of(findings.begin(), findings.end(), risk::stops)) return kRefused;
  return is_clean(points) ? kDone : kDifferences;
}

}  // namespace

void add_check(CLI::App& app, Action& chosen) {
  auto* command =
      app.add_subcommand("check", "fail unless models, history and database agree, without risk");
  auto options = std::make_shared<CheckOptions>();
  command
      ->add_option("--against", options->against,
                   "judge only the revisions that this ref does not have, and that it has the "
                   "others as they are")
      ->type_name("git:REF");
  command->add_option("--database", options->database, "a database that must agree as well")
      ->type_name("SOURCE");
  command
      ->add_option("--format", options->format,
                   "text, sql, json, markdown, html, sarif, junit or github")
      ->check(
          CLI::IsMember({"text", "sql", "json", "markdown", "html", "sarif", "junit", "github"}));
  command->add_option("--allow", options->allow, "what to let pass, by name")
      ->type_name("CODE[:OBJECT]");
  command->footer(
      "Exits 2 where something differs, 3 where a revision is too dangerous and nobody allowed "
      "it.\n\n"
      "Examples:\n  athanor check\n  athanor check --against git:origin/main --format github\n"
      "  athanor check --database env:prod");
  command->callback([&chosen, options] {
    chosen = [options](Workspace& workspace) { return run_check(workspace, *options); };
  });
}

}  // namespace athanor::cli
