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
  std::string tag;  ///< for env.py, which alone could know what it means
  bool purge = false, sql = false;
};

Runner make_runner(Workspace& workspace, Database& database, const RunArguments& arguments) {
  RunOptions options;
  options.protection = workspace.project().protection;
  options.table = workspace.project().version_table;
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

int print_script(const std::string& script) {
  std::fputs(script.c_str(), stdout);
  return kDone;
}

/// `a:b`, where a script begins and where it leads; or `b` alone.
struct Range {
  OfflineStart start;
  std::string revision;
};

Range range_of(const std::string& argument) {
  auto colon = argument.find(':');
  if (colon == std::string::npos) return {std::nullopt, argument};
  return {argument.substr(0, colon), argument.substr(colon + 1)};
}

void refuse_range(const std::string& argument) {
  if (argument.find(':') != std::string::npos) throw Error("Range revision not allowed");
}

int run_upgrade(Workspace& workspace, const RunArguments& arguments) {
  const auto& revision = arguments.revisions.front();
  if (arguments.sql) {
    auto [start, target] = range_of(revision);
    return print_script(
        offline_upgrade(open_history(workspace), offline_target(workspace), start, target));
  }
  refuse_range(revision);
  return with_runner(workspace, arguments, [&](Runner& runner) { runner.upgrade(revision); });
}

int run_downgrade(Workspace& workspace, const RunArguments& arguments) {
  const auto& revision = arguments.revisions.front();
  if (arguments.sql) {
    auto [start, target] = range_of(revision);
    if (!start) throw Error("downgrade with --sql requires <fromrev>:<torev>");
    return print_script(
        offline_downgrade(open_history(workspace), offline_target(workspace), start, target));
  }
  refuse_range(revision);
  return with_runner(workspace, arguments, [&](Runner& runner) { runner.downgrade(revision); });
}

int stamp_script(Workspace& workspace, const RunArguments& arguments) {
  OfflineStart start;
  std::vector<std::string> targets;
  for (const auto& argument : arguments.revisions) {
    auto range = range_of(argument);
    if (start && range.start && start != range.start) {
      throw Error("Stamp operation with --sql only supports a single starting revision at a time");
    }
    if (range.start) start = range.start;
    targets.push_back(range.revision);
  }
  if (arguments.purge) throw Error("Can't use --purge with --sql mode");
  return print_script(
      offline_stamp(open_history(workspace), offline_target(workspace), start, targets));
}

int run_stamp(Workspace& workspace, const RunArguments& arguments) {
  if (arguments.sql) return stamp_script(workspace, arguments);
  auto purge = arguments.purge ? Runner::Purge::Yes : Runner::Purge::No;
  return with_runner(workspace, arguments,
                     [&](Runner& runner) { runner.stamp(arguments.revisions, purge); });
}

int run_ensure_version(Workspace& workspace, const RunArguments& arguments) {
  if (arguments.sql) return print_script(offline_ensure_version(offline_target(workspace)));
  return with_runner(workspace, arguments, [](Runner& runner) { runner.ensure_version(); });
}

void add_allow(CLI::App& command, RunArguments& arguments) {
  command.add_option("--allow", arguments.allow, "what protection may let pass, by name")
      ->type_name("CODE[:OBJECT]");
}

void add_sql(CLI::App& command, RunArguments& arguments) {
  command.add_flag("--sql", arguments.sql, "print what would be sent, and run nothing");
}

void add_tag(CLI::App& command, RunArguments& arguments) {
  command.add_option("--tag", arguments.tag, "taken for Alembic's sake: only env.py uses it");
}

using Run = int (*)(Workspace&, const RunArguments&);

void set_action(CLI::App& command, Action& chosen, std::shared_ptr<RunArguments> arguments,
                Run run) {
  command.callback([&chosen, arguments, run] {
    chosen = [arguments, run](Workspace& workspace) { return run(workspace, *arguments); };
  });
}

}  // namespace

void add_upgrade(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("upgrade", "bring the database up to a revision");
  auto arguments = std::make_shared<RunArguments>();
  command->add_option("revision", arguments->revisions, "head, heads, an id or its front, +1, ...")
      ->required()
      ->expected(1);
  add_allow(*command, *arguments);
  add_sql(*command, *arguments);
  add_tag(*command, *arguments);
  command->footer(
      "Examples:\n  athanor upgrade head\n  athanor -e prod upgrade +1\n"
      "  athanor upgrade --sql 1975ea83b712:head > upgrade.sql");
  set_action(*command, chosen, arguments, run_upgrade);
}

void add_downgrade(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("downgrade", "take the database down to a revision");
  auto arguments = std::make_shared<RunArguments>();
  command->add_option("revision", arguments->revisions, "base, an id or its front, -1, ...")
      ->required()
      ->expected(1);
  add_allow(*command, *arguments);
  add_sql(*command, *arguments);
  add_tag(*command, *arguments);
  command->allow_extras(false);
  command->footer("Examples:\n  athanor downgrade -1\n  athanor downgrade base");
  set_action(*command, chosen, arguments, run_downgrade);
}

void add_stamp(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("stamp", "say which revision the database is at, run nothing");
  auto arguments = std::make_shared<RunArguments>();
  command->add_option("revisions", arguments->revisions, "head, base, ids, ...")->required();
  command->add_flag("--purge", arguments->purge, "throw the old version away unread");
  add_sql(*command, *arguments);
  add_tag(*command, *arguments);
  command->footer("Example:\n  athanor stamp head");
  set_action(*command, chosen, arguments, run_stamp);
}

void add_ensure_version(CLI::App& app, Action& chosen) {
  auto* command =
      app.add_subcommand("ensure_version", "make the version table, if it is not there");
  auto arguments = std::make_shared<RunArguments>();
  add_sql(*command, *arguments);
  command->footer("Example:\n  athanor ensure_version");
  set_action(*command, chosen, arguments, run_ensure_version);
}

}  // namespace athanor::cli
