#pragma once
/// Alembic's own configuration: a section of an ini file, then `[tool.alembic]` of pyproject.toml
/// for what that leaves out (Alembic documentation, "Tutorial", "Using pyproject.toml for
/// configuration").

#include <optional>
#include <string>
#include <vector>

#include "migrations/config/ini.hpp"
#include "schema/model/document.hpp"

namespace athanor {

/// Which files to read, as Alembic's options `-c` and `-n` say. Without a name, ALEMBIC_CONFIG
/// names one, and else they are `alembic.ini` and `pyproject.toml`.
struct AlembicFiles {
  std::vector<std::string> names;
  std::string section = "alembic";
};

class AlembicConfig {
 public:
  /// Reads the files, those with a relative name in `folder`. Problems go to `diagnostics`; two
  /// files of one kind, or a named one that configures nothing, are thrown as Error.
  static AlembicConfig read(const std::string& folder, const AlembicFiles& files,
                            Diagnostics& diagnostics);

  /// Whether there is any.
  bool is_there() const { return has_section_ || !tool_.empty(); }

  /// A setting as text. Throws Error where its `%(name)s` cannot be put in.
  std::optional<std::string> text(const std::string& key) const;
  /// The same for a person to see: an array's strings with commas.
  std::optional<std::string> shown(const std::string& key) const;
  /// Where the value of a setting begins; nowhere where there is none.
  Place place(const std::string& key) const;
  /// A setting that is either true or not.
  bool is_true(const std::string& key) const;
  /// `version_locations`, split as `path_separator` and `version_path_separator` say. Throws Error
  /// for a separator that is none.
  std::vector<std::string> version_locations() const;

 private:
  std::string interpolated(const std::string& value) const;
  std::optional<std::string> separator() const;

  IniFile ini_;
  std::string section_;
  bool has_section_ = false;
  model::Fields tool_;
  std::string here_;  ///< the folder of pyproject.toml
};

}  // namespace athanor
