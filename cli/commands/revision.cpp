#include <fmt/format.h>

#include "cli/commands/commands.hpp"
#include "cli/commands/new_script.hpp"
#include "cli/commands/run.hpp"
#include "cli/commands/targets.hpp"
#include "engine/dialects/registry.hpp"
#include "schema/model/reader.hpp"

namespace athanor::cli {
namespace {

struct RevisionOptions {
  std::string message, id, head = "head", branch_label, version_path;
  std::vector<std::string> depends_on, allow;
  bool empty = false, splice = false, autogenerate = false, sql = false;
};

void refuse_sql(const RevisionOptions& options) {
  if (options.sql && options.autogenerate) {
    throw Error("Using --sql with --autogenerate does not make any sense");
  }
  if (options.sql) {
    throw Error(
        "Using --sql with the revision command when revision_environment is not configured does "
        "not make any sense");
  }
}

NewScript script_for(const RevisionOptions& options) {
  NewScript script;
  script.message = options.message;
  script.placement.id = options.id;
  script.placement.heads = {options.head};
  if (options.splice) script.placement.splice = PlacementRequest::Splice::Allowed;
  if (!options.branch_label.empty()) script.placement.branch_labels = {options.branch_label};
  if (!options.version_path.empty()) script.placement.version_path = options.version_path;
  script.placement.depends_on = options.depends_on;
  return script;
}

/// The revision from what the history gives at its parents to the models.
std::optional<std::string> difference(Workspace& workspace, const RevisionOptions& options,
                                      const History& history, const NewScript& script) {
  auto targets = read_targets(workspace);
  auto request = request_for(script);
  request.protection = workspace.project().protection;
  request.traffic = workspace.project().traffic;
  request.allowances = parse_allowances(options.allow);
  request.dangers = workspace.project().dangers;
  request.risk = workspace.project().risk;
  return new_revision(history, request, targets);
}

int run_revision(Workspace& workspace, const RevisionOptions& options) {
  refuse_sql(options);
  auto history = open_history(workspace);
  auto script = script_for(options);
  settle(script, workspace, history);
  auto text = options.empty ? std::optional(empty_script(script, workspace))
                            : difference(workspace, options, history, script);
  if (text) {
    write(script, *text, workspace);
  } else {
    workspace.print("nothing to do: the history already gives the models\n");
  }
  return kDone;
}

void add_options(CLI::App& command, RevisionOptions& options) {
  command.add_option("-m,--message", options.message, "what it is about");
  command.add_option("--rev-id", options.id, "its id (default: twelve hexadecimal digits)");
  command.add_option("--head", options.head, "what it comes after: an id, label@head, base");
  command.add_flag("--splice", options.splice, "branch off from a revision that is no head");
  command.add_option("--branch-label", options.branch_label, "the name of the branch it begins");
  command.add_option("--version-path", options.version_path, "the version folder to write it to")
      ->type_name("DIR");
  command.add_option("--depends-on", options.depends_on, "a revision that has to be run before it")
      ->allow_extra_args(false);
  command.add_flag("--empty", options.empty, "a revision to fill in by hand");
  command.add_flag("--autogenerate", options.autogenerate, "what is done without --empty anyway");
  command.add_flag("--sql", options.sql, "taken for Alembic's sake, and refused as there");
  command.add_option("--allow", options.allow, "what policy and protection may let pass, by name")
      ->type_name("CODE[:OBJECT]");
}

}  // namespace

std::vector<Target> read_targets(Workspace& workspace) {
  const Project& project = workspace.project();
  if (project.dialects.empty()) {
    throw Error("no dialect is configured: name one under [project] dialects in athanor.toml");
  }
  std::vector<Target> targets;
  auto files = read_model_sources(project.models);
  for (const auto& name : project.dialects) {
    const Dialect* dialect = find_dialect(name);
    targets.push_back({dialect, workspace.read_models(files, *dialect)});
  }
  return targets;
}

void add_revision(CLI::App& app, Action& chosen) {
  auto* command =
      app.add_subcommand("revision", "write a revision that turns the history into the models");
  auto options = std::make_shared<RevisionOptions>();
  add_options(*command, *options);
  command->footer(
      "Examples:\n  athanor revision -m \"add avatars\"\n"
      "  athanor revision -m cleanup --allow DAT103:users.nickname\n"
      "  athanor revision --empty -m \"fill in totals\" --head billing@head");
  command->callback([&chosen, options] {
    chosen = [options](Workspace& workspace) { return run_revision(workspace, *options); };
  });
}

}  // namespace athanor::cli
