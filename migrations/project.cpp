#include "migrations/project.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <set>

#include "engine/dialects/registry.hpp"
#include "migrations/config/env_py.hpp"
#include "migrations/config/risk_settings.hpp"
#include "schema/model/document.hpp"

namespace athanor {
namespace {

namespace fs = std::filesystem;

std::string below(const std::string& folder, const std::string& path) {
  auto joined = fs::path(folder) / path;
  return joined.lexically_normal().string();
}

/// Reads athanor.toml, key by key; what it does not know is an error with its place.
class ProjectReader {
 public:
  ProjectReader(Project& project, Diagnostics& diagnostics)
      : project_(project), diagnostics_(diagnostics) {}

  /// The keys of [project] that it says.
  const std::set<std::string>& said() const { return said_; }

  void read(const model::Fields& document) {
    each(document, {"project", "protect", "policy", "environments", "python", "risk", "verify"},
         [&](const std::string& key, const model::Value& value) {
           const auto* fields = value.fields();
           if (!fields) return wrong(value, "a table");
           if (key == "project") read_project(*fields);
           if (key == "protect") read_protect(*fields);
           if (key == "policy") read_policy(*fields);
           if (key == "environments") read_environments(*fields);
           if (key == "python") read_python(*fields);
           if (key == "risk") read_risk_settings(*fields, project_.risk, diagnostics_);
           if (key == "verify") read_verify_settings(*fields, project_.verify, diagnostics_);
         });
  }

 private:
  template <class Take>
  void each(const model::Fields& fields, const std::vector<std::string>& known, Take take) {
    for (const auto& entry : fields) {
      if (std::find(known.begin(), known.end(), entry.key) == known.end()) {
        diagnostics_.error(entry.place, fmt::format("unknown key \"{}\"", entry.key),
                           did_you_mean(entry.key, known));
      } else {
        take(entry.key, entry.value);
      }
    }
  }

  void wrong(const model::Value& value, std::string_view expected) {
    diagnostics_.error(value.place,
                       fmt::format("expected {}, found {}", expected, model::describe(value)));
  }

  void take(const model::Value& value, std::string& out) {
    if (const auto* text = value.text()) {
      out = *text;
    } else {
      wrong(value, "a string");
    }
  }

  void take(const model::Value& value, bool& out) {
    if (!value.boolean()) return wrong(value, "true or false");
    out = *value.boolean();
  }

  void read_key(const model::Value& value) {
    bool primary = true;
    take(value, primary);
    project_.version_table.key = primary ? VersionTable::Key::Primary : VersionTable::Key::None;
  }

  void take(const model::Value& value, std::vector<std::string>& out) {
    const auto* array = value.array();
    if (!array) return wrong(value, "an array of strings");
    for (const auto& item : *array) {
      std::string text;
      take(item, text);
      out.push_back(std::move(text));
    }
  }

  void read_project(const model::Fields& fields) {
    each(fields,
         {"models", "migrations", "dialects", "default", "version_locations", "file_template",
          "version_table", "version_table_schema", "version_table_pk",
          "recursive_version_locations"},
         [&](const std::string& key, const model::Value& value) {
           said_.insert(key);
           if (key == "models") take(value, project_.models);
           if (key == "migrations") take(value, project_.migrations);
           if (key == "dialects") read_dialects(value);
           if (key == "default") take(value, project_.default_environment);
           if (key == "version_locations") take(value, project_.version_folders);
           if (key == "file_template") take(value, project_.file_template);
           if (key == "version_table") take(value, project_.version_table.name.name);
           if (key == "version_table_schema") take(value, project_.version_table.name.schema);
           if (key == "version_table_pk") read_key(value);
           if (key == "recursive_version_locations") take(value, project_.recursive);
         });
  }

  void read_dialects(const model::Value& value) {
    take(value, project_.dialects);
    for (const auto& name : project_.dialects) {
      if (find_dialect(name)) continue;
      diagnostics_.error(value.place, fmt::format("unknown dialect \"{}\"", name),
                         did_you_mean(name, dialect_names()));
    }
  }

  void read_protect(const model::Fields& fields) {
    each(fields, {"legacy", "critical"}, [&](const std::string& key, const model::Value& value) {
      take(value, key == "legacy" ? project_.protection.legacy : project_.protection.critical);
    });
  }

  void read_policy(const model::Fields& fields) {
    each(fields, {"drops", "online", "transactions", "dangers"},
         [&](const std::string& key, const model::Value& value) {
           if (key == "drops") read_drops(value);
           if (key == "online") read_online(value);
           if (key == "transactions") read_transactions(value);
           if (key == "dangers") read_dangers(value);
         });
  }

  void read_online(const model::Value& value) {
    if (!value.boolean()) return wrong(value, "true or false");
    project_.traffic = *value.boolean() ? Traffic::Online : Traffic::None;
  }

  void read_transactions(const model::Value& value) {
    std::string choice;
    take(value, choice);
    if (choice == "per run") {
      project_.transactions = TransactionScope::PerRun;
    } else if (choice == "per revision") {
      project_.transactions = TransactionScope::PerRevision;
    } else {
      diagnostics_.error(value.place, fmt::format("transactions = \"{}\" is no choice", choice),
                         {"\"per run\" and \"per revision\" are"});
    }
  }

  void read_dangers(const model::Value& value) {
    std::string choice;
    take(value, choice);
    if (choice == "refuse") {
      project_.dangers = DangerPolicy::Refuse;
    } else if (choice == "show") {
      project_.dangers = DangerPolicy::Show;
    } else {
      diagnostics_.error(value.place, fmt::format("dangers = \"{}\" is no choice", choice),
                         {"\"show\" and \"refuse\" are"});
    }
  }

  void read_drops(const model::Value& value) {
    std::string choice;
    take(value, choice);
    if (choice == "refuse") {
      project_.protection.drops = DropPolicy::Refuse;
    } else if (choice == "allow") {
      project_.protection.drops = DropPolicy::Allow;
    } else {
      diagnostics_.error(value.place,
                         fmt::format("drops = \"{}\" is not a choice of this version", choice),
                         {"\"refuse\" and \"allow\" are"});
    }
  }

  void read_python(const model::Fields& fields) {
    each(fields, {"alembic", "url_variable", "url_argument", "naming_convention"},
         [&](const std::string& key, const model::Value& value) {
           if (key == "alembic") take(value, project_.python.alembic.emplace());
           if (key == "url_variable") take(value, project_.python.url_variable);
           if (key == "url_argument") take(value, project_.python.url_argument);
           if (key == "naming_convention") read_naming(value);
         });
  }

  void read_naming(const model::Value& value) {
    said_.insert("naming_convention");
    const auto* fields = value.fields();
    if (!fields) return wrong(value, "a table of names by kind");
    each(*fields, {"ix", "uq", "ck", "fk", "pk"},
         [&](const std::string& key, const model::Value& pattern) {
           take(pattern, project_.naming_convention.emplace_back(key, "").second);
         });
  }

  void read_environments(const model::Fields& fields) {
    for (const auto& entry : fields) {
      const auto* inner = entry.value.fields();
      if (!inner) {
        wrong(entry.value, "a table");
        continue;
      }
      Environment environment{entry.key, "", entry.place};
      each(*inner, {"url"},
           [&](const std::string&, const model::Value& value) { take(value, environment.url); });
      if (environment.url.empty()) {
        diagnostics_.error(entry.place, fmt::format("environment \"{}\" has no url", entry.key));
      }
      project_.environments.push_back(std::move(environment));
    }
  }

  Project& project_;
  Diagnostics& diagnostics_;
  std::set<std::string> said_;
};

/// `text` as a number of at least 1, or `otherwise`.
std::size_t number_or(const std::string& text, std::size_t otherwise) {
  std::size_t out = 0;
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  return problem == std::errc() && end == text.data() + text.size() && out > 0 ? out : otherwise;
}

/// The environment of a project that names none. What `alembic init` puts there is no address.
void adopt_url(const std::optional<std::string>& url, const Place& place, Project& project) {
  if (!url || url->empty() || url->starts_with("driver://") || !project.environments.empty())
    return;
  project.environments.push_back({"default", *url, place});
}

/// What Alembic's configuration says, for a project whose athanor.toml leaves it out.
class Adopter {
 public:
  Adopter(const AlembicConfig& config, const std::set<std::string>& said, Project& project)
      : config_(config), said_(said), project_(project) {}

  void adopt() {
    for (const char* key : {"script_location", "version_locations", "recursive_version_locations",
                            "file_template", "truncate_slug_length", "timezone"}) {
      if (auto value = config_.shown(key))
        project_.adopted.push_back({key, *value, config_.place(key)});
    }
    if (auto location = left("migrations", "script_location")) {
      require_folder(*location);
      project_.migrations = *location;
    }
    if (project_.version_folders.empty()) project_.version_folders = config_.version_locations();
    if (auto text = left("file_template", "file_template")) project_.file_template = *text;
    if (auto text = config_.text("truncate_slug_length")) {
      project_.slug_length = number_or(*text, project_.slug_length);
    }
    auto zone = config_.text("timezone");
    if (zone && !zone->empty()) project_.timezone = zone;
    project_.recursive = project_.recursive || config_.is_true("recursive_version_locations");
    project_.sourceless = config_.is_true("sourceless");
    adopt_url(config_.text("sqlalchemy.url"), config_.place("sqlalchemy.url"), project_);
  }

 private:
  std::optional<std::string> left(const std::string& ours, const std::string& theirs) const {
    return said_.contains(ours) ? std::nullopt : config_.text(theirs);
  }

  /// `package:folder` is where Python would look for a package.
  static void require_folder(const std::string& location) {
    if (fs::path(location).is_absolute() || location.find(':') == std::string::npos) return;
    throw Error(
        fmt::format("script_location = {} lies in a Python package, which only Python finds: say "
                    "migrations = \"...\" under [project] in athanor.toml",
                    location));
  }

  const AlembicConfig& config_;
  const std::set<std::string>& said_;
  Project& project_;
};

/// What env.py says in so many words, for a project whose athanor.toml leaves it out.
void adopt_env_py(const EnvPy& env, const std::set<std::string>& said, Project& project) {
  if (!said.contains("naming_convention")) {
    project.naming_convention = env.naming_convention;
    project.unknown_metadata = env.unknown_metadata;
  }
  for (const auto& given : env.configured) {
    if (said.contains(given.name)) continue;
    const auto* text = std::get_if<std::string>(&given.value);
    const auto* flag = std::get_if<bool>(&given.value);
    if (given.name.starts_with("version_table") || given.name == "transaction_per_migration") {
      project.adopted.push_back({given.name, text ? *text : *flag ? "true" : "false", given.place});
    }
    if (given.name == "version_table" && text) project.version_table.name.name = *text;
    if (given.name == "version_table_schema" && text) project.version_table.name.schema = *text;
    if (given.name == "version_table_pk" && flag && !*flag) {
      project.version_table.key = VersionTable::Key::None;
    }
    if (given.name == "transaction_per_migration" && flag && *flag && !project.transactions) {
      project.transactions = TransactionScope::PerRevision;
    }
  }
}

/// The dialects of the environments whose address can be known now.
std::vector<std::string> dialects_of(const Project& project) {
  std::vector<std::string> out;
  for (const auto& environment : project.environments) {
    auto scheme = environment.url.starts_with("${")
                      ? project.variables.get(environment.url.substr(2, environment.url.size() - 3))
                            .value_or("")
                      : environment.url;
    const Dialect* dialect = dialect_of_url(scheme);
    if (dialect && std::find(out.begin(), out.end(), dialect->name()) == out.end()) {
      out.emplace_back(dialect->name());
    }
  }
  return out;
}

void settle(Project& project) {
  project.protection.version_table = project.version_table.name.name;
  project.models = below(project.folder, project.models);
  project.migrations = below(project.folder, project.migrations);
  for (auto& folder : project.version_folders) folder = below(project.folder, folder);
  if (project.version_folders.empty()) {
    project.version_folders = {(fs::path(project.migrations) / "versions").string()};
  }
  if (project.dialects.empty()) project.dialects = dialects_of(project);
  if (project.default_environment.empty() && !project.environments.empty()) {
    project.default_environment = project.environments.front().name;
  }
}

}  // namespace

const Environment& Project::environment(const std::string& name) const {
  std::vector<std::string> known;
  for (const auto& environment : environments) {
    if (environment.name == name) return environment;
    known.push_back(environment.name);
  }
  auto near = nearest(name, known);
  throw Error(fmt::format("there is no environment \"{}\"{}", name,
                          near.empty() ? "" : fmt::format(": did you mean \"{}\"?", near)));
}

std::string Project::url(const Environment& environment) const {
  return variables.expand(environment.url);
}

Project load_project(const std::string& folder, Diagnostics& diagnostics,
                     const AlembicFiles& files) {
  Project project;
  project.folder = folder;
  project.variables = Variables::of_folder(folder);
  std::set<std::string> said;
  auto own = below(folder, "athanor.toml");
  if (fs::is_regular_file(own)) {
    project.configured = true;
    project.protection.drops = DropPolicy::Refuse;
    if (auto document = model::parse_document(read_source(own), diagnostics)) {
      ProjectReader reader(project, diagnostics);
      reader.read(*document->fields());
      said = reader.said();
    }
  }
  auto config = AlembicConfig::read(folder, files, diagnostics);
  if (config.is_there()) {
    project.configured = true;
    auto script_location =
        said.contains("migrations") ? std::nullopt : config.text("script_location");
    auto env = read_env_py(below(folder, script_location.value_or(project.migrations)));
    // env.py runs after the files were read, and has the last word.
    if (!env.url.empty()) adopt_url(env.url, env.url_place, project);
    Adopter(config, said, project).adopt();
    adopt_env_py(env, said, project);
  }
  settle(project);
  return project;
}

}  // namespace athanor
