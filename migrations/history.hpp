#pragma once
/// The history: revisions as a directed graph with branches, merges, labels and dependencies, and
/// what Alembic's revision arguments mean in it (Alembic documentation, "Working with Branches",
/// "Partial Revision Identifiers", "Relative Migration Identifiers").

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "migrations/baseline.hpp"
#include "migrations/revision_graph.hpp"
#include "migrations/script.hpp"

namespace athanor {

/// A revision argument means nothing here; `what()` is Alembic's own message.
class RevisionError : public Error {
 public:
  using Error::Error;
};

/// The rows of a version table, in its own order.
using VersionRows = std::vector<std::string>;
/// One end of a range: an argument, or what a database is at.
using RangeEnd = std::variant<std::string, VersionRows>;

class History {
 public:
  /// The history of `scripts`, in the order they were loaded. A parent that is not there, a name
  /// used twice and a cycle are errors at their places; then there is no history.
  static std::optional<History> build(std::vector<Script> scripts, Diagnostics& diagnostics);

  std::size_t size() const { return scripts_.size(); }
  const Script& script(RevisionNumber revision) const { return scripts_[revision]; }
  const std::string& id(RevisionNumber revision) const { return scripts_[revision].id(); }
  std::optional<RevisionNumber> find(std::string_view id) const;
  /// The revision of that id or branch label.
  std::optional<RevisionNumber> named_exactly(std::string_view name) const;

  /// By `down_revision`, in the order written.
  const std::vector<RevisionNumber>& parents(RevisionNumber revision) const;
  /// By `down_revision`, in the order loaded.
  const std::vector<RevisionNumber>& children(RevisionNumber revision) const;
  /// Its parents, then those of its dependencies that no ancestor has already: what the version
  /// table and the order of a run go by.
  const std::vector<RevisionNumber>& needs(RevisionNumber revision) const;
  /// Of itself and of the branch it lies on, sorted.
  const std::set<std::string>& labels(RevisionNumber revision) const;

  bool is_base(RevisionNumber revision) const { return parents(revision).empty(); }
  bool is_head(RevisionNumber revision) const { return children(revision).empty(); }
  /// Nobody depends on it either: what `heads`, the argument, means.
  bool is_real_head(RevisionNumber revision) const;
  bool is_branch_point(RevisionNumber revision) const { return children(revision).size() > 1; }
  bool is_merge_point(RevisionNumber revision) const { return parents(revision).size() > 1; }

  std::vector<RevisionNumber> bases() const;
  std::vector<RevisionNumber> heads() const;       ///< what the command `heads` prints
  std::vector<RevisionNumber> real_heads() const;  ///< what the argument `heads` means

  /// All that `revisions` come after, and themselves.
  RevisionSet ancestors(const std::vector<RevisionNumber>& revisions,
                        Along along = Along::Dependencies) const;
  RevisionSet descendants(const std::vector<RevisionNumber>& revisions,
                          Along along = Along::Dependencies) const;

  /// The revisions that one argument names: an id, the front of one id or label, `head`, `heads`,
  /// `base` (none at all), a label, `label@head`, `label@heads`, `label@id`. Throws RevisionError.
  std::vector<RevisionNumber> resolve(const std::string& argument) const;
  std::vector<RevisionNumber> resolve(const std::vector<std::string>& arguments) const;
  /// The one that an argument names; nothing for `base`. Throws RevisionError.
  std::optional<RevisionNumber> resolve_one(const std::string& argument) const;

  /// The revisions to run, in order, to bring a database whose version table holds `rows` up to
  /// `target`, which may be relative (`+2`, `label@+1`, `rev+1`). Throws RevisionError.
  std::vector<RevisionNumber> upgrade_path(const std::vector<std::string>& rows,
                                           const std::string& target) const;
  /// The revisions to undo, in order, down to `target` (`-1`, `base`, `label@base`, an id).
  std::vector<RevisionNumber> downgrade_path(const std::vector<std::string>& rows,
                                             const std::string& target) const;
  /// The revisions from `lower` up to `upper`, both included, newest first, as `history -r
  /// lower:upper` lists them. Throws RevisionError.
  std::vector<RevisionNumber> range(const RangeEnd& lower, const RangeEnd& upper) const;
  /// What a database whose version table holds `rows` is at: those heads of branches that the
  /// rows imply, in the order of their ids.
  std::vector<RevisionNumber> current(const std::vector<std::string>& rows) const;

  /// `revisions`, each before those it comes after, beginning at `heads`; Alembic's own order.
  std::vector<RevisionNumber> newest_first(const RevisionSet& revisions,
                                           const std::vector<RevisionNumber>& heads) const;

  /// Where replaying may begin.
  const std::vector<Baseline>& baselines() const { return baselines_; }
  void begin_at(std::vector<Baseline> baselines) { baselines_ = std::move(baselines); }
  /// How its scripts' constraints are called that have no name of their own.
  const NamingConvention& naming_convention() const { return convention_; }
  void name_by(NamingConvention convention) { convention_ = std::move(convention); }

 private:
  struct Links {
    std::vector<RevisionNumber> parents, children, dependencies, needs;
    std::size_t followers = 0;  ///< by down_revision or depends_on, as declared
    std::set<std::string> labels;
  };
  friend class HistoryBuilder;
  friend class Resolver;
  friend class PathFinder;

  explicit History(std::vector<Script> scripts)
      : scripts_(std::move(scripts)), links_(scripts_.size()), graph_(scripts_.size()) {}

  std::vector<Script> scripts_;
  std::vector<Links> links_;
  RevisionGraph graph_;
  std::vector<Baseline> baselines_;
  NamingConvention convention_;
  std::map<std::string, RevisionNumber, std::less<>> names_;  ///< ids and labels
};

}  // namespace athanor
