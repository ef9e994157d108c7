#include <cstdio>

#include "cli/commands/commands.hpp"
#include "engine/dialects/registry.hpp"
#include "schema/model/json_schema.hpp"

namespace athanor::cli {

void add_schema(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("schema", "print the JSON Schema of the model files");
  command->footer(
      "Editors complete and check model files with it.\n\nExample:\n"
      "  athanor schema > models/athanor.schema.json");
  command->callback([&chosen] {
    chosen = [](Workspace&) {
      std::fputs(json_schema(override_names()).c_str(), stdout);
      return kDone;
    };
  });
}

}  // namespace athanor::cli
