#pragma once
/// What every command works with: the project of this folder, and the sources its arguments name.

#include <memory>
#include <optional>
#include <string>

#include "engine/dialect.hpp"
#include "engine/source.hpp"
#include "migrations/project.hpp"

namespace athanor::cli {

/// Options that stand before the command's name.
struct GlobalOptions {
  std::string folder = ".";
  std::string environment;  ///< empty: the project's default
  AlembicFiles alembic;
  std::vector<std::string> for_env_py;  ///< Alembic's `-x`: env.py alone could know what it means
  bool quiet = false;                   ///< listings and notices are left out
  bool raise_errors = false;            ///< Alembic's `--raiseerr`: there is no stack to show
};

/// A source, read: one dialect's graph without what protection hides.
struct Reading {
  std::string kind;    ///< "models", "env:dev", "sqlite:///x.db": the first word of a report's line
  std::string detail;  ///< the rest of it: "12 tables"
  Schema schema;
  std::unique_ptr<Session> session;   ///< of a live database
  std::vector<std::string> versions;  ///< its version rows, sorted
};

class Workspace {
 public:
  explicit Workspace(GlobalOptions options) : options_(std::move(options)) {}

  /// Read on first use. Throws InputError.
  const Project& project();

  const GlobalOptions& options() const { return options_; }
  const std::string& folder() const { return options_.folder; }

  /// Prints for people, unless they asked for quiet.
  void print(const std::string& text) const;

  /// The environment that the command works on. Throws Error where there is none.
  const Environment& environment();

  /// The dialect that `requested` names, or that the two sources have, or the project's only one.
  /// Throws Error where that leaves none, or two.
  const Dialect& dialect_for(const std::string& requested, const std::vector<Source>& sources);

  /// The dialect that a source has; one that leaves it open is of the `requested` one, or as above.
  const Dialect& dialect_of(const Source& source, const std::string& requested);

  /// Whether a reading leaves out what protection hides, or only the version table.
  enum class Sight { Protected, Whole };

  /// Reads a source for `dialect`. Throws InputError or Error.
  Reading read(const Source& source, const Dialect& dialect, Sight sight = Sight::Protected);

  /// The address of a database of `dialect` beside which a scratch one can be made: that of a
  /// source, or of an environment; "" where there is none.
  std::string server_for(const std::vector<Source>& sources, const Dialect& dialect);

  /// The models at `path`, lowered. Throws InputError with every problem in all files.
  Schema read_models(const std::vector<SourcePtr>& files, const Dialect& dialect);

 private:
  Reading read_script(const std::string& path, const Dialect& dialect);
  Reading read_database(const std::string& url, const std::string& label, const Dialect& dialect);
  Reading read_history(const std::optional<std::string>& revision, const Dialect& dialect);
  Reading read_all(const Source& source, const Dialect& dialect);
  Protection protection(Sight sight);
  std::optional<std::string> url_of(const Source& source);

  GlobalOptions options_;
  std::optional<Project> project_;
};

/// "12 tables", "1 table".
std::string count(std::size_t number, std::string_view noun);

}  // namespace athanor::cli
