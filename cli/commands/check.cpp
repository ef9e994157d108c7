#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/run.hpp"
#include "cli/commands/targets.hpp"
#include "cli/report/check_report.hpp"
#include "migrations/check.hpp"
#include "migrations/version_table.hpp"

namespace athanor::cli {
namespace {

struct CheckOptions {
  std::string database;
};

void check_live(Workspace& workspace, const std::string& source, const History& history,
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
}

}  // namespace

std::vector<CheckedPoint> check_project(Workspace& workspace) {
  const Project& project = workspace.project();
  auto targets = read_targets(workspace);
  auto history = open_history(workspace);
  std::vector<CheckedPoint> points = {
      {"the models are valid", CheckedPoint::Outcome::Passed, {}, ""}, check_heads(history)};
  for (const auto& target : targets) {
    points.push_back(check_models(history, target, project.protection));
    points.push_back(check_downgrades(history, *target.dialect));
  }
  return points;
}

namespace {

int run_check(Workspace& workspace, const CheckOptions& options) {
  auto points = check_project(workspace);
  if (!options.database.empty()) {
    check_live(workspace, options.database, open_history(workspace), points);
  }
  workspace.print(check_report(points));
  return is_clean(points) ? kDone : kDifferences;
}

}  // namespace

void add_check(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("check", "fail unless models, history and database agree");
  auto options = std::make_shared<CheckOptions>();
  command->add_option("--database", options->database, "a database that must agree as well")
      ->type_name("SOURCE");
  command->footer("Examples:\n  athanor check\n  athanor check --database env:prod");
  command->callback([&chosen, options] {
    chosen = [options](Workspace& workspace) { return run_check(workspace, *options); };
  });
}

}  // namespace athanor::cli
