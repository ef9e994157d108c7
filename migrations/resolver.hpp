#pragma once
/// Private to this folder: what a revision argument names.

#include "migrations/history.hpp"

namespace athanor {

/// More than one head, where one was asked for.
struct MultipleHeads : RevisionError {
  explicit MultipleHeads(const std::string& argument);
};

/// Where a walk along the history stands: before every base, or at a revision.
struct Base {
  bool operator==(const Base&) const = default;
};
using Spot = std::variant<Base, RevisionNumber>;

class Resolver {
 public:
  explicit Resolver(const History& history) : history_(history) {}

  /// What `argument` names. `-3` and `label@-3` count down from the heads, and so may lead to
  /// before the first revision, or, where they count further still, to nothing.
  std::vector<std::optional<Spot>> every(const std::string& argument) const;
  /// The revisions among them.
  std::vector<RevisionNumber> all(const std::string& argument) const;
  std::optional<RevisionNumber> one(const std::string& argument) const;

  /// What a name before `@` stands for.
  RevisionNumber branch(const std::string& label) const;

  /// Those of `revisions` that lie on one line with what `argument` names.
  std::vector<RevisionNumber> on_line_with(const std::vector<RevisionNumber>& revisions,
                                           const std::string& argument, Along along) const;

  /// `steps` up, or down where negative, from a revision, or from outside the history where there
  /// is none; `label` picks the branch on the way up. Nothing where the history ends before that.
  std::optional<Spot> walk(std::optional<Spot> from, int steps,
                           const std::optional<std::string>& label) const;
  /// The same, but stops at the history's end.
  std::optional<Spot> walk_as_far(std::optional<Spot> from, int steps,
                                  const std::optional<std::string>& label) const;

 private:
  struct Symbols {
    std::vector<std::string> names;
    std::optional<std::string> branch;
  };
  Symbols symbols(const std::string& argument) const;
  std::vector<std::optional<Spot>> below_heads(int steps,
                                               const std::optional<std::string>& branch) const;
  std::vector<std::string> head_of(const std::optional<std::string>& branch) const;
  std::vector<std::string> ids(const std::vector<RevisionNumber>& revisions) const;
  RevisionNumber named(const std::string& name, const std::optional<std::string>& branch) const;
  std::vector<RevisionNumber> beginning_with(const std::string& front) const;
  std::vector<RevisionNumber> on_line_with(const std::vector<RevisionNumber>& revisions,
                                           const std::vector<RevisionNumber>& others,
                                           Along along) const;
  std::vector<Spot> next(const std::optional<Spot>& from, int direction,
                         const std::optional<std::string>& label) const;

  const History& history_;
};

/// `from`, as Alembic puts it into a message: the argument, or a Python tuple of the rows.
std::string spelled(const RangeEnd& from);

}  // namespace athanor
