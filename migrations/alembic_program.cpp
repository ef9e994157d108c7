#include "migrations/alembic_program.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "engine/process.hpp"
#include "migrations/project.hpp"

namespace athanor {
namespace {

namespace fs = std::filesystem;

bool is_program(const fs::path& path) {
  return fs::is_regular_file(path) && ::access(path.c_str(), X_OK) == 0;
}

std::string on_path(const std::string& name) {
  const char* folders = std::getenv("PATH");
  std::string_view rest = folders ? folders : "";
  while (!rest.empty()) {
    auto folder = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(folder.size() + 1, rest.size()));
    auto path = fs::path(folder) / name;
    if (!folder.empty() && is_program(path)) return path.string();
  }
  return "";
}

/// A program as a person names one: a path from the project's folder, its virtual environment, or
/// a bare name.
std::string located(const fs::path& folder, const std::string& name) {
  if (name.empty()) return "";
  if (name.find('/') == std::string::npos) return on_path(name);
  auto path = folder / name;
  return is_program(path / "bin" / "alembic") ? (path / "bin" / "alembic").string() : path.string();
}

std::string locate(const Project& project, const fs::path& folder) {
  if (project.python.alembic) return located(folder, *project.python.alembic);
  if (const char* named = std::getenv("ATHANOR_ALEMBIC")) return located(folder, named);
  for (const char* beside : {".venv/bin/alembic", "venv/bin/alembic"}) {
    if (is_program(folder / beside)) return (folder / beside).string();
  }
  return on_path("alembic");
}

/// NAME of `${NAME}`, "" of any other address.
std::string variable_of(const std::string& url) {
  bool whole = url.starts_with("${") && url.find('}') == url.size() - 1;
  return whole ? url.substr(2, url.size() - 3) : "";
}

std::string target_of(const History& history, const RevisionStep& step) {
  const auto& script = history.script(step.revision);
  if (step.direction == alembic::Direction::Upgrade) return script.id();
  const auto& below = script.header().down_revisions;
  return below.empty() ? "base" : below.front();
}

/// The end of what a program said, which has the error of a Python one.
std::string last_lines(const std::string& text) {
  auto end = text.find_last_not_of("\n");
  if (end == std::string::npos) return "";
  auto begin = end;
  for (int lines = 0; begin != std::string::npos && begin > 0 && lines < 12; ++lines) {
    begin = text.rfind('\n', begin - 1);
  }
  begin = begin == std::string::npos ? 0 : begin + (text[begin] == '\n' ? 1 : 0);
  std::string out;
  for (char c : text.substr(begin, end + 1 - begin))
    out += c == '\n' ? "\n  | " : std::string(1, c);
  return "  | " + out;
}

}  // namespace

AlembicProgram find_alembic(const Project& project, const Environment& environment) {
  auto folder = fs::absolute(project.folder).lexically_normal();
  AlembicProgram program;
  program.folder = folder.string();
  if (!fs::is_regular_file(folder / "alembic.ini")) return program;
  program.path = locate(project, folder);
  auto url = project.url(environment);
  if (auto name = variable_of(environment.url); !name.empty()) {
    program.variables.emplace_back(name, url);
  }
  if (!project.python.url_variable.empty()) {
    program.variables.emplace_back(project.python.url_variable, url);
  }
  if (!project.python.url_argument.empty()) {
    program.options = {"-x", project.python.url_argument + "=" + url};
  }
  return program;
}

void run_alembic(const AlembicProgram& program, const History& history, const RevisionStep& step) {
  bool upgrade = step.direction == alembic::Direction::Upgrade;
  std::vector<std::string> command{program.path};
  command.insert(command.end(), program.options.begin(), program.options.end());
  command.emplace_back(upgrade ? "upgrade" : "downgrade");
  command.push_back(target_of(history, step));
  auto result = run_process(command, "", {program.folder, program.variables});
  if (result.exit_code == 0) return;
  throw Error(fmt::format("{} {} {} failed with exit code {}:\n{}", program.path,
                          upgrade ? "upgrade" : "downgrade", command.back(), result.exit_code,
                          last_lines(result.errors.empty() ? result.output : result.errors)));
}

}  // namespace athanor
