#pragma once
/// What `revision` and `merge` share: the place, the name and the file of a new script.

#include <string>

#include "cli/moment.hpp"
#include "cli/workspace.hpp"
#include "migrations/new_revision.hpp"
#include "migrations/placement.hpp"

namespace athanor::cli {

/// A script to be written, but for what it does.
struct NewScript {
  PlacementRequest placement;  ///< without an id: twelve hexadecimal digits
  std::string message;         ///< "" where none was given
  Placement place;
  Moment moment;
};

/// Finds its place, its id and its time. Throws RevisionError or Error.
void settle(NewScript& script, Workspace& workspace, const History& history);

/// What it says of itself.
RevisionRequest request_for(const NewScript& script);

/// The text of a script that does nothing yet: the project's script.py.mako, put in. Throws Error
/// or InputError.
std::string empty_script(const NewScript& script, Workspace& workspace);

/// Writes its file, and says so as Alembic does. Throws Error.
void write(const NewScript& script, const std::string& text, Workspace& workspace);

}  // namespace athanor::cli
