#pragma once
/// Alembic itself, which runs what needs Python, in the project's own environment.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "migrations/history.hpp"
#include "migrations/version_rows.hpp"

namespace athanor {

struct Project;
struct Environment;

/// What athanor.toml says of it, under `[python]`.
struct PythonSettings {
  std::optional<std::string> alembic;  ///< the program; "": there is to be none
  std::string url_variable;            ///< the environment variable that env.py takes its URL from
  std::string url_argument;            ///< the name that env.py finds it under with `-x`
};

/// The program, and how it is called for one database.
struct AlembicProgram {
  std::string path;                                            ///< "" where there is none
  std::string folder;                                          ///< that it runs in: the project's
  std::vector<std::string> options;                            ///< before the command
  std::vector<std::pair<std::string, std::string>> variables;  ///< of its environment
};

/// The one that athanor.toml names, or ATHANOR_ALEMBIC, or that of the virtual environment
/// (`.venv`, `venv`) beside alembic.ini, or the first on PATH; none where the project has no
/// alembic.ini. It is told of `environment`'s database as athanor.toml says; where that is
/// `${NAME}`, NAME is set for it. Else its env.py knows by itself.
AlembicProgram find_alembic(const Project& project, const Environment& environment);

/// Has it do `step`, and nothing more. Throws Error with what it said where it fails.
void run_alembic(const AlembicProgram& program, const History& history, const RevisionStep& step);

}  // namespace athanor
