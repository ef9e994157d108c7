#include "engine/source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "engine/dialects/registry.hpp"
#include "engine/process.hpp"
#include "schema/sql_text.hpp"

namespace athanor {
namespace {

std::string run_git(const std::vector<std::string>& words, const std::string& input) {
  std::vector<std::string> command = {"git"};
  command.insert(command.end(), words.begin(), words.end());
  auto result = run_process(command, input);
  if (result.exit_code != 0) {
    throw Error(fmt::format("git {}: {}", words.front(), trim(result.errors)));
  }
  return result.output;
}

std::vector<std::string> split_at_zero(const std::string& text) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at < text.size();) {
    auto end = text.find('\0', at);
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

/// Takes `<id> blob <size>\n<content>\n` from `git cat-file --batch`.
std::string take_blob(const std::string& batch, std::size_t& at, const std::string& name) {
  auto end = batch.find('\n', at);
  auto header = batch.substr(at, end - at);
  auto space = header.rfind(' ');
  if (end == std::string::npos || header.find(" blob ") == std::string::npos) {
    throw Error(fmt::format("git cat-file: {}: {}", name, header));
  }
  auto size = std::stoull(header.substr(space + 1));
  auto content = batch.substr(end + 1, size);
  at = end + 1 + size + 1;
  return content;
}

}  // namespace

Source parse_source(std::string_view text) {
  std::string name(text);
  if (text == "empty") return EmptySource{};
  if (text == "history") return HistorySource{};
  if (text.starts_with("history:")) return HistorySource{name.substr(8)};
  if (text.starts_with("env:")) return EnvironmentSource{name.substr(4)};
  if (text.starts_with("git:")) {
    auto colon = name.find(':', 4);
    if (colon == std::string::npos) return GitSource{name.substr(4), std::nullopt};
    return GitSource{name.substr(4, colon - 4), name.substr(colon + 1)};
  }
  if (text.find("://") != std::string_view::npos) {
    if (dialect_of_url(text)) return DatabaseSource{name};
    throw Error(
        fmt::format("no dialect knows the database address {}", text.substr(0, text.find("://"))) +
        "://...");
  }
  if (text.ends_with(".sql")) return ScriptSource{name};
  if (text.ends_with(".toml") || std::filesystem::is_directory(name)) return ModelSource{name};
  throw Error(
      fmt::format("\"{}\" is no source: neither a folder, a .toml or .sql file, a database "
                  "address, history[:REV], git:REF[:PATH], env:NAME nor empty",
                  text));
}

std::vector<SourcePtr> read_git_files(const std::string& ref, const std::string& path,
                                      std::string_view suffix) {
  auto files = split_at_zero(run_git({"ls-tree", "-r", "-z", "--name-only", ref, "--", path}, ""));
  std::erase_if(files, [&](const auto& file) { return !file.ends_with(suffix); });
  std::sort(files.begin(), files.end());
  std::string wanted;
  for (const auto& file : files) wanted += ref + ":./" + file + "\n";
  auto batch = files.empty() ? "" : run_git({"cat-file", "--batch"}, wanted);
  std::vector<SourcePtr> out;
  std::size_t at = 0;
  for (const auto& file : files) {
    out.push_back(std::make_shared<SourceText>(
        SourceText{fmt::format("git:{}:{}", ref, file), take_blob(batch, at, file)}));
  }
  return out;
}

std::vector<SourcePtr> read_git_models(const std::string& ref, const std::string& path) {
  auto out = read_git_files(ref, path, ".toml");
  if (out.empty()) throw Error(fmt::format("git:{}: no model files below {}", ref, path));
  return out;
}

}  // namespace athanor
