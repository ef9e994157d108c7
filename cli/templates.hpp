#pragma once
/// The files that `init` begins a project with.

#include <string>
#include <string_view>

#include "migrations/project.hpp"

namespace athanor::cli {

extern const std::string_view kProjectToml;
extern const std::string_view kAlembicIni;
extern const std::string_view kEnvPy;
extern const std::string_view kScriptMako;

/// An athanor.toml that says beside an alembic.ini only what that leaves open.
std::string adopted_project_toml(const Project& project);

}  // namespace athanor::cli
