#include <cstdio>

#include "cli/commands/commands.hpp"
#include "cli/commands/run.hpp"
#include "migrations/body_listing.hpp"
#include "migrations/listing.hpp"

namespace athanor::cli {
namespace {

struct ListOptions {
  std::string revision, range;
  bool bodies = false;
  bool verbose = false, indicate_current = false, resolve_dependencies = false, check_heads = false;
  Detail detail() const { return verbose ? Detail::Verbose : Detail::Plain; }
};

int print(const std::string& text) {
  std::fputs(text.c_str(), stdout);
  return kDone;
}

/// One end of `history -r lower:upper`; `current` is what the database is at.
std::vector<std::string> end_of_range(const std::string& text, const char* otherwise,
                                      Workspace& workspace) {
  if (text.empty()) return {otherwise};
  if (text != "current") return {text};
  auto database = open_database(workspace, Access::ReadOnly);
  return current_rows(workspace, database);
}

int run_history(Workspace& workspace, const ListOptions& options) {
  if (options.bodies) {
    return print(list_bodies(open_history(workspace), dialect_of_project(workspace)));
  }
  HistoryListing listing;
  listing.detail = options.detail();
  if (!options.range.empty()) {
    auto colon = options.range.find(':');
    if (colon == std::string::npos) {
      throw Error("History range requires [start]:[end], [start]:, or :[end]");
    }
    listing.lower = end_of_range(options.range.substr(0, colon), "base", workspace);
    listing.upper = end_of_range(options.range.substr(colon + 1), "heads", workspace);
  }
  if (options.indicate_current) {
    auto database = open_database(workspace, Access::ReadOnly);
    listing.current = current_rows(workspace, database);
  }
  return print(list_history(open_history(workspace), listing));
}

int run_current(Workspace& workspace, const ListOptions& options) {
  auto database = open_database(workspace, Access::ReadOnly);
  auto rows = current_rows(workspace, database);
  if (options.verbose) {
    auto url = workspace.project().url(workspace.environment());
    print("Current revision(s) for " + (database.session ? database.session->address() : url) +
          ":\n");
  }
  print(list_current(database.history, rows, options.detail()));
  if (!options.check_heads) return kDone;
  std::set<std::string> heads;
  for (auto head : database.history.heads()) heads.insert(database.history.id(head));
  if (heads != std::set<std::string>(rows.begin(), rows.end())) {
    throw Error("Database is not on all head revisions");
  }
  return kDone;
}

template <class Run>
std::function<void()> later(Action& chosen, std::shared_ptr<ListOptions> options, Run run) {
  return [&chosen, options, run] {
    chosen = [options, run](Workspace& workspace) { return run(workspace, *options); };
  };
}

}  // namespace

void add_history(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("history", "list the revisions, newest first");
  auto options = std::make_shared<ListOptions>();
  command->add_option("-r,--rev-range", options->range, "only these")->type_name("[START]:[END]");
  command->add_flag("-v,--verbose", options->verbose, "all about each");
  command->add_flag("-i,--indicate-current", options->indicate_current, "mark the current ones");
  command->add_flag("--bodies", options->bodies, "what each body is: native, guarded, Python's");
  command->footer("Examples:\n  athanor history\n  athanor history -i -r -3:current");
  command->callback(later(chosen, options, run_history));
}

void add_current(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("current", "print what the database is at");
  auto options = std::make_shared<ListOptions>();
  command->add_flag("-v,--verbose", options->verbose, "all about each");
  command->add_flag("-c,--check-heads", options->check_heads, "fail unless it is at the heads");
  command->footer("Example:\n  athanor -e prod current -v");
  command->callback(later(chosen, options, run_current));
}

void add_heads(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("heads", "print the newest revision of each branch");
  auto options = std::make_shared<ListOptions>();
  command->add_flag("-v,--verbose", options->verbose, "all about each");
  command->add_flag("--resolve-dependencies", options->resolve_dependencies,
                    "a revision that others depend on is no head");
  command->footer("Example:\n  athanor heads");
  command->callback(later(chosen, options, [](Workspace& workspace, const ListOptions& o) {
    auto by = o.resolve_dependencies ? HeadsBy::Dependencies : HeadsBy::DownRevision;
    return print(list_heads(open_history(workspace), by, o.detail()));
  }));
}

void add_branches(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("branches", "print where the history branches");
  auto options = std::make_shared<ListOptions>();
  command->add_flag("-v,--verbose", options->verbose, "all about each");
  command->footer("Example:\n  athanor branches");
  command->callback(later(chosen, options, [](Workspace& workspace, const ListOptions& o) {
    return print(list_branches(open_history(workspace), o.detail()));
  }));
}

void add_show(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("show", "print all about one revision");
  auto options = std::make_shared<ListOptions>();
  command->add_option("revision", options->revision, "an id or its front, head, current, ...")
      ->required();
  command->footer("Example:\n  athanor show head");
  command->callback(later(chosen, options, [](Workspace& workspace, const ListOptions& o) {
    if (o.revision != "current") return print(show(open_history(workspace), o.revision));
    auto database = open_database(workspace, Access::ReadOnly);
    for (const auto& row : current_rows(workspace, database)) print(show(database.history, row));
    return static_cast<int>(kDone);
  }));
}

}  // namespace athanor::cli
