#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <set>

#include "cli/commands/commands.hpp"
#include "cli/commands/run.hpp"
#include "cli/judging.hpp"
#include "cli/report/plan_report.hpp"
#include "migrations/listing.hpp"
#include "migrations/preview.hpp"
#include "migrations/risk.hpp"
#include "schema/sql_text.hpp"

namespace athanor::cli {
namespace {

struct PlanOptions {
  std::string revision = "heads", format = "text";
  std::vector<std::string> allow;
  bool exit_code = false;
};

/// The sizes of the tables that statements name.
std::map<QualifiedName, TableSize> sizes_of_named(Session& session, const Rehearsal& rehearsal,
                                                  const Dialect& dialect) {
  std::set<std::string> words;
  for (const auto& one : rehearsal.all) {
    for (const auto& item : one.up.items) {
      for (const auto& token : scan_sql(item.sql)) words.insert(dialect.fold(token.text));
    }
  }
  std::map<QualifiedName, TableSize> out;
  for (const auto& [name, table] : rehearsal.base.tables) {
    if (!words.contains(dialect.fold(name.name))) continue;
    if (auto size = dialect.table_size(session, name)) out[name] = *size;
  }
  return out;
}

PendingRevision described(const History& history, RevisionNumber revision) {
  const auto& script = history.script(revision);
  PendingRevision out;
  out.id = script.id();
  out.down_revisions = script.header().down_revisions;
  out.doc = doc_of(script);
  out.file = name_from_here(script.path);
  return out;
}

/// What protection refuses is told by its refusals, not once more by the rules about it.
bool is_told(const PendingRevision& revision, const risk::Finding& finding) {
  return std::any_of(revision.refused.begin(), revision.refused.end(),
                     [&](const Refusal& refusal) { return refusal.code == finding.rule->code; });
}

void add_risks(PlanReport& report, const std::vector<risk::Finding>& findings) {
  for (const auto& finding : findings) {
    for (auto& revision : report.revisions) {
      if (revision.id != finding.unit || is_told(revision, finding)) continue;
      revision.risks.push_back(finding);
    }
  }
}

PlanReport report_of(Workspace& workspace, const Database& database, const Preview& preview,
                     const VersionRows& rows, const PlanOptions& options) {
  const auto& project = workspace.project();
  auto allowances = parse_allowances(options.allow);
  PlanReport report;
  report.database = fmt::format("env:{}  {}", workspace.environment().name,
                                database.session ? database.session->address() : "not there yet");
  report.dialect = database.dialect->name();
  report.at = rows;
  for (std::size_t i = 0; i < preview.rehearsal.all.size(); ++i) {
    const auto& one = preview.rehearsal.all[i];
    auto pending = described(database.history, one.revision);
    pending.statements = one.up.items;
    pending.python = one.up.needs;
    pending.misfits = preview.misfits[i].all();
    pending.refused = not_allowed(preview.refused[i], allowances);
    report.revisions.push_back(std::move(pending));
  }
  for (auto revision : preview.beyond) {
    report.revisions.push_back(described(database.history, revision));
    report.revisions.back().known = false;
  }
  risk::Bench bench{*database.dialect, project.protection, project.risk, allowances, {}};
  if (database.session) {
    bench.sizes = sizes_of_named(*database.session, preview.rehearsal, *database.dialect);
  }
  add_risks(report, risks_of(database.history, preview.rehearsal, bench));
  return report;
}

std::string shown(const PlanReport& report, const std::string& format) {
  if (format == "json") return json_report(report);
  if (format == "markdown") return markdown_report(report);
  if (format == "html") return html_report(report);
  return text_report(report);
}

/// The script of it. Throws where not all of it is known.
std::string script_of(Workspace& workspace, const Database& database, const Preview& preview,
                      const VersionRows& rows) {
  auto script =
      offline_upgrades(database.history, offline_target(workspace), rows, preview.rehearsal);
  if (preview.beyond.empty()) return script;
  throw Error(fmt::format("what {} would do is known only when the ones before it have run",
                          database.history.id(preview.beyond.front())));
}

int run_plan(Workspace& workspace, const PlanOptions& options) {
  auto database = open_database(workspace, Access::ReadOnly);
  auto rows = current_rows(workspace, database);
  auto preview =
      preview_upgrade(database.history, *database.dialect, workspace.project().protection,
                      database.session.get(), rows, options.revision);
  auto report = report_of(workspace, database, preview, rows, options);
  auto text = options.format == "sql" ? script_of(workspace, database, preview, rows)
                                      : shown(report, options.format);
  std::fputs(text.c_str(), stdout);
  if (is_refused(report)) return kRefused;
  return options.exit_code && !report.revisions.empty() ? kDifferences : kDone;
}

}  // namespace

void add_plan(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("plan", "show what an upgrade of the database would do");
  auto options = std::make_shared<PlanOptions>();
  command->add_option("revision", options->revision,
                      "up to which one: head, heads, an id, +1, ... (default: heads)");
  command->add_option("--format", options->format, "text, sql, json, markdown or html")
      ->check(CLI::IsMember({"text", "sql", "json", "markdown", "html"}));
  command->add_option("--allow", options->allow, "what to let pass, by name")
      ->type_name("CODE[:OBJECT]");
  command->add_flag("--exit-code", options->exit_code, "exit 2 when there is something to run");
  command->footer(
      "Reads the database and changes nothing. Exits 3 where upgrade would refuse.\n\n"
      "Examples:\n  athanor plan\n  athanor -e prod plan +1 --format html > plan.html");
  command->callback([&chosen, options] {
    chosen = [options](Workspace& workspace) { return run_plan(workspace, *options); };
  });
}

}  // namespace athanor::cli
