#include <fmt/format.h>

#include <cstdio>

#include "cli/commands/commands.hpp"
#include "cli/commands/run.hpp"
#include "cli/report/picture.hpp"

namespace athanor::cli {
namespace {

struct GraphOptions {
  std::string source, dialect, format = "svg", around;
  std::size_t steps = 1;
  bool revisions = false;
};

Picture schema_picture(Workspace& workspace, const GraphOptions& options) {
  auto source = options.source.empty() ? Source{ModelSource{workspace.project().models}}
                                       : parse_source(options.source);
  const Dialect& dialect = workspace.dialect_for(options.dialect, {source});
  auto reading = workspace.read(source, dialect, Workspace::Sight::Whole);
  const auto& legacy = workspace.project().protection.legacy;
  return picture_of(reading.schema, {legacy.begin(), legacy.end()});
}

/// The history, with what the database is at where there is one.
Picture history_picture(Workspace& workspace) {
  if (workspace.project().environments.empty()) return picture_of(open_history(workspace), {});
  auto database = open_database(workspace, Access::ReadOnly);
  return picture_of(database.history, current_rows(workspace, database));
}

int run_graph(Workspace& workspace, const GraphOptions& options) {
  auto picture =
      options.revisions ? history_picture(workspace) : schema_picture(workspace, options);
  if (!options.around.empty()) picture = around(picture, options.around, options.steps);
  auto text = options.format == "dot"       ? dot_text(picture)
              : options.format == "mermaid" ? mermaid_text(picture)
                                            : svg_text(picture);
  std::fputs(text.c_str(), stdout);
  return kDone;
}

}  // namespace

void add_graph(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("graph", "draw a schema, or the history");
  auto options = std::make_shared<GraphOptions>();
  command->add_option("source", options->source, "what to draw (default: the models)")
      ->type_name("SOURCE");
  command->add_flag("--revisions", options->revisions, "the revisions and what they come after");
  command->add_option("--around", options->around, "only what is near this table or revision")
      ->type_name("NAME");
  command->add_option("--steps", options->steps, "how many arrows away that may be");
  command->add_option("--format", options->format, "svg (laid out by graphviz), dot or mermaid")
      ->check(CLI::IsMember({"svg", "dot", "mermaid"}));
  command->add_option("--dialect", options->dialect, "where the source leaves it open")
      ->type_name("NAME");
  command->footer(
      "Examples:\n  athanor graph > schema.svg\n"
      "  athanor graph env:prod --around users --format mermaid\n"
      "  athanor graph --revisions --format dot");
  command->callback([&chosen, options] {
    chosen = [options](Workspace& workspace) { return run_graph(workspace, *options); };
  });
}

}  // namespace athanor::cli
