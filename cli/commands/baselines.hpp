#pragma once
/// What `baseline` and `init` share.

#include <optional>
#include <string>
#include <vector>

#include "cli/files.hpp"
#include "cli/workspace.hpp"
#include "migrations/history.hpp"

namespace athanor::cli {

/// The file of a baseline of what was read whole, at `revisions`, or at what the database says, or
/// for a script at the heads; nothing where that is no revision at all. Throws RevisionError,
/// InputError or Error.
std::optional<FileToWrite> baseline_of(const Reading& reading, const Dialect& dialect,
                                       const History& history, const std::string& migrations,
                                       const std::vector<std::string>& revisions);

}  // namespace athanor::cli
