#pragma once
/// The project: what athanor.toml says, and what an existing alembic.ini already said.

#include <optional>
#include <string>
#include <vector>

#include "engine/plan.hpp"
#include "engine/protection.hpp"
#include "engine/risk/settings.hpp"
#include "migrations/alembic_program.hpp"
#include "migrations/config/alembic_config.hpp"
#include "migrations/config/variables.hpp"
#include "migrations/config/verify_settings.hpp"
#include "migrations/version_table.hpp"

namespace athanor {

/// A database of the project, by name.
struct Environment {
  std::string name;
  std::string url;  ///< as written: `${NAME}` is put in only when it is used
  Place place;
};

/// A setting that Alembic's own configuration or env.py gave.
struct AdoptedSetting {
  std::string name, value;
  Place place;  ///< nowhere where only the file is known
};

/// What becomes of a new revision with dangers that nobody allowed: they are only told, or it is
/// not written.
enum class DangerPolicy { Show, Refuse };

struct Project {
  std::string folder = ".";
  bool configured = false;                   ///< false: no athanor.toml and no alembic.ini here
  std::string models = "models";             ///< a folder or a file
  std::string migrations = "migrations";     ///< Alembic's script_location
  std::vector<std::string> version_folders;  ///< where revisions are read, the first to write
  std::vector<std::string> dialects;         ///< names, in the order of a revision's branches
  bool recursive = false;                    ///< folders within them too
  bool sourceless = false;                   ///< compiled revisions count as well
  std::string file_template = "%(rev)s_%(slug)s";
  std::size_t slug_length = 40;         ///< in characters (`truncate_slug_length`)
  std::optional<std::string> timezone;  ///< of new revisions; absent: the machine's
  VersionTable version_table;
  Protection protection;
  Traffic traffic = Traffic::None;            ///< [policy] online
  DangerPolicy dangers = DangerPolicy::Show;  ///< [policy] dangers
  risk::Settings risk;
  VerifySettings verify;
  std::optional<TransactionScope> transactions;  ///< absent: the dialect's own
  std::vector<Environment> environments;
  std::string default_environment;
  PythonSettings python;
  NamingConvention naming_convention;   ///< of the MetaData that env.py gives to Alembic
  Place unknown_metadata;               ///< where env.py takes it from what only Python knows
  std::vector<AdoptedSetting> adopted;  ///< in the order taken
  Variables variables;

  /// The environment of that name. Throws Error naming the near ones.
  const Environment& environment(const std::string& name) const;
  /// Its address, variables put in. Throws Error.
  std::string url(const Environment& environment) const;
};

/// Reads the project of `folder`: athanor.toml, and Alembic's own configuration for what that
/// leaves out. A folder with neither is a project without policy. Problems go to `diagnostics`.
Project load_project(const std::string& folder, Diagnostics& diagnostics,
                     const AlembicFiles& files = {});

}  // namespace athanor
