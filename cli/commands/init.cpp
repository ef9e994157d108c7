#include <fmt/format.h>

#include <filesystem>

#include "cli/commands/commands.hpp"
#include "cli/files.hpp"
#include "cli/templates.hpp"
#include "engine/dialects/registry.hpp"
#include "schema/model/json_schema.hpp"

namespace athanor::cli {
namespace {

namespace fs = std::filesystem;

/// The files of a project that begins here, beside what an existing Alembic project has.
std::vector<FileToWrite> project_files(const Project& project, const std::string& folder) {
  auto at = [&](const char* name) { return (fs::path(folder) / name).lexically_normal().string(); };
  std::vector<FileToWrite> files = {
      {at("models/athanor.schema.json"), json_schema(override_names())}};
  if (fs::exists(at("alembic.ini"))) {
    files.push_back({at("athanor.toml"), adopted_project_toml(project)});
    return files;
  }
  files.push_back({at("athanor.toml"), std::string(kProjectToml)});
  files.push_back({at("alembic.ini"), std::string(kAlembicIni)});
  files.push_back({at("migrations/env.py"), std::string(kEnvPy)});
  files.push_back({at("migrations/script.py.mako"), std::string(kScriptMako)});
  files.push_back({at("migrations/versions/.gitkeep"), ""});
  return files;
}

int run_init(Workspace& workspace, const std::string& folder) {
  const Project& project = workspace.project();
  auto own = fs::path(folder) / "athanor.toml";
  if (fs::exists(own)) throw Error(fmt::format("{} is there already", own.string()));
  auto files = project_files(project, folder);
  std::erase_if(files, [](const auto& file) { return fs::exists(file.path); });
  write_files(files);
  for (const auto& file : files) fmt::print("  Creating {} ...  done\n", file.path);
  fmt::print(
      "\nWrite tables into models/*.toml, then:\n"
      "  athanor diff\n  athanor revision -m \"first tables\"\n  athanor upgrade head\n");
  return kDone;
}

}  // namespace

void add_init(CLI::App& app, Action& chosen) {
  auto* command = app.add_subcommand("init", "begin a project here, or adopt an Alembic project");
  command->footer("Example:\n  mkdir shop && cd shop && athanor init");
  command->callback([&chosen] {
    chosen = [](Workspace& workspace) { return run_init(workspace, workspace.folder()); };
  });
}

}  // namespace athanor::cli
