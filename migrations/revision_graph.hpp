#pragma once
/// The bare graph of a history: revisions by number, and which needs which. Boost.Graph is behind
/// it, and stays there.

#include <cstddef>
#include <memory>
#include <vector>

namespace athanor {

/// A revision, by its place in the order in which scripts were loaded.
using RevisionNumber = std::size_t;
/// In that order.
using RevisionSet = std::vector<bool>;

/// Which links a walk follows: `down_revision` alone, or `depends_on` as well.
enum class Along { DownRevisions, Dependencies };

class RevisionGraph {
 public:
  explicit RevisionGraph(std::size_t revisions);
  ~RevisionGraph();
  RevisionGraph(RevisionGraph&&) noexcept;
  RevisionGraph& operator=(RevisionGraph&&) noexcept;

  enum class Link { DownRevision, Dependency };
  /// `child` comes after `parent`.
  void add(RevisionNumber child, RevisionNumber parent, Link link);

  /// All that `from` come after, and themselves.
  RevisionSet ancestors(const std::vector<RevisionNumber>& from, Along along) const;
  /// All that come after `from`, and themselves.
  RevisionSet descendants(const std::vector<RevisionNumber>& from, Along along) const;

  /// A way that leads back to where it began, such as a, b, a; empty where there is none.
  std::vector<RevisionNumber> cycle() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace athanor
