#include "cli/workspace.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cstdio>
#include <set>

#include "engine/dialects/registry.hpp"
#include "migrations/replay.hpp"
#include "migrations/version_table.hpp"
#include "schema/model/reader.hpp"
#include "schema/overloaded.hpp"

namespace athanor::cli {

std::string count(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

const Project& Workspace::project() {
  if (!project_) {
    Diagnostics diagnostics;
    project_ = load_project(options_.folder, diagnostics, options_.alembic);
    require_no_errors(diagnostics);
  }
  return *project_;
}

void Workspace::print(const std::string& text) const {
  if (!options_.quiet) std::fputs(text.c_str(), stdout);
}

const Environment& Workspace::environment() {
  const Project& here = project();
  const auto& name = options_.environment.empty() ? here.default_environment : options_.environment;
  if (name.empty()) {
    throw Error("no database is configured: name one under [environments] in athanor.toml");
  }
  return here.environment(name);
}

std::optional<std::string> Workspace::url_of(const Source& source) {
  if (const auto* database = std::get_if<DatabaseSource>(&source)) return database->url;
  if (const auto* named = std::get_if<EnvironmentSource>(&source)) {
    return project().url(project().environment(named->name));
  }
  return std::nullopt;
}

const Dialect& Workspace::dialect_for(const std::string& requested,
                                      const std::vector<Source>& sources) {
  if (!requested.empty()) {
    if (const Dialect* dialect = find_dialect(requested)) return *dialect;
    throw Error(fmt::format("unknown dialect \"{}\": there is {}", requested,
                            fmt::join(dialect_names(), ", ")));
  }
  std::set<const Dialect*> found;
  for (const auto& source : sources) {
    if (auto url = url_of(source)) found.insert(dialect_of_url(*url));
  }
  if (found.size() == 1 && *found.begin()) return **found.begin();
  if (found.size() > 1) throw Error("the two databases are not of one dialect");
  if (project().dialects.size() == 1) return *find_dialect(project().dialects.front());
  throw Error("say which dialect is meant, with --dialect");
}

const Dialect& Workspace::dialect_of(const Source& source, const std::string& requested) {
  auto url = url_of(source);
  const Dialect* own = url ? dialect_of_url(*url) : nullptr;
  return own ? *own : dialect_for(requested, {source});
}

std::string Workspace::server_for(const std::vector<Source>& sources, const Dialect& dialect) {
  for (const auto& source : sources) {
    if (auto url = url_of(source)) return *url;
  }
  for (const auto& candidate : project().environments) {
    auto url = project().url(candidate);
    if (dialect_of_url(url) == &dialect) return url;
  }
  return "";
}

Schema Workspace::read_models(const std::vector<SourcePtr>& files, const Dialect& dialect) {
  Diagnostics diagnostics;
  auto resolved = Model::read(files, override_names(), diagnostics, project().protection.legacy)
                      .resolve(dialect.name(), diagnostics);
  auto lowered = dialect.lower(std::move(resolved), diagnostics);
  require_no_errors(diagnostics);
  return visible(std::move(lowered), project().protection, dialect);
}

Reading Workspace::read_script(const std::string& path, const Dialect& dialect) {
  Diagnostics diagnostics;
  auto replayer = dialect.replay({});
  for (const auto& statement : dialect.read_script(athanor::read_source(path), diagnostics)) {
    replayer->apply(statement, diagnostics);
  }
  require_no_errors(diagnostics);
  Reading reading;
  reading.kind = path;
  reading.schema = replayer->schema();
  return reading;
}

Reading Workspace::read_database(const std::string& url, const std::string& label,
                                 const Dialect& dialect) {
  Reading reading;
  if (!label.empty() && !dialect.is_there(url)) {
    reading.kind = label;
    reading.detail = url + "  not there yet";
    return reading;
  }
  reading.session = dialect.open(url, Access::ReadOnly);
  Diagnostics diagnostics;
  auto schema = reading.session->introspect(diagnostics);
  require_no_errors(diagnostics);
  auto versions = read_versions(*reading.session, project().version_table, dialect);
  std::sort(versions.begin(), versions.end());
  reading.schema = std::move(schema);
  reading.kind = label.empty() ? reading.session->address() : label;
  if (!label.empty()) reading.detail = reading.session->address() + "  ";
  reading.versions = versions;
  if (!versions.empty()) reading.detail += fmt::format("at {}", fmt::join(versions, ", "));
  return reading;
}

Reading Workspace::read_history(const std::optional<std::string>& revision,
                                const Dialect& dialect) {
  Diagnostics diagnostics;
  auto history = load_history(project(), diagnostics);
  require_no_errors(diagnostics);
  Reading reading;
  reading.kind = "history";
  auto targets = revision ? history.resolve(*revision) : history.real_heads();
  std::vector<std::string> ids;
  for (auto target : targets) ids.push_back(history.id(target));
  reading.detail = "at " + (ids.empty() ? "base" : fmt::format("{}", fmt::join(ids, ", ")));
  auto schema = replay(history, targets, dialect, diagnostics);
  require_no_errors(diagnostics);
  reading.schema = std::move(schema);
  return reading;
}

Protection Workspace::protection(Sight sight) {
  auto out = project().protection;
  if (sight == Sight::Whole) out.legacy.clear();
  return out;
}

Reading Workspace::read(const Source& source, const Dialect& dialect, Sight sight) {
  auto reading = read_all(source, dialect);
  reading.schema = visible(std::move(reading.schema), protection(sight), dialect);
  if (reading.detail.empty() || reading.detail.ends_with("  ")) {
    bool counted = !std::holds_alternative<EmptySource>(source);
    if (counted) reading.detail += count(reading.schema.tables.size(), "table");
  }
  return reading;
}

Reading Workspace::read_all(const Source& source, const Dialect& dialect) {
  auto models = [&](std::vector<SourcePtr> files, std::string kind) {
    Reading reading;
    reading.kind = std::move(kind);
    reading.schema = read_models(files, dialect);
    return reading;
  };
  return std::visit(overloaded{
                        [&](const ModelSource& s) {
                          return models(read_model_sources(s.path),
                                        s.path == project().models ? "models" : s.path);
                        },
                        [&](const ScriptSource& s) { return read_script(s.path, dialect); },
                        [&](const DatabaseSource& s) { return read_database(s.url, "", dialect); },
                        [&](const HistorySource& s) { return read_history(s.revision, dialect); },
                        [&](const GitSource& s) {
                          auto path = s.path.value_or(project().models);
                          return models(read_git_models(s.ref, path),
                                        fmt::format("git:{}:{}", s.ref, path));
                        },
                        [&](const EnvironmentSource& s) {
                          return read_database(project().url(project().environment(s.name)),
                                               "env:" + s.name, dialect);
                        },
                        [](const EmptySource&) {
                          Reading reading;
                          reading.kind = "empty";
                          return reading;
                        },
                    },
                    source);
}

}  // namespace athanor::cli
