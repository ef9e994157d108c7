#pragma once
/// Revisions on disk: the scripts of a project's version folders, the history that they form, and
/// new scripts in the same form. The files are ordinary Alembic scripts, and what is read, listed
/// and resolved here means what it means to Alembic 1.19.

#include <string>
#include <string_view>
#include <vector>

#include "grammar/alembic/script_reader.hpp"

namespace athanor {

/// One revision file.
struct Script {
  std::string path;  ///< absolute, symbolic links followed
  alembic::ParsedScript parsed;

  const alembic::ScriptHeader& header() const { return parsed.header; }
  const std::string& id() const { return parsed.header.revision; }
};

/// Whether Alembic takes a file of this name for a revision: `(?!\.\#|__init__)(.*\.py)$`.
bool is_script_name(std::string_view file_name);

/// Where revisions are read.
struct ScriptFolders {
  std::vector<std::string> folders;
  bool recursive = false;   ///< folders within them too (`recursive_version_locations`)
  bool sourceless = false;  ///< compiled scripts count as well (`sourceless`), though not here
};

/// The scripts of `folders`, folder by folder, sorted by file name within each; then those of
/// the folders within it. A folder that cannot be read, a script that is none, an id with one of
/// `@ - + :` in it, an id that two files claim and a compiled script without its source, where it
/// would count, are errors; the scripts without one are returned all the same.
std::vector<Script> load_scripts(const ScriptFolders& folders, Diagnostics& diagnostics);

/// `place` as `file:line`, for notes.
std::string where(const Place& place);

}  // namespace athanor
