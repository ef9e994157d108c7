#include "cli/commands/new_script.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>

#include "cli/files.hpp"
#include "migrations/mako/template.hpp"

namespace athanor::cli {
namespace {

namespace fs = std::filesystem;

/// One name is a string, several are a sequence, none is None.
mako::Value names(const std::vector<std::string>& all, mako::Sequence::Kind kind) {
  if (all.empty()) return mako::None{};
  if (all.size() == 1) return all.front();
  return mako::Sequence{kind, all};
}

/// On a terminal, Alembic indents what it tells of its progress.
std::string margin() {
  return ::isatty(STDIN_FILENO) ? "  " : "";
}

void make_folder(const fs::path& folder, Workspace& workspace) {
  if (fs::exists(folder)) return;
  workspace.print(fmt::format("{}Creating directory {} ...  done\n", margin(), folder.string()));
  std::error_code problem;
  fs::create_directories(folder, problem);
  if (problem) throw Error(fmt::format("cannot make {}: {}", folder.string(), problem.message()));
}

}  // namespace

void settle(NewScript& script, Workspace& workspace, const History& history) {
  const Project& project = workspace.project();
  if (script.placement.id.empty()) script.placement.id = new_revision_id();
  script.place = place_revision(history, project.version_folders, script.placement);
  script.moment = now(project.timezone);
}

RevisionRequest request_for(const NewScript& script) {
  RevisionRequest request;
  request.id = script.placement.id;
  request.message = script.message.empty() ? "empty message" : script.message;
  request.create_date = script.moment.text;
  request.parents = script.place.parents;
  request.branch_labels = script.placement.branch_labels;
  request.depends_on = script.place.depends_on;
  return request;
}

std::string empty_script(const NewScript& script, Workspace& workspace) {
  using Kind = mako::Sequence::Kind;
  auto path = (fs::path(workspace.project().migrations) / "script.py.mako").string();
  auto request = request_for(script);
  if (!fs::is_regular_file(path)) return empty_revision(request);
  const auto& labels = request.branch_labels;
  mako::Variables variables = {
      {"message", request.message},
      {"up_revision", request.id},
      {"down_revision", names(request.parents, Kind::Tuple)},
      {"branch_labels",
       labels.empty() ? mako::Value(mako::None{}) : mako::Sequence{Kind::Tuple, labels}},
      {"depends_on", names(request.depends_on, Kind::List)},
      {"create_date", request.create_date}};
  return mako::render(read_source(path), variables);
}

void write(const NewScript& script, const std::string& text, Workspace& workspace) {
  const Project& project = workspace.project();
  auto name = script_file_name(project.file_template, script.placement.id, script.message,
                               script.moment.time, project.slug_length);
  auto path = fs::absolute(fs::path(script.place.folder) / name).lexically_normal();
  if (fs::exists(path)) throw Error(fmt::format("{} is there already", path.string()));
  make_folder(path.parent_path(), workspace);
  write_files({{path.string(), text}});
  workspace.print(fmt::format("{}Generating {} ...  done\n", margin(), path.string()));
}

}  // namespace athanor::cli
