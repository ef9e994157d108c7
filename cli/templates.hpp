#pragma once
/// The files that `init` begins a project with.

#include <string>
#include <string_view>
#include <vector>

namespace athanor::cli {

extern const std::string_view kProjectToml;
extern const std::string_view kAlembicIni;
extern const std::string_view kEnvPy;
extern const std::string_view kScriptMako;

/// What an athanor.toml says beside an alembic.ini.
struct Adoption {
  std::vector<std::string> dialects, legacy;
  std::string url;  ///< "": the environments come from Alembic's configuration
};

/// An athanor.toml that says beside an alembic.ini only what that leaves open.
std::string adopted_project_toml(const Adoption& adoption);

}  // namespace athanor::cli
