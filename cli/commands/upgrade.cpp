#include <fmt/format.h>

#include <cstdio>

#include "cli/commands/commands.hpp"
#include "cli/commands/run.hpp"
#include "migrations/runner.hpp"

namespace athanor::cli {
namespace {

struct RunArguments {
  std::vector<std::string> revisions;
  std::vector<std::string> allow;
  bool purge = false;
};

Runner make_runner(Workspace& workspace, Database& database, const RunArguments& arguments) {
  RunOptions options;
  options.protection = workspace.project().protection;
  options.allowances = parse_allowances(arguments.allow);
  options.scope = workspace.project().transactions.value_or(database.dialect->transaction_scope());
  options.alembic = find_alembic(workspace.project(), workspace.environment());
  options.log = [](const std::string& line) { fmt::print(stderr, "{}\n", line); };
  return Runner(database.history, *database.session, *database.dialect, std::move(options));
}

/// Runs `act` on a runner for the environment's database.
template <class Act>
int with_runner(Workspace& workspace, const RunArguments& arguments, Act act) {
  auto database = open_database(workspace, Access::ReadWrite);
  auto runner = make_runner(workspace, database, arguments);
  act(runner);
  return kDone;
}

void add_allow(CLI::App& command, RunArguments& arguments) {
  command.add_option("--allow", arguments.allow, "what protection may let pass, by name")
      ->type_name("CODE[:OBJECT]");
}

}  // namespace

void add_upgrade(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("upgrade", "bring the database up to a revision");
  auto arguments = std::make_shared<RunArguments>();
  command->add_option("revision", arguments->revisions, "head, heads, an id or its front, +1, ...")
      ->required()
      ->expected(1);
  add_allow(*command, *arguments);
  command->footer("Examples:\n  athanor upgrade head\n  athanor -e prod upgrade +1");
  command->callback([&chosen, arguments] {
    chosen = [arguments](Workspace& workspace) {
      return with_runner(workspace, *arguments,
                         [&](Runner& runner) { runner.upgrade(arguments->revisions.front()); });
    };
  });
}

void add_downgrade(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("downgrade", "take the database down to a revision");
  auto arguments = std::make_shared<RunArguments>();
  command->add_option("revision", arguments->revisions, "base, an id or its front, -1, ...")
      ->required()
      ->expected(1);
  add_allow(*command, *arguments);
  command->allow_extras(false);
  command->footer("Examples:\n  athanor downgrade -1\n  athanor downgrade base");
  command->callback([&chosen, arguments] {
    chosen = [arguments](Workspace& workspace) {
      return with_runner(workspace, *arguments,
                         [&](Runner& runner) { runner.downgrade(arguments->revisions.front()); });
    };
  });
}

void add_stamp(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("stamp", "say which revision the database is at, run nothing");
  auto arguments = std::make_shared<RunArguments>();
  command->add_option("revisions", arguments->revisions, "head, base, ids, ...")->required();
  command->add_flag("--purge", arguments->purge, "throw the old version away unread");
  command->footer("Example:\n  athanor stamp head");
  command->callback([&chosen, arguments] {
    chosen = [arguments](Workspace& workspace) {
      auto purge = arguments->purge ? Runner::Purge::Yes : Runner::Purge::No;
      return with_runner(workspace, *arguments,
                         [&](Runner& runner) { runner.stamp(arguments->revisions, purge); });
    };
  });
}

}  // namespace athanor::cli
