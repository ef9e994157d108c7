#pragma once
/// Sources: what a schema graph can be read from, as `--from` and `--to` name them.

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "schema/diagnostics.hpp"

namespace athanor {

struct ModelSource {
  std::string path;
};  ///< a folder or a .toml file
struct ScriptSource {
  std::string path;
};  ///< a .sql file
struct DatabaseSource {
  std::string url;
};
struct HistorySource {
  std::optional<std::string> revision;
};  ///< absent: the heads
struct GitSource {
  std::string ref;
  std::optional<std::string> path;
};
struct EnvironmentSource {
  std::string name;
};
struct EmptySource {};

using Source = std::variant<ModelSource, ScriptSource, DatabaseSource, HistorySource, GitSource,
                            EnvironmentSource, EmptySource>;

/// Reads a source's name. Throws Error for one that fits no form.
Source parse_source(std::string_view text);

/// The files below `path` (relative to this folder) as of a git ref whose names end in `suffix`,
/// sorted, in memory. Throws Error where git or the ref is not there.
std::vector<SourcePtr> read_git_files(const std::string& ref, const std::string& path,
                                      std::string_view suffix);

/// The model files below `path` (relative to this folder) as of a git ref, in memory. Throws Error
/// where git, the ref or the path is not there.
std::vector<SourcePtr> read_git_models(const std::string& ref, const std::string& path);

}  // namespace athanor
