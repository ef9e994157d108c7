#include <cstdio>

#include "cli/commands/commands.hpp"
#include "cli/report/key_reference.hpp"
#include "engine/dialects/registry.hpp"
#include "schema/model/json_schema.hpp"

namespace athanor::cli {

void add_schema(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("schema", "print the JSON Schema of the model files");
  auto format = std::make_shared<std::string>("json");
  command->add_option("--format", *format, "json, or markdown: the same keys as a page to read")
      ->check(CLI::IsMember({"json", "markdown"}));
  command->footer(
      "Editors complete and check model files with it.\n\nExamples:\n"
      "  athanor schema > models/athanor.schema.json\n"
      "  athanor schema --format markdown");
  command->callback([&chosen, format] {
    chosen = [format](Workspace&) {
      auto text = *format == "json" ? json_schema(override_names()) : key_reference();
      std::fputs(text.c_str(), stdout);
      return kDone;
    };
  });
}

}  // namespace athanor::cli
