/// The command line.

#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

#include "cli/commands/commands.hpp"
#include "cli/usage.hpp"
#include "engine/protection.hpp"

namespace {

using namespace athanor::cli;
using athanor::InputError;
using athanor::Refused;

void print_error(const std::string& text) {
  fmt::print(stderr, "{}", text);
}

/// Runs the command and turns what it throws into a message and an exit code.
int run(const Action& action, Workspace& workspace) {
  try {
    return action(workspace);
  } catch (const InputError& e) {
    print_error(e.what());
    return kFailed;
  } catch (const Refused& e) {
    print_error(e.what());
    return kRefused;
  } catch (const std::exception& e) {
    print_error(fmt::format("error: {}\n", e.what()));
    return kFailed;
  } catch (...) {
    print_error("error: something failed that has no name\n");
    return kFailed;
  }
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app("Declarative schema changes for PostgreSQL and SQLite, kept as Alembic revisions.",
               "athanor");
  app.set_version_flag("--version", ATHANOR_VERSION);
  app.require_subcommand(1);
  GlobalOptions options;
  app.add_option("-C,--directory", options.folder, "work in this folder")->type_name("DIR");
  app.add_option("-e,--env", options.environment, "the environment to work on")->type_name("NAME");
  app.add_option("-c,--config", options.alembic.names,
                 "Alembic's configuration: ini file, pyproject.toml or both")
      ->type_name("FILE")
      ->allow_extra_args(false);
  app.add_option("-n,--name", options.alembic.section, "the section of the ini file")
      ->type_name("NAME");
  app.add_option("-x", options.for_env_py,
                 "taken for Alembic's sake: only env.py knows its meaning")
      ->type_name("ARGUMENT")
      ->allow_extra_args(false);
  app.add_flag("-q,--quiet", options.quiet, "print no lists and no notices");
  app.add_flag("--raiseerr", options.raise_errors, "taken for Alembic's sake");
  Action chosen;
  add_init(app, chosen);
  add_pull(app, chosen);
  add_diff(app, chosen);
  add_check(app, chosen);
  add_verify(app, chosen);
  add_graph(app, chosen);
  add_lint(app, chosen);
  add_schema(app, chosen);
  add_revision(app, chosen);
  add_plan(app, chosen);
  add_upgrade(app, chosen);
  add_downgrade(app, chosen);
  add_stamp(app, chosen);
  add_ensure_version(app, chosen);
  add_baseline(app, chosen);
  add_merge(app, chosen);
  add_edit(app, chosen);
  add_current(app, chosen);
  add_history(app, chosen);
  add_heads(app, chosen);
  add_branches(app, chosen);
  add_show(app, chosen);
  add_completion(app, chosen);
  add_manual(app, chosen);
  fit_help_to_a_screen(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& e) {
    if (e.get_exit_code() == 0) return app.exit(e);  // --help and --version
    print_error(usage_message(app, e));
    return kUsage;
  }
  Workspace workspace(options);
  return run(chosen, workspace);
}
