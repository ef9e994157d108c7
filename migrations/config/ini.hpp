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

  bool has_section(const std::string& section) const { return sections_.contains(section); }
  /// Throws Error where `%(name)s` names nothing, or itself, and where a `%` begins nothing.
  std::optional<std::string> get(const std::string& section, const std::string& key) const;
  /// Where the value of a key begins; nowhere where there is none.
  Place place(const std::string& section, const std::string& key) const;

 private:
  struct Value {
    std::string text;
    Place place;
  };
  friend class IniLines;

  const Value* find(const std::string& section, const std::string& key) const;
  std::string interpolated(const std::string& section, const std::string& text, const Place& place,
                           int depth) const;

  std::string here_;
  std::map<std::string, std::map<std::string, Value>> sections_;
};

}  // namespace athanor
