#include <cstdio>

#include "cli/commands/commands.hpp"
#include "cli/manual.hpp"

namespace athanor::cli {

void add_manual(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("manual", "print the manual page");
  command->footer("Example:\n  athanor manual | man -l -");
  command->callback([&app, &chosen] {
    chosen = [&app](Workspace&) {
      std::fputs(manual_page(syntax_of(app), ATHANOR_VERSION).c_str(), stdout);
      return kDone;
    };
  });
}

}  // namespace athanor::cli
