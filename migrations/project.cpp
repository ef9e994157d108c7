#include "migrations/project.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/dialects/registry.hpp"
#include "migrations/config/ini.hpp"
#include "schema/model/document.hpp"

namespace athanor {
namespace {

namespace fs = std::filesystem;

/// Reads athanor.toml, key by key; what it does not know is an error with its place.
class ProjectReader {
 public:
  ProjectReader(Project& project, Diagnostics& diagnostics)
      : project_(project), diagnostics_(diagnostics) {}

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
          "version_table"},
         [&](const std::string& key, const model::Value& value) {
           if (key == "models") take(value, project_.models);
           if (key == "migrations") take(value, project_.migrations);
           if (key == "dialects") read_dialects(value);
           if (key == "default") take(value, project_.default_environment);
           if (key == "version_locations") take(value, project_.version_folders);
           if (key == "file_template") take(value, project_.file_template);
           if (key == "version_table") take(value, project_.protection.version_table);
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
    each(fields, {"drops", "online", "transactions"},
         [&](const std::string& key, const model::Value& value) {
           if (key == "drops") read_drops(value);
           if (key == "online") read_online(value);
           if (key == "transactions") read_transactions(value);
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
    each(fields, {"alembic", "url_variable", "url_argument"},
         [&](const std::string& key, const model::Value& value) {
           if (key == "alembic") take(value, project_.python.alembic.emplace());
           if (key == "url_variable") take(value, project_.python.url_variable);
           if (key == "url_argument") take(value, project_.python.url_argument);
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
};

std::vector<std::string> split_locations(const std::string& text, const std::string& separator) {
  std::string breaks = " ,\n";
  if (separator == "os" || separator == ":") breaks = ":\n";
  if (separator == ";") breaks = ";\n";
  if (separator == "newline") breaks = "\n";
  if (separator == "space") breaks = " \n";
  std::vector<std::string> out;
  std::size_t at = 0;
  while (at <= text.size()) {
    auto end = std::min(text.find_first_of(breaks, at), text.size());
    if (end > at) out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

/// What alembic.ini says, for a project whose athanor.toml leaves it out.
void adopt_alembic_ini(const IniFile& ini, bool has_migrations, Project& project) {
  auto setting = [&](const char* key) { return ini.get("alembic", key); };
  if (auto location = setting("script_location"); location && !has_migrations) {
    project.migrations = *location;
  }
  if (auto locations = setting("version_locations"); locations && project.version_folders.empty()) {
    auto separator =
        setting("path_separator").value_or(setting("version_path_separator").value_or(""));
    project.version_folders = split_locations(*locations, separator);
  }
  if (auto name = setting("file_template")) project.file_template = *name;
  if (auto url = setting("sqlalchemy.url"); url && project.environments.empty()) {
    project.environments.push_back({"default", *url, {}});
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

std::string below(const std::string& folder, const std::string& path) {
  auto joined = fs::path(folder) / path;
  return joined.lexically_normal().string();
}

void settle(Project& project) {
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

Project load_project(const std::string& folder, Diagnostics& diagnostics) {
  Project project;
  project.folder = folder;
  project.variables = Variables::of_folder(folder);
  bool has_migrations = false;
  auto own = below(folder, "athanor.toml"), ini = below(folder, "alembic.ini");
  if (fs::is_regular_file(own)) {
    project.configured = true;
    project.protection.drops = DropPolicy::Refuse;
    if (auto document = model::parse_document(read_source(own), diagnostics)) {
      ProjectReader(project, diagnostics).read(*document->fields());
      const auto* section = model::find(*document->fields(), "project");
      has_migrations =
          section && section->value.fields() && model::find(*section->value.fields(), "migrations");
    }
  }
  if (fs::is_regular_file(ini)) {
    project.configured = true;
    auto here = fs::absolute(folder).lexically_normal().string();
    while (here.size() > 1 && (here.ends_with("/") || here.ends_with("/."))) {
      here.pop_back();
    }
    adopt_alembic_ini(IniFile::read(read_source(ini), here, diagnostics), has_migrations, project);
  }
  settle(project);
  return project;
}

}  // namespace athanor
