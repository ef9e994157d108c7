#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "cli/commands/commands.hpp"
#include "cli/commands/run.hpp"
#include "cli/judging.hpp"
#include "cli/report/items.hpp"
#include "cli/report/rule_pages.hpp"
#include "engine/dialects/registry.hpp"
#include "engine/diff.hpp"
#include "engine/risk/of_plan.hpp"

namespace athanor::cli {
namespace {

struct LintOptions {
  std::string what, from, dialect, explain, format = "text";
  std::vector<std::string> allow;
  bool connect = false;
};

/// What an argument means: a script, another source, or revisions.
enum class Target { Script, Source, Revisions };

Target target_of(const std::string& what) {
  if (what.ends_with(".sql")) return Target::Script;
  bool named = what == "empty" || what.find("://") != std::string::npos ||
               what.starts_with("git:") || what.starts_with("env:");
  if (named || (!what.empty() && std::filesystem::exists(what))) return Target::Source;
  return Target::Revisions;
}

risk::Bench bench_for(Workspace& workspace, const LintOptions& options, const Dialect& dialect) {
  const auto& project = workspace.project();
  return {dialect, project.protection, project.risk, parse_allowances(options.allow), {}};
}

/// What is judged, with where it begins.
LintReport lint_script(Workspace& workspace, const LintOptions& options) {
  std::vector<Source> sources = {parse_source(options.what)};
  if (!options.from.empty()) sources.push_back(parse_source(options.from));
  const Dialect& dialect = workspace.dialect_for(options.dialect, sources);
  auto bench = bench_for(workspace, options, dialect);
  Schema base;
  if (!options.from.empty()) {
    auto reading = workspace.read(sources.back(), dialect);
    base = std::move(reading.schema);
    if (reading.session) bench.sizes = sizes_of(*reading.session, dialect);
  }
  LintReport report{options.what, {}};
  risk::Unit unit{risk::Kind::Script, options.what, {}};
  unit.sentences = risk::read_sentences(bench, read_source(options.what), report.findings);
  for (auto& finding : risk::Court(bench, base).judge(unit)) {
    report.findings.push_back(std::move(finding));
  }
  return report;
}

/// A source by itself is what a plan from nothing makes of it.
LintReport lint_source(Workspace& workspace, const LintOptions& options) {
  auto source = parse_source(options.what);
  auto from = options.from.empty() ? Source{EmptySource{}} : parse_source(options.from);
  const Dialect& dialect = workspace.dialect_for(options.dialect, {source, from});
  auto bench = bench_for(workspace, options, dialect);
  auto before = workspace.read(from, dialect).schema;
  auto after = workspace.read(source, dialect).schema;
  auto made =
      plan(diff(before, after, dialect), before, after, dialect, workspace.project().traffic);
  return {options.what, risk::risks_of(made, before, bench)};
}

std::vector<RevisionNumber> chosen_revisions(const History& history, const std::string& what) {
  if (what.empty()) {
    return history.newest_first(history.ancestors(history.real_heads()), history.real_heads());
  }
  auto colon = what.find(':');
  if (colon == std::string::npos) return history.resolve(what);
  auto lower = what.substr(0, colon), upper = what.substr(colon + 1);
  return history.range(lower.empty() ? "base" : lower, upper.empty() ? "heads" : upper);
}

std::vector<const Dialect*> dialects_to_judge(Workspace& workspace, const LintOptions& options) {
  if (!options.dialect.empty()) return {&workspace.dialect_for(options.dialect, {})};
  std::vector<const Dialect*> out;
  for (const auto& name : workspace.project().dialects) out.push_back(find_dialect(name));
  if (out.empty()) out.push_back(&workspace.dialect_for("", {}));
  return out;
}

LintReport lint_revisions(Workspace& workspace, const LintOptions& options) {
  auto history = open_history(workspace);
  auto chosen = chosen_revisions(history, options.what);
  std::optional<Database> database;
  if (options.connect) database = open_database(workspace, Access::ReadOnly);
  Judging judging{dialects_to_judge(workspace, options), parse_allowances(options.allow),
                  database ? &*database : nullptr};
  return {count(chosen.size(), "revision"), judge_revisions(workspace, history, chosen, judging)};
}

int explain(const std::string& code) {
  auto text = explanation(code);
  if (text.empty()) text = family_page(code);
  if (!text.empty()) {
    std::fputs(text.c_str(), stdout);
    return kDone;
  }
  std::vector<std::string> known;
  for (const auto* dialect : all_dialects()) {
    for (const auto* rule : risk::rules_for(*dialect)) known.emplace_back(rule->code);
  }
  auto near = nearest(code, known);
  fmt::print(stderr, "error: there is no rule \"{}\"{}\n", code,
             near.empty() ? "" : fmt::format(": did you mean \"{}\"?", near));
  fmt::print(stderr, "note: the families are {}\n", fmt::join(rule_families(), " "));
  return kUsage;
}

std::string shown(const LintReport& report, const std::string& format) {
  if (format == "json") return json_report(report);
  if (format == "text") return text_report(report);
  return formatted(items_of(report.findings), format, "athanor lint");
}

int run_lint(Workspace& workspace, const LintOptions& options) {
  if (!options.explain.empty()) return explain(options.explain);
  auto target = target_of(options.what);
  auto report = target == Target::Script   ? lint_script(workspace, options)
                : target == Target::Source ? lint_source(workspace, options)
                                           : lint_revisions(workspace, options);
  std::fputs(shown(report, options.format).c_str(), stdout);
  bool stopped = std::any_of(report.findings.begin(), report.findings.end(), risk::stops);
  return stopped ? kRefused : kDone;
}

}  // namespace

void add_lint(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("lint", "say what can go wrong with revisions or a script");
  auto options = std::make_shared<LintOptions>();
  command
      ->add_option("what", options->what,
                   "a revision, a range A:B, a .sql script, or another source (default: all "
                   "revisions)")
      ->type_name("SOURCE|REV|RANGE");
  command->add_option("--from", options->from, "what is there before a script (default: nothing)")
      ->type_name("SOURCE");
  command->add_option("--dialect", options->dialect, "where it is left open")->type_name("NAME");
  command
      ->add_option("--format", options->format,
                   "text, sql, json, markdown, html, sarif, junit or github")
      ->check(
          CLI::IsMember({"text", "sql", "json", "markdown", "html", "sarif", "junit", "github"}));
  command->add_option("--allow", options->allow, "what to let pass, by name")
      ->type_name("CODE[:OBJECT]");
  command
      ->add_option("--explain", options->explain,
                   "what a rule means, and the safe way; of a family (LCK): a page in Markdown")
      ->type_name("CODE|FAMILY");
  command->add_flag("--connect", options->connect,
                    "ask the environment's database how large its tables are, and where it is");
  command->footer(
      "Exits 3 where something is dangerous or refused and nobody allowed it.\n\n"
      "Examples:\n"
      "  athanor lint\n"
      "  athanor lint 3f2a9c1b7d4e:head --format json\n"
      "  athanor lint change.sql --from env:prod --allow DAT103:users.nickname\n"
      "  athanor lint --explain LCK101");
  command->callback([&chosen, options] {
    chosen = [options](Workspace& workspace) { return run_lint(workspace, *options); };
  });
}

}  // namespace athanor::cli
