#pragma once
/// Where a new revision goes: what it comes after, what it depends on, and in which folder its file
/// is written (Alembic documentation, "Working with Branches").

#include <optional>
#include <string>
#include <vector>

#include "migrations/history.hpp"

namespace athanor {

struct PlacementRequest {
  /// Whether a revision that others come after already may be branched off from.
  enum class Splice { Refused, Allowed };

  std::string id;
  std::vector<std::string> heads{"head"};  ///< as given: `head`, `label@head`, ids
  Splice splice = Splice::Refused;
  std::vector<std::string> branch_labels;
  std::vector<std::string> depends_on;      ///< as given
  std::optional<std::string> version_path;  ///< as given
};

struct Placement {
  std::vector<std::string> parents;     ///< ids
  std::vector<std::string> depends_on;  ///< ids, and labels as given
  std::string folder;
};

/// Finds the place of a new revision in a project with these version folders. Throws
/// RevisionError.
Placement place_revision(const History& history, const std::vector<std::string>& version_folders,
                         const PlacementRequest& request);

}  // namespace athanor
