#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "cli/commands/baselines.hpp"
#include "cli/commands/commands.hpp"
#include "cli/commands/run.hpp"
#include "cli/commands/targets.hpp"
#include "cli/files.hpp"
#include "cli/pulling.hpp"
#include "cli/report/check_report.hpp"
#include "cli/templates.hpp"
#include "engine/dialects/registry.hpp"
#include "migrations/config/env_py.hpp"
#include "schema/model/json_schema.hpp"

namespace athanor::cli {
namespace {

namespace fs = std::filesystem;

struct InitOptions {
  std::vector<std::string> from, legacy;
  std::string dialect;
};

std::string below(const std::string& folder, const std::string& name) {
  return (fs::path(folder) / name).lexically_normal().string();
}

/// Writes those that are not there, and says so.
void create(Workspace& workspace, std::vector<FileToWrite> files) {
  std::erase_if(files, [](const auto& file) { return fs::exists(file.path); });
  write_files(files);
  for (const auto& file : files) {
    workspace.print(fmt::format("  Creating {} ...  done\n", file.path));
  }
}

int begin_project(Workspace& workspace, const std::string& folder) {
  create(workspace, {{below(folder, "models/athanor.schema.json"), json_schema(override_names())},
                     {below(folder, "athanor.toml"), std::string(kProjectToml)},
                     {below(folder, "alembic.ini"), std::string(kAlembicIni)},
                     {below(folder, "migrations/env.py"), std::string(kEnvPy)},
                     {below(folder, "migrations/script.py.mako"), std::string(kScriptMako)},
                     {below(folder, "migrations/versions/.gitkeep"), ""}});
  workspace.print(
      "\nWrite tables into models/*.toml, then:\n"
      "  athanor diff\n  athanor revision -m \"first tables\"\n  athanor upgrade head\n");
  return kDone;
}

struct ReadSource {
  const Dialect* dialect;
  Reading reading;
};

/// Alembic's project taken over: what is there is read, and nothing of it is changed.
class Adopter {
 public:
  Adopter(Workspace& workspace, const InitOptions& options)
      : workspace_(workspace), options_(options), project_(workspace.project()) {}

  int run() {
    tell_settings();
    for (const auto& source : sources()) read(source);
    choose_legacy();
    for (auto& one : readings_) take(one);
    if (!readings_.empty()) take_models();
    files_.push_back({below(project_.folder, "athanor.toml"), adopted_project_toml(adoption_)});
    if (readings_.empty()) {
      files_.push_back(
          {below(project_.models, "athanor.schema.json"), json_schema(override_names())});
    }
    create(workspace_, std::move(files_));
    return readings_.empty() ? tell_rest() : check();
  }

 private:
  void say(const std::string& line) { workspace_.print(line + "\n"); }

  void tell_settings() {
    say("Adopting the Alembic project:");
    for (const auto& setting : project_.adopted) {
      tell(setting.name, setting.value, setting.place);
    }
    tell_naming();
  }

  void tell_naming() {
    for (const auto& [kind, pattern] : project_.naming_convention) {
      tell("naming_convention." + kind, pattern, {});
    }
    if (project_.unknown_metadata.line == 0) return;
    say(fmt::format(
        "note: {}: only Python knows target_metadata; if it has a naming_convention, say it under\n"
        "      [python.naming_convention] in athanor.toml: unnamed constraints of scripts go by it",
        where(project_.unknown_metadata)));
  }

  void tell(const std::string& name, const std::string& value, const Place& place) {
    say(fmt::format("  {:<28} {:<24} {}", name, value, place.line ? where(place) : ""));
  }

  void choose_legacy() {
    adoption_.legacy = options_.legacy;
    std::vector<std::string> tables;
    for (const auto& one : readings_) {
      for (const auto& [name, table] : one.reading.schema.tables) tables.push_back(display(name));
    }
    for (const auto& table : tables_left_out(project_.migrations, tables)) {
      tell("legacy table", table.table, table.place);
      adoption_.legacy.push_back(table.table);
    }
  }

  /// Those that were named, or the project's own database where it is there.
  std::vector<std::string> sources() {
    if (!options_.from.empty()) return options_.from;
    if (project_.environments.empty()) return {};
    const auto& environment = workspace_.environment();
    try {
      auto url = project_.url(environment);
      const auto* dialect = dialect_of_url(url);
      if (dialect && dialect->is_there(url)) return {"env:" + environment.name};
    } catch (const Error& unknown) {
      say(fmt::format("note: {}", unknown.what()));
    }
    return {};
  }

  void read(const std::string& name) {
    auto source = parse_source(name);
    const Dialect& dialect = workspace_.dialect_of(source, options_.dialect);
    auto reading = workspace_.read(source, dialect, Workspace::Sight::Whole);
    tell("schema", reading.kind + "  " + reading.detail, {});
    readings_.push_back({&dialect, std::move(reading)});
  }

  void take(const ReadSource& one) {
    take_dialect(*one.dialect);
    take_baseline(one.reading, *one.dialect);
  }

  void take_dialect(const Dialect& dialect) {
    auto& known = adoption_.dialects;
    std::string name(dialect.name());
    if (std::find(known.begin(), known.end(), name) == known.end()) known.push_back(name);
  }

  void take_baseline(const Reading& reading, const Dialect& dialect) {
    auto file = baseline_of(reading, dialect, open_history(workspace_), project_.migrations, {});
    if (file) {
      files_.push_back(std::move(*file));
    } else {
      say("note: it is at no revision, so that replay begins at the first one");
    }
  }

  Schema described(const ReadSource& one) const {
    auto protection = project_.protection;
    protection.legacy = adoption_.legacy;
    return visible(one.reading.schema, protection, *one.dialect);
  }

  /// Of the first source, with what is otherwise in the first one of another dialect.
  void take_models() {
    const auto& one = readings_.front();
    auto schema = described(one);
    PulledSource first{schema, one.reading.session.get(), *one.dialect};
    constexpr auto kLayout = WriteOptions::Layout::FilePerTable;
    auto other = std::find_if(readings_.begin(), readings_.end(),
                              [&](const auto& next) { return next.dialect != one.dialect; });
    PulledModels pulled;
    if (other == readings_.end()) {
      pulled = pulled_models(first, project_.models, kLayout);
    } else {
      auto second = described(*other);
      pulled = pulled_models(first, {second, other->reading.session.get(), *other->dialect},
                             adoption_.legacy, project_.models, kLayout);
    }
    for (const auto& note : pulled.notes) say("note: " + note);
    for (auto& file : pulled.files) files_.push_back(std::move(file));
  }

  int check() {
    Workspace adopted(workspace_.options());
    auto history = open_history(adopted);
    auto points = check_project(adopted, history, since_baselines(history)).points;
    say("\nathanor check:");
    workspace_.print(check_report(points, nullptr));
    return is_clean(points) ? kDone : kDifferences;
  }

  int tell_rest() {
    say("\nNo database was there to read. With one, or with a dump of it:\n"
        "  athanor pull SOURCE --out models\n"
        "  athanor baseline SOURCE\n"
        "  athanor check");
    return kDone;
  }

  Workspace& workspace_;
  const InitOptions& options_;
  const Project& project_;
  Adoption adoption_;
  std::vector<FileToWrite> files_;
  std::vector<ReadSource> readings_;
};

bool is_alembic_project(const Project& project, const std::string& folder) {
  return project.configured || fs::exists(below(folder, "alembic.ini"));
}

int run_init(Workspace& workspace, const InitOptions& options) {
  const auto& folder = workspace.folder();
  auto own = below(folder, "athanor.toml");
  if (fs::exists(own)) throw Error(fmt::format("{} is there already", own));
  if (is_alembic_project(workspace.project(), folder)) return Adopter(workspace, options).run();
  return begin_project(workspace, folder);
}

}  // namespace

void add_init(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("init", "begin a project here, or adopt an Alembic project");
  auto options = std::make_shared<InitOptions>();
  command
      ->add_option("--from", options->from,
                   "where the schema of an adopted project is read: a database or a dump of "
                   "it, one for each dialect (default: the project's own database)")
      ->type_name("SOURCE")
      ->allow_extra_args(false);
  command->add_option("--legacy", options->legacy, "a table that nothing here may ever touch")
      ->type_name("TABLE")
      ->allow_extra_args(false);
  command->add_option("--dialect", options->dialect, "where the source leaves it open")
      ->type_name("NAME");
  command->footer(
      "Examples:\n  mkdir shop && cd shop && athanor init\n"
      "  athanor init --from dump.sql --dialect postgresql --legacy results");
  command->callback([&chosen, options] {
    chosen = [options](Workspace& workspace) { return run_init(workspace, *options); };
  });
}

}  // namespace athanor::cli
