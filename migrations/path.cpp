#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "migrations/relative.hpp"
#include "migrations/resolver.hpp"

namespace athanor {
namespace {

using Revisions = std::vector<RevisionNumber>;

/// What was asked for does not lie above or below what is there.
struct NotOnOneLine : RevisionError {
  using RevisionError::RevisionError;
};

[[noreturn]] void too_few(const Relative& relative) {
  throw RevisionError(fmt::format("Relative revision {} didn't produce {} migrations",
                                  relative.text, std::abs(relative.steps)));
}

/// The number alone, without the sign that an upgrade's `+2` is written with.
[[noreturn]] void no_upgrade(const Relative& relative) {
  throw RevisionError(fmt::format("Relative revision {} didn't produce {} migrations",
                                  relative.steps, std::abs(relative.steps)));
}

/// Whether a walk that leaves the history is an error, or stops at its end.
enum class Overwalk { Refused, Stops };

bool contains(const Revisions& revisions, RevisionNumber revision) {
  return std::find(revisions.begin(), revisions.end(), revision) != revisions.end();
}

}  // namespace

/// Finds what an upgrade, a downgrade or a listing goes through.
class PathFinder {
 public:
  explicit PathFinder(const History& history) : history_(history), resolver_(history) {}

  Revisions upgrade(const VersionRows& rows, const std::string& target) const {
    auto targets = upgrade_targets(rows, target, Overwalk::Refused);
    auto needed = ancestors_of(targets);
    auto there = ancestors_of(history_.resolve(rows));
    for (RevisionNumber i = 0; i < history_.size(); ++i) needed[i] = needed[i] && !there[i];
    auto path = history_.newest_first(needed, targets);
    std::reverse(path.begin(), path.end());
    return path;
  }

  Revisions downgrade(const VersionRows& rows, const std::string& target) const {
    auto [label, spot] = downgrade_target(rows, target, Overwalk::Refused);
    const auto* to = std::get_if<RevisionNumber>(&spot);
    auto roots = to ? history_.children(*to) : history_.bases();
    if (label && (roots.size() > 1 || (!to && is_labelled(roots))))
      roots = on_branch(roots, *label);
    auto heads = history_.resolve(rows);
    auto active = history_.ancestors(heads);
    auto undone = history_.descendants(roots);
    for (RevisionNumber i = 0; i < history_.size(); ++i) undone[i] = undone[i] && active[i];
    bool nothing = std::find(undone.begin(), undone.end(), true) == undone.end();
    if (to && nothing && !contains(heads, *to)) throw NotOnOneLine("nothing to undo");
    return history_.newest_first(undone, heads);
  }

  Revisions range(const RangeEnd& lower, const RangeEnd& upper) const {
    auto targets = upgrade_targets(lower, upper, Overwalk::Stops);
    if (const auto* argument = std::get_if<std::string>(&lower)) keep_branch(targets, *argument);
    auto needed = ancestors_of(targets);
    auto from = range_start(lower, upper, needed);
    if (!from.empty()) {
      auto there = ancestors_of(from);
      auto above = history_.descendants(from, Along::DownRevisions);
      for (RevisionNumber i = 0; i < history_.size(); ++i) {
        needed[i] = above[i] && ((needed[i] && !there[i]) || contains(from, i));
      }
    }
    return history_.newest_first(needed, targets);
  }

 private:
  using Label = std::optional<std::string>;
  using Spots = std::vector<std::optional<Spot>>;

  std::optional<Spot> walk(std::optional<Spot> from, int steps, const Label& label,
                           Overwalk overwalk) const {
    return overwalk == Overwalk::Stops ? resolver_.walk_as_far(from, steps, label)
                                       : resolver_.walk(from, steps, label);
  }

  std::optional<Spot> spot_of(const Label& label, const std::string& symbol) const {
    auto found = resolver_.one(label ? *label + "@" + symbol : symbol);
    return found ? std::optional<Spot>(*found) : std::nullopt;
  }

  Spots every(const RangeEnd& end) const {
    if (const auto* argument = std::get_if<std::string>(&end)) return resolver_.every(*argument);
    Spots out;
    for (const auto& row : std::get<VersionRows>(end)) {
      for (const auto& spot : resolver_.every(row)) out.push_back(spot);
    }
    return out;
  }

  static Revisions revisions_of(const Spots& spots) {
    Revisions out;
    for (const auto& spot : spots) {
      const auto* revision = spot ? std::get_if<RevisionNumber>(&*spot) : nullptr;
      if (revision) out.push_back(*revision);
    }
    return out;
  }

  /// The revisions with all they come after; none of them may come after another.
  RevisionSet ancestors_of(const Revisions& revisions) const {
    if (revisions.size() == 1) return history_.ancestors(revisions);
    for (auto revision : revisions) {
      auto below = history_.ancestors({revision});
      std::vector<std::string> overlaps;
      for (auto other : revisions) {
        const auto& id = history_.id(other);
        bool seen = std::find(overlaps.begin(), overlaps.end(), id) != overlaps.end();
        if (other != revision && below[other] && !seen) overlaps.push_back(id);
      }
      if (overlaps.empty()) continue;
      throw RevisionError(
          fmt::format("Requested revision {} overlaps with other requested revisions {}",
                      history_.id(revision), fmt::join(overlaps, ", ")));
    }
    return history_.ancestors(revisions);
  }

  Revisions upgrade_targets(const RangeEnd& from, const RangeEnd& target, Overwalk overwalk) const {
    const auto* argument = std::get_if<std::string>(&target);
    auto relative = argument ? read_relative(*argument) : std::nullopt;
    if (!relative) return revisions_of(every(target));
    std::optional<Spot> spot;
    if (relative->steps > 0) {
      auto start = relative->symbol ? spot_of(std::nullopt, *relative->symbol)
                                    : upgrade_start(from, relative->label);
      spot = walk(start, relative->steps, relative->label, overwalk);
    } else if (relative->symbol) {
      spot = walk(spot_of(relative->label, *relative->symbol), relative->steps, std::nullopt,
                  overwalk);
    } else {
      no_upgrade(*relative);
    }
    const auto* found = spot ? std::get_if<RevisionNumber>(&*spot) : nullptr;
    if (found == nullptr) too_few(*relative);
    return {*found};
  }

  std::optional<Spot> upgrade_start(const RangeEnd& from, const Label& label) const {
    if (label) return upgrade_start_on(revisions_of(every(from)), *label);
    if (const auto* argument = std::get_if<std::string>(&from)) {
      return spot_of(std::nullopt, *argument);
    }
    const auto& rows = std::get<VersionRows>(from);
    if (rows.size() > 1) ambiguous();
    return rows.empty() ? std::nullopt : spot_of(std::nullopt, rows.front());
  }

  std::optional<Spot> upgrade_start_on(const Revisions& rooted, const std::string& label) const {
    auto starts = resolver_.on_line_with(rooted, label, Along::DownRevisions);
    if (starts.empty()) starts = tips(history_.ancestors(rooted), label);
    if (starts.size() > 1) ambiguous();
    return starts.empty() ? std::nullopt : std::optional<Spot>(starts.front());
  }

  [[noreturn]] static void ambiguous() {
    throw RevisionError("Ambiguous upgrade from multiple current revisions");
  }

  /// Those of `active` on a branch that no other of them comes after.
  Revisions tips(const RevisionSet& active, const std::string& label) const {
    Revisions all;
    for (RevisionNumber i = 0; i < history_.size(); ++i) {
      if (active[i]) all.push_back(i);
    }
    all = resolver_.on_line_with(all, label, Along::DownRevisions);
    Revisions out = all;
    for (auto revision : all) {
      for (auto need : history_.needs(revision)) std::erase(out, need);
    }
    return out;
  }

  /// What a listing's lower end names, all of it within `needed`.
  Revisions range_start(const RangeEnd& lower, const RangeEnd& upper,
                        const RevisionSet& needed) const {
    auto spots = every(lower);
    for (const auto& spot : spots) {
      const auto* revision = spot ? std::get_if<RevisionNumber>(&*spot) : nullptr;
      if (spot && (!revision || !needed[*revision])) throw NotOnOneLine("not on one line");
    }
    if (spots.empty() || spots.front()) return revisions_of(spots);
    // The count went past the first revision; it is tried again from the upper end, as far as it
    // goes.
    auto rows = std::holds_alternative<VersionRows>(upper)
                    ? std::get<VersionRows>(upper)
                    : VersionRows{std::get<std::string>(upper)};
    auto [label, spot] = downgrade_target(rows, std::get<std::string>(lower), Overwalk::Stops);
    const auto* revision = std::get_if<RevisionNumber>(&spot);
    return revision ? Revisions{*revision} : Revisions{};
  }

  std::pair<Label, Spot> downgrade_target(const VersionRows& rows, const std::string& target,
                                          Overwalk overwalk) const {
    auto relative = read_relative(target);
    if (relative) return relative_downgrade_target(rows, *relative, overwalk);
    auto at = target.rfind('@');
    Label label;
    if (at != std::string::npos && at > 0) label = target.substr(0, at);
    auto found = resolver_.one(at == std::string::npos ? target : target.substr(at + 1));
    return {label, found ? Spot{*found} : Spot{Base{}}};
  }

  std::pair<Label, Spot> relative_downgrade_target(const VersionRows& rows,
                                                   const Relative& relative,
                                                   Overwalk overwalk) const {
    Label label = relative.label;
    bool from_rows = !relative.symbol;
    if (from_rows && (relative.steps >= 0 || (!label && rows.empty()))) too_few(relative);
    std::optional<Spot> found;
    if (relative.steps >= 0) {
      found = walk(spot_of(std::nullopt, *relative.symbol), relative.steps, label, overwalk);
    } else {
      auto symbol = relative.symbol.value_or("");
      if (from_rows && label) symbol = row_on_branch(rows, *label);
      // With several rows, the first one is meant, and its own branch alone.
      if (from_rows && !label) label = symbol = rows.front();
      found = walk(spot_of(label, symbol), relative.steps, std::nullopt, overwalk);
    }
    if (!found && !from_rows) throw RevisionError("Walked too far");
    if (!found) too_few(relative);
    return {label, *found};
  }

  /// A listing's upper end stands here for a row, and then is a name as it is: no `heads`.
  std::string row_on_branch(const VersionRows& rows, const std::string& label) const {
    Revisions named;
    for (const auto& row : rows) named.push_back(resolver_.branch(row));
    auto found = resolver_.on_line_with(named, label, Along::DownRevisions);
    if (found.empty()) {
      found = resolver_.on_line_with(history_.current(rows), label, Along::DownRevisions);
    }
    if (found.size() != 1) throw RevisionError("Ambiguous walk");
    return history_.id(found.front());
  }

  /// Whether a label stands at one of `roots`: Alembic then counts it twice, as two to choose from.
  bool is_labelled(const Revisions& roots) const {
    return std::any_of(roots.begin(), roots.end(), [&](auto root) {
      return !history_.script(root).header().branch_labels.empty();
    });
  }

  Revisions on_branch(const Revisions& roots, const std::string& label) const {
    auto below = history_.ancestors({resolver_.branch(label)}, Along::DownRevisions);
    Revisions out;
    for (auto root : roots) {
      if (below[root]) out.push_back(root);
    }
    if (out.empty()) throw RevisionError("Not a valid downgrade target from current heads");
    return out;
  }

  /// A lower end such as `label@base` keeps the listing on that branch.
  void keep_branch(Revisions& targets, const std::string& lower) const {
    auto at = lower.find('@');
    if (at == std::string::npos) return;
    std::string label = lower.substr(0, at);
    auto named = resolver_.one(label);
    if (named && history_.id(*named) == label && history_.labels(*named).size() == 1) {
      label = *history_.labels(*named).begin();
    }
    std::erase_if(targets, [&](auto target) { return !history_.labels(target).contains(label); });
  }

  const History& history_;
  Resolver resolver_;
};

std::vector<RevisionNumber> History::upgrade_path(const std::vector<std::string>& rows,
                                                  const std::string& target) const {
  try {
    return PathFinder(*this).upgrade(rows, target);
  } catch (const MultipleHeads&) {
    throw MultipleHeads(target);
  }
}

std::vector<RevisionNumber> History::downgrade_path(const std::vector<std::string>& rows,
                                                    const std::string& target) const {
  try {
    return PathFinder(*this).downgrade(rows, target);
  } catch (const MultipleHeads&) {
    throw MultipleHeads(target);
  } catch (const NotOnOneLine&) {
    throw RevisionError(
        fmt::format("Destination {} is not a valid downgrade target from current head(s)", target));
  }
}

std::vector<RevisionNumber> History::range(const RangeEnd& lower, const RangeEnd& upper) const {
  try {
    return PathFinder(*this).range(lower, upper);
  } catch (const MultipleHeads&) {
    throw MultipleHeads(spelled(upper));
  } catch (const NotOnOneLine&) {
    throw RevisionError(fmt::format(
        "Requested range {}:{} does not refer to ancestor/descendant revisions along the same "
        "branch",
        spelled(lower), spelled(upper)));
  }
}

std::vector<RevisionNumber> History::current(const std::vector<std::string>& rows) const {
  auto active = ancestors(resolve(rows));
  std::vector<RevisionNumber> out;
  for (RevisionNumber i = 0; i < size(); ++i) {
    if (!active[i]) continue;
    bool passed = std::any_of(children(i).begin(), children(i).end(),
                              [&](RevisionNumber child) { return active[child]; });
    if (!passed) out.push_back(i);
  }
  std::sort(out.begin(), out.end(), [&](auto a, auto b) { return id(a) < id(b); });
  return out;
}

}  // namespace athanor
