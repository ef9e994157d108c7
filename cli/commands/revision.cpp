#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <filesystem>

#include "cli/commands/commands.hpp"
#include "cli/commands/run.hpp"
#include "cli/files.hpp"
#include "engine/dialects/registry.hpp"
#include "migrations/new_revision.hpp"
#include "migrations/script_writer.hpp"
#include "schema/model/reader.hpp"

namespace athanor::cli {
namespace {

struct RevisionOptions {
  std::string message, id;
  std::vector<std::string> allow;
  bool empty = false;
};

struct Moment {
  RevisionTime time;
  std::string text;  ///< as Alembic prints it in a docstring
};

Moment now() {
  auto point = std::chrono::system_clock::now();
  auto seconds = std::chrono::system_clock::to_time_t(point);
  auto micros = std::chrono::duration_cast<std::chrono::microseconds>(point.time_since_epoch()) %
                std::chrono::seconds(1);
  auto parts = fmt::localtime(seconds);
  Moment moment;
  moment.time = {seconds,       parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
                 parts.tm_hour, parts.tm_min,         parts.tm_sec};
  moment.text = fmt::format("{:%Y-%m-%d %H:%M:%S}.{:06}", parts, micros.count());
  return moment;
}

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

RevisionRequest make_request(Workspace& workspace, const RevisionOptions& options,
                             const History& history, const Moment& moment) {
  RevisionRequest request;
  request.id = options.id.empty() ? new_revision_id() : options.id;
  request.message = options.message.empty() ? "empty message" : options.message;
  request.create_date = moment.text;
  request.protection = workspace.project().protection;
  request.traffic = workspace.project().traffic;
  request.allowances = parse_allowances(options.allow);
  auto heads = history.heads();
  if (heads.size() > 1) {
    throw Error(
        "Multiple heads are present; please specify the head revision on which the new revision "
        "should be based, or perform a merge.");
  }
  for (auto head : heads) request.parents.push_back(history.id(head));
  if (history.find(request.id)) {
    throw Error(fmt::format("revision {} is there already", request.id));
  }
  return request;
}

int run_revision(Workspace& workspace, const RevisionOptions& options) {
  auto history = open_history(workspace);
  auto moment = now();
  auto targets = read_targets(workspace);
  auto request = make_request(workspace, options, history, moment);
  std::optional<std::string> text;
  if (options.empty) {
    text = empty_revision(request, targets);
  } else {
    text = new_revision(history, request, targets);
  }
  if (!text) {
    fmt::print("nothing to do: the history already gives the models\n");
    return kDone;
  }
  const Project& project = workspace.project();
  auto name = script_file_name(project.file_template, request.id, options.message, moment.time);
  auto path =
      std::filesystem::absolute(std::filesystem::path(project.version_folders.front()) / name)
          .lexically_normal();
  if (std::filesystem::exists(path)) {
    throw Error(fmt::format("{} is there already", path.string()));
  }
  write_files({{path.string(), *text}});
  fmt::print("  Generating {} ...  done\n", path.string());
  return kDone;
}

}  // namespace

void add_revision(CLI::App& app, Action& chosen) {
  auto* command =
      app.add_subcommand("revision", "write a revision that turns the history into the models");
  auto options = std::make_shared<RevisionOptions>();
  command->add_option("-m,--message", options->message, "what it is about");
  command->add_option("--rev-id", options->id, "its id (default: twelve hexadecimal digits)");
  command->add_flag("--empty", options->empty, "a revision to fill in by hand");
  command->add_option("--allow", options->allow, "what policy and protection may let pass, by name")
      ->type_name("CODE[:OBJECT]");
  command->footer(
      "Examples:\n  athanor revision -m \"add avatars\"\n"
      "  athanor revision -m cleanup --allow DAT103:users.nickname");
  command->callback([&chosen, options] {
    chosen = [options](Workspace& workspace) { return run_revision(workspace, *options); };
  });
}

}  // namespace athanor::cli
