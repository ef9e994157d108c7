#include <fmt/format.h>
#include <fmt/ranges.h>

#include <cstdio>
#include <future>

#include "cli/commands/commands.hpp"
#include "cli/report/diff_report.hpp"
#include "engine/diff.hpp"
#include "engine/risk/of_plan.hpp"
#include "engine/verify.hpp"

namespace athanor::cli {
namespace {

struct DiffOptions {
  std::string from, to, dialect, format = "text";
  bool exit_code = false, reverse = false, verify = false;
};

Source source_or(const std::string& text, Source fallback) {
  return text.empty() ? std::move(fallback) : parse_source(text);
}

std::string label(const Reading& reading) {
  return reading.detail.empty() ? reading.kind
                                : fmt::format("{:<7}  {}", reading.kind, reading.detail);
}

/// Counts the rows of what a plan copies or drops, where a database can be asked.
void count_rows(DiffReport& report, Session& session, const Dialect& dialect) {
  for (const auto& planned : report.plan.steps) {
    const QualifiedName* table = nullptr;
    if (const auto* s = std::get_if<step::RebuildTable>(&planned.step)) table = &s->before.name;
    if (const auto* s = std::get_if<step::Drop<Table>>(&planned.step)) table = &s->object.name;
    if (!table) continue;
    auto name = *table;
    for (const auto& rename : report.difference.table_renames) {
      if (rename.to == name) name = rename.from;
    }
    report.rows[*table] = session.query(dialect.count_rows(name)).at(0).at(0).value_or("0");
  }
}

/// The sizes of the tables that a plan locks or works through, where a database can be asked.
std::map<QualifiedName, TableSize> sizes_of_tables_in(const DiffReport& report, Session* session) {
  std::map<QualifiedName, TableSize> out;
  if (!session) return out;
  for (const auto& planned : report.plan.steps) {
    auto table = target(planned.step);
    auto effect = report.dialect->effect(planned.step);
    bool heavy = !effect.lock.empty() || !effect.work.empty();
    if (!heavy || !report.before.tables.contains(table)) continue;
    if (auto size = report.dialect->table_size(*session, table)) out[table] = *size;
  }
  return out;
}

/// Throws Error where the plan does not do on a scratch database what it says.
void verify(const DiffReport& report, const std::string& url) {
  auto trial =
      try_out(report.plan, report.reverse, report.before, report.after, *report.dialect, url);
  if (trial.passed()) {
    fmt::print(stderr, "verified: the plan and its way back were run on a scratch database\n");
    return;
  }
  throw Error(
      fmt::format("the plan does not do what it says:\n  {}", fmt::join(trial.complaints, "\n  ")));
}

DiffReport make_report(Workspace& workspace, const DiffOptions& options) {
  auto from = options.from.empty() ? Source{EnvironmentSource{workspace.environment().name}}
                                   : parse_source(options.from);
  auto to = source_or(options.to, ModelSource{workspace.project().models});
  const Dialect& dialect = workspace.dialect_for(options.dialect, {from, to});
  // Both sides at once: each is read on its own.
  auto later = std::async(std::launch::async, [&] { return workspace.read(to, dialect); });
  auto before = workspace.read(from, dialect);
  auto after = later.get();
  DiffReport report;
  report.dialect = &dialect;
  report.from = label(before);
  report.to = label(after);
  report.before = std::move(before.schema);
  report.after = std::move(after.schema);
  if (before.session) {
    report.after = before.session->as_written(std::move(report.after), report.before);
  }
  auto traffic = workspace.project().traffic;
  report.difference = diff(report.before, report.after, dialect);
  report.plan = plan(report.difference, report.before, report.after, dialect, traffic);
  report.reverse = plan_back(report.difference, report.before, report.after, dialect, traffic);
  if (options.verify) verify(report, workspace.server_for({from, to}, dialect));
  report.refused = judge(report.plan, workspace.project().protection, dialect);
  report.legacy = workspace.project().protection.legacy;
  if (options.format != "sql") {
    const auto& project = workspace.project();
    risk::Bench bench{dialect, project.protection, project.risk, {}, {}};
    bench.sizes = sizes_of_tables_in(report, before.session.get());
    const Plan& shown = options.reverse ? report.reverse : report.plan;
    report.risks = risk::risks_of(shown, options.reverse ? report.after : report.before, bench);
  }
  if (before.session && options.format != "sql") count_rows(report, *before.session, dialect);
  if (options.reverse) std::swap(report.plan, report.reverse);
  return report;
}

std::string shown(const DiffReport& report, const std::string& format) {
  if (format == "json") return json_report(report);
  if (format == "markdown") return markdown_report(report);
  if (format == "html") return html_report(report);
  if (format == "sql") return report.dialect->script(render(report.plan, *report.dialect));
  return text_report(report);
}

int run_diff(Workspace& workspace, const DiffOptions& options) {
  auto report = make_report(workspace, options);
  std::fputs(shown(report, options.format).c_str(), stdout);
  return options.exit_code && !report.difference.empty() ? kDifferences : kDone;
}

}  // namespace

void add_diff(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("diff", "show what differs, and the plan that ends it");
  auto options = std::make_shared<DiffOptions>();
  command->add_option("--from", options->from, "where to start (default: the database)")
      ->type_name("SOURCE");
  command->add_option("--to", options->to, "where to get to (default: the models)")
      ->type_name("SOURCE");
  command->add_option("--dialect", options->dialect, "where the sources leave it open")
      ->type_name("NAME");
  command->add_option("--format", options->format, "text, sql, json, markdown or html")
      ->check(CLI::IsMember({"text", "sql", "json", "markdown", "html"}));
  command->add_flag("--exit-code", options->exit_code, "exit 2 when there is a difference");
  command->add_flag("--reverse", options->reverse, "show the plan that undoes it");
  command->add_flag("--verify", options->verify,
                    "run the plan and its way back on a scratch database first");
  command->footer(
      "A SOURCE is a folder or .toml file of models, a .sql script, a database address, history, "
      "history:REV, git:REF, git:REF:PATH, env:NAME, or empty.\n\n"
      "Examples:\n"
      "  athanor diff\n"
      "  athanor diff --from git:main --to models\n"
      "  athanor diff --from sqlite:///app.db --to schema.sql --format sql | sqlite3 -bail app.db");
  command->callback([&chosen, options] {
    chosen = [options](Workspace& workspace) { return run_diff(workspace, *options); };
  });
}

}  // namespace athanor::cli
