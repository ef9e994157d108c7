#include "cli/commands/commands.hpp"
#include "cli/commands/new_script.hpp"
#include "cli/commands/run.hpp"

namespace athanor::cli {
namespace {

struct MergeOptions {
  std::vector<std::string> revisions;
  std::string message, id, branch_label;
  bool splice = false;
};

int run_merge(Workspace& workspace, const MergeOptions& options) {
  auto history = open_history(workspace);
  NewScript script;
  script.message = options.message;
  script.placement.id = options.id;
  script.placement.heads = options.revisions;
  if (options.splice) script.placement.splice = PlacementRequest::Splice::Allowed;
  if (!options.branch_label.empty()) script.placement.branch_labels = {options.branch_label};
  settle(script, workspace, history);
  write(script, empty_script(script, workspace), workspace);
  return kDone;
}

}  // namespace

void add_merge(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("merge", "write a revision that joins branches");
  auto options = std::make_shared<MergeOptions>();
  command->add_option("revisions", options->revisions, "the heads to join, or heads for all")
      ->required();
  command->add_option("-m,--message", options->message, "what it is about");
  command->add_option("--branch-label", options->branch_label, "the name of the branch it begins");
  command->add_option("--rev-id", options->id, "its id (default: twelve hexadecimal digits)");
  command->add_flag("--splice", options->splice, "join revisions that are no heads");
  command->footer("Example:\n  athanor merge heads -m \"join billing and auth\"");
  command->callback([&chosen, options] {
    chosen = [options](Workspace& workspace) { return run_merge(workspace, *options); };
  });
}

}  // namespace athanor::cli
