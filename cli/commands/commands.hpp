#pragma once
/// The commands, one file each: what it is called, its options, and what it does.

#include <CLI/CLI.hpp>
#include <functional>

#include "cli/exit_code.hpp"
#include "cli/workspace.hpp"

namespace athanor::cli {

/// Where a command's callback leaves what is to be done once the whole line has been read.
using Action = std::function<int(Workspace&)>;

void add_init(CLI::App& app, Action& chosen);
void add_baseline(CLI::App& app, Action& chosen);
void add_graph(CLI::App& app, Action& chosen);
void add_check(CLI::App& app, Action& chosen);
void add_pull(CLI::App& app, Action& chosen);
void add_diff(CLI::App& app, Action& chosen);
void add_lint(CLI::App& app, Action& chosen);
void add_schema(CLI::App& app, Action& chosen);
void add_revision(CLI::App& app, Action& chosen);
void add_plan(CLI::App& app, Action& chosen);
void add_upgrade(CLI::App& app, Action& chosen);
void add_downgrade(CLI::App& app, Action& chosen);
void add_stamp(CLI::App& app, Action& chosen);
void add_ensure_version(CLI::App& app, Action& chosen);
void add_merge(CLI::App& app, Action& chosen);
void add_edit(CLI::App& app, Action& chosen);
void add_current(CLI::App& app, Action& chosen);
void add_history(CLI::App& app, Action& chosen);
void add_heads(CLI::App& app, Action& chosen);
void add_branches(CLI::App& app, Action& chosen);
void add_show(CLI::App& app, Action& chosen);
void add_verify(CLI::App& app, Action& chosen);
void add_completion(CLI::App& app, Action& chosen);
void add_manual(CLI::App& app, Action& chosen);

}  // namespace athanor::cli
