#include <fmt/format.h>

#include <algorithm>

#include "cli/commands/commands.hpp"
#include "cli/commands/run.hpp"
#include "cli/report/check_report.hpp"
#include "cli/report/items.hpp"
#include "cli/report/verify_report.hpp"
#include "migrations/verification.hpp"
#include "migrations/version_table.hpp"

namespace athanor::cli {
namespace {

struct VerifyOptions {
  std::string database, format = "text";
  std::vector<std::string> tables;
};

/// The tables to put a row into, and what they are called together.
struct TriedTables {
  std::vector<QualifiedName> tables;
  std::string which, unknown;
};

/// The one of that name among the tables that may be written to. Throws Refused or Error.
QualifiedName find_table(const std::string& name, const Schema& held, const Protection& protection,
                         const Dialect& dialect) {
  std::vector<std::string> known;
  for (const auto& [table, definition] : held.tables) {
    if (dialect.fold(display(table)) == dialect.fold(name)) return table;
    known.push_back(display(table));
  }
  if (protection.hides({"", name}, dialect)) {
    throw Refused(fmt::format("refused: {} is protected: no row is tried there\n", name));
  }
  auto near = nearest(name, known);
  throw Error(fmt::format("there is no table \"{}\"{}", name,
                          near.empty() ? "" : fmt::format(": did you mean \"{}\"?", near)));
}

TriedTables chosen_tables(const VerifyOptions& options, const Schema& held,
                          const Protection& protection, const Dialect& dialect) {
  TriedTables out;
  if (options.tables == std::vector<std::string>{"all"}) {
    out.which = "each table";
    for (const auto& [name, table] : held.tables) out.tables.push_back(name);
    return out;
  }
  out.which = "each table that was named";
  for (const auto& name : options.tables) {
    out.tables.push_back(find_table(name, held, protection, dialect));
  }
  return out;
}

/// Of the tables that the last revisions made, those that are there and not protected.
TriedTables tables_of_last_revisions(const History& history, const Reading& live,
                                     const Dialect& dialect) {
  auto found = new_tables(history, live.versions, dialect);
  TriedTables out{{}, "each new table", found.unknown};
  for (const auto& name : found.tables) {
    if (live.schema.tables.contains(name)) out.tables.push_back(name);
  }
  return out;
}

/// One run of the command on one database.
class Verification {
 public:
  Verification(Workspace& workspace, const VerifyOptions& options)
      : workspace_(workspace),
        options_(options),
        source_(options.database.empty() ? Source{EnvironmentSource{workspace.environment().name}}
                                         : parse_source(options.database)),
        dialect_(workspace.dialect_for("", {source_})),
        history_(open_history(workspace)) {}

  VerifyReport run() {
    require_queries(workspace_.project().verify, dialect_);
    auto wanted = workspace_.read(ModelSource{workspace_.project().models}, dialect_).schema;
    auto live = workspace_.read(source_, dialect_);
    if (!live.session) throw Error(live.kind + " is no database, or none that is there");
    wanted = live.session->as_written(std::move(wanted), live.schema);
    VerifyReport report{live.session->address(), {}, {}};
    report.points = {verify_versions(history_, live.versions),
                     verify_schema(live.schema, wanted, dialect_)};
    for (auto& point : verify_state(*live.session, live.schema, wanted, dialect_)) {
      report.points.push_back(std::move(point));
    }
    bool wants_rows = options_.tables != std::vector<std::string>{"none"};
    if (wants_rows) report.points.push_back(try_rows(live));
    report.queries = time_queries(*live.session, workspace_.project().verify, dialect_);
    if (!report.queries.empty()) report.points.push_back(verify_queries(report.queries));
    return report;
  }

 private:
  CheckedPoint try_rows(const Reading& live) {
    auto tried = options_.tables.empty() ? tables_of_last_revisions(history_, live, dialect_)
                                         : chosen_tables(options_, live.schema,
                                                         workspace_.project().protection, dialect_);
    std::vector<health::RowTrial> trials;
    if (!tried.tables.empty()) {
      auto session = dialect_.open(url(), Access::ReadWrite);
      trials = health::try_rows(*session, tried.tables, live.schema, dialect_);
    }
    auto point = verify_rows(trials, tried.which);
    if (!tried.unknown.empty()) {
      point.outcome = CheckedPoint::Outcome::Skipped;
      point.details = {"which tables are new is not known: " + tried.unknown,
                       "name them, or all: --tables NAME..."};
    } else if (tried.tables.empty()) {
      point.details = {"the last revision made none; others are named with --tables NAME..."};
    }
    return point;
  }

  std::string url() const {
    if (const auto* database = std::get_if<DatabaseSource>(&source_)) return database->url;
    const auto& project = workspace_.project();
    return project.url(project.environment(std::get<EnvironmentSource>(source_).name));
  }

  Workspace& workspace_;
  const VerifyOptions& options_;
  Source source_;
  const Dialect& dialect_;
  History history_;
};

std::string shown(const VerifyReport& report, const std::string& format) {
  if (format == "text") return verify_text(report);
  if (format == "json") return verify_json(report);
  auto items = items_of(report.points, "verify");
  if (format == "junit") return junit_text(items, "athanor verify");
  return markdown_text(items, "athanor verify", "before anybody relies on this database");
}

int run_verify(Workspace& workspace, const VerifyOptions& options) {
  auto report = Verification(workspace, options).run();
  workspace.print(shown(report, options.format));
  return is_clean(report.points) ? kDone : kDifferences;
}

}  // namespace

void add_verify(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("verify", "see whether a database is well after a migration");
  auto options = std::make_shared<VerifyOptions>();
  command->add_option("--database", options->database, "which one (default: the environment's)")
      ->type_name("SOURCE");
  command
      ->add_option("--tables", options->tables,
                   "where to try a row that is taken back: names, all or none (default: tables "
                   "that the last revision made)")
      ->type_name("NAME");
  command->add_option("--format", options->format, "text, json, markdown or junit")
      ->check(CLI::IsMember({"text", "json", "markdown", "junit"}));
  command->footer(
      "Looks at the version, the schema, indexes, constraints and sequences, tries rows, and times "
      "the queries of [verify] in athanor.toml. Exits 2 where something does not hold.\n\n"
      "Examples:\n  athanor -e prod verify\n  athanor verify --tables orders lines\n"
      "  athanor verify --database postgresql://db/shop --format junit");
  command->callback([&chosen, options] {
    chosen = [options](Workspace& workspace) { return run_verify(workspace, *options); };
  });
}

}  // namespace athanor::cli
