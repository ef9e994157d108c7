#include <set>

#include "cli/commands/commands.hpp"
#include "cli/commands/run.hpp"
#include "migrations/body_listing.hpp"
#include "migrations/listing.hpp"
#include "schema/sql_text.hpp"

namespace athanor::cli {
namespace {

struct ListOptions {
  std::string revision, range;
  bool bodies = false;
  bool verbose = false, indicate_current = false, resolve_dependencies = false, check_heads = false;
  Detail detail() const { return verbose ? Detail::Verbose : Detail::Plain; }
};

int print(Workspace& workspace, const std::string& text) {
  workspace.print(text);
  return kDone;
}

/// One end of `history -r lower:upper`; `rows` is what the database is at. A database at nothing
/// says no more than an end left out.
RangeEnd end_of_range(const std::string& text, const char* otherwise, const VersionRows& rows) {
  if (text.empty()) return otherwise;
  if (text != "current") return text;
  return rows.empty() ? RangeEnd(otherwise) : RangeEnd(rows);
}

void require_at_heads(const History& history, const VersionRows& rows) {
  std::set<std::string> heads;
  for (auto head : history.heads()) heads.insert(history.id(head));
  if (heads != std::set<std::string>(rows.begin(), rows.end())) {
    throw Error("Database is not on all head revisions");
  }
}

struct Ends {
  std::string lower, upper;
  bool need_database() const { return lower == "current" || upper == "current"; }
};

Ends ends_of(const std::string& range) {
  auto text = trim(range);
  auto colon = text.find(':');
  if (colon == std::string_view::npos || text.find(':', colon + 1) != std::string_view::npos) {
    throw Error("History range requires [start]:[end], [start]:, or :[end]");
  }
  return {std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
}

int run_history(Workspace& workspace, const ListOptions& options) {
  if (options.bodies) {
    return print(workspace, list_bodies(open_history(workspace), dialect_of_project(workspace)));
  }
  HistoryListing listing;
  listing.detail = options.detail();
  auto ends = options.range.empty() ? Ends() : ends_of(options.range);
  if (!options.indicate_current && !ends.need_database()) {
    listing.lower = end_of_range(ends.lower, "base", {});
    listing.upper = end_of_range(ends.upper, "heads", {});
    return print(workspace, list_history(open_history(workspace), listing));
  }
  auto database = open_database(workspace, Access::ReadOnly);
  auto rows = current_rows(workspace, database);
  // Of two ends that are both the database's own, Alembic knows the upper one only.
  listing.lower = ends.upper == "current" && ends.lower == "current"
                      ? RangeEnd("current")
                      : end_of_range(ends.lower, "base", rows);
  listing.upper = end_of_range(ends.upper, "heads", rows);
  if (options.indicate_current) listing.current = rows;
  return print(workspace, list_history(database.history, listing));
}

int run_current(Workspace& workspace, const ListOptions& options) {
  auto database = open_database(workspace, Access::ReadOnly);
  auto rows = current_rows(workspace, database);
  if (options.verbose) {
    auto url = workspace.project().url(workspace.environment());
    workspace.print("Current revision(s) for " +
                    (database.session ? database.session->address() : url) + ":\n");
  }
  if (options.check_heads) require_at_heads(database.history, rows);
  return print(workspace, list_current(database.history, rows, options.detail()));
}

int run_show(Workspace& workspace, const ListOptions& options) {
  if (options.revision != "current") {
    return print(workspace, show(open_history(workspace), options.revision));
  }
  auto database = open_database(workspace, Access::ReadOnly);
  return print(workspace, show_current(database.history, current_rows(workspace, database)));
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
    return print(workspace, list_heads(open_history(workspace), by, o.detail()));
  }));
}

void add_branches(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("branches", "print where the history branches");
  auto options = std::make_shared<ListOptions>();
  command->add_flag("-v,--verbose", options->verbose, "all about each");
  command->footer("Example:\n  athanor branches");
  command->callback(later(chosen, options, [](Workspace& workspace, const ListOptions& o) {
    return print(workspace, list_branches(open_history(workspace), o.detail()));
  }));
}

void add_show(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("show", "print all about one revision");
  auto options = std::make_shared<ListOptions>();
  command->add_option("revision", options->revision, "an id or its front, head, current, ...")
      ->required();
  command->footer("Example:\n  athanor show head");
  command->callback(later(chosen, options, run_show));
}

}  // namespace athanor::cli
