#include "migrations/placement.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>
#include <set>

#include "migrations/resolver.hpp"

namespace athanor {
namespace {

namespace fs = std::filesystem;
using Revisions = std::vector<RevisionNumber>;

void check_id(const History& history, const std::string& id) {
  std::vector<std::string> illegal;
  for (const char* one : {"+", "-", ":", "@"}) {
    if (id.find(one) != std::string::npos) illegal.emplace_back(one);
  }
  if (!illegal.empty()) {
    throw RevisionError(fmt::format("Character(s) '{}' not allowed in revision identifier '{}'",
                                    fmt::join(illegal, ", "), id));
  }
  if (history.find(id)) throw RevisionError(fmt::format("revision {} is there already", id));
}

void check_labels(const History& history, const PlacementRequest& request) {
  for (const auto& label : request.branch_labels) {
    auto known = history.named_exactly(label);
    if (!known) continue;
    throw RevisionError(fmt::format("Branch name '{}' in revision {} already used by revision {}",
                                    label, request.id, history.id(*known)));
  }
}

Revisions heads_of(const History& history, const PlacementRequest& request) {
  try {
    auto heads = history.resolve(request.heads);
    if (std::set<RevisionNumber>(heads.begin(), heads.end()).size() != heads.size()) {
      throw RevisionError("Duplicate head revisions specified");
    }
    return heads;
  } catch (const MultipleHeads&) {
    throw RevisionError(
        "Multiple heads are present; please specify the head revision on which the new revision "
        "should be based, or perform a merge.");
  }
}

std::string absolute(const fs::path& path) {
  std::error_code failure;
  auto real = fs::weakly_canonical(fs::absolute(path), failure).string();
  while (real.size() > 1 && real.ends_with("/")) real.pop_back();
  return real;
}

std::string folder_for(const History& history, const Revisions& heads,
                       const std::vector<std::string>& folders, const PlacementRequest& request) {
  auto chosen = request.version_path;
  if (!chosen && folders.size() == 1) return folders.front();
  if (!chosen && heads.empty()) {
    throw RevisionError("Multiple version locations present, please specify --version-path");
  }
  if (!chosen) chosen = fs::path(history.script(heads.front()).path).parent_path().string();
  for (const auto& folder : folders) {
    if (absolute(folder) == absolute(*chosen)) return folder;
  }
  throw RevisionError(
      fmt::format("Path {} is not represented in current version locations", *chosen));
}

void check_heads(const History& history, const Revisions& heads) {
  for (auto head : heads) {
    if (history.is_head(head)) continue;
    throw RevisionError(
        fmt::format("Revision {} is not a head revision; please specify --splice to create a new "
                    "branch from this revision",
                    history.id(head)));
  }
}

std::vector<std::string> dependencies_of(const History& history,
                                         const std::vector<std::string>& given) {
  std::vector<std::string> out;
  for (const auto& name : given) {
    auto revision = history.resolve_one(name);
    if (!revision) throw RevisionError(fmt::format("'{}' is no revision to depend on", name));
    out.push_back(history.labels(*revision).contains(name) ? name : history.id(*revision));
  }
  return out;
}

}  // namespace

Placement place_revision(const History& history, const std::vector<std::string>& version_folders,
                         const PlacementRequest& request) {
  check_id(history, request.id);
  auto heads = heads_of(history, request);
  Placement out;
  out.folder = folder_for(history, heads, version_folders, request);
  if (request.splice == PlacementRequest::Splice::Refused) check_heads(history, heads);
  out.depends_on = dependencies_of(history, request.depends_on);
  check_labels(history, request);
  for (auto head : heads) out.parents.push_back(history.id(head));
  return out;
}

}  // namespace athanor
