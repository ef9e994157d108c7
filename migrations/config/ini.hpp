#pragma once
/// INI files as Python's configparser reads them, as far as Alembic's own use goes.

#include <map>
#include <optional>
#include <string>

#include "schema/diagnostics.hpp"

namespace athanor {

/// Section -> key (lower case) -> value, with `%(name)s` put in.
class IniFile {
 public:
  /// Reads `source`; what is no section, key or continuation goes to `diagnostics`. `%(here)s` is
  /// the folder `here`; `%%` is a percent sign; other names are keys of the section or of
  /// [DEFAULT].
  static IniFile read(const SourcePtr& source, const std::string& here, Diagnostics& diagnostics);

  std::optional<std::string> get(const std::string& section, const std::string& key) const;

 private:
  std::string interpolated(const std::string& section, const std::string& value, int depth) const;

  std::string here_;
  std::map<std::string, std::map<std::string, std::string>> sections_;
};

}  // namespace athanor
