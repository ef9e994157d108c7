#include "migrations/resolver.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace athanor {
namespace {

[[noreturn]] void not_found(const std::string& name) {
  throw RevisionError(fmt::format("Can't locate revision identified by '{}'", name));
}

/// `-2` of `label@-2`.
std::optional<int> steps_down(const std::string& name) {
  auto digit = [](char c) { return c >= '0' && c <= '9'; };
  bool number = name.size() > 1 && name.size() < 8 && name[0] == '-' &&
                std::all_of(name.begin() + 1, name.end(), digit);
  if (!number || std::stoi(name) == 0) return std::nullopt;
  return std::stoi(name);
}

}  // namespace

MultipleHeads::MultipleHeads(const std::string& argument)
    : RevisionError(fmt::format(
          "Multiple head revisions are present for given argument '{0}'; please specify a specific "
          "target revision, '<branchname>@{0}' to narrow to a specific head, or 'heads' for all "
          "heads",
          argument)) {}

Resolver::Symbols Resolver::symbols(const std::string& argument) const {
  Symbols out;
  auto at = argument.find('@');
  std::string name = argument;
  if (at != std::string::npos) {
    if (at > 0) out.branch = argument.substr(0, at);
    name = argument.substr(at + 1);
  }
  if (name == "heads") {
    out.names = out.branch ? ids(on_line_with(history_.heads(), *out.branch, Along::DownRevisions))
                           : ids(history_.real_heads());
  } else if (name == "head") {
    out.names = head_of(out.branch);
  } else if (name != "base") {
    out.names = {name};
  }
  return out;
}

std::vector<std::string> Resolver::head_of(const std::optional<std::string>& branch) const {
  auto heads = history_.heads();
  if (branch) heads = on_line_with(heads, *branch, Along::DownRevisions);
  if (heads.size() > 1) throw MultipleHeads(branch ? *branch + "@head" : "head");
  return ids(heads);
}

std::vector<std::string> Resolver::ids(const std::vector<RevisionNumber>& revisions) const {
  std::vector<std::string> out;
  for (auto revision : revisions) out.push_back(history_.id(revision));
  return out;
}

std::vector<std::optional<Spot>> Resolver::every(const std::string& argument) const {
  auto found = symbols(argument);
  auto steps = found.names.size() == 1 ? steps_down(found.names.front()) : std::nullopt;
  if (steps) return below_heads(*steps, found.branch);
  std::vector<std::optional<Spot>> out;
  for (const auto& name : found.names) out.emplace_back(Spot{named(name, found.branch)});
  return out;
}

std::vector<std::optional<Spot>> Resolver::below_heads(
    int steps, const std::optional<std::string>& branch) const {
  std::vector<std::optional<Spot>> out;
  for (auto head : history_.real_heads()) {
    if (branch && !history_.labels(head).contains(*branch)) continue;
    out.push_back(walk(Spot{head}, steps, std::nullopt));
  }
  return out;
}

std::vector<RevisionNumber> Resolver::all(const std::string& argument) const {
  std::vector<RevisionNumber> out;
  for (const auto& spot : every(argument)) {
    const auto* found = spot ? std::get_if<RevisionNumber>(&*spot) : nullptr;
    if (found) out.push_back(*found);
  }
  return out;
}

std::optional<RevisionNumber> Resolver::one(const std::string& argument) const {
  auto found = symbols(argument);
  if (found.names.size() > 1) throw MultipleHeads(argument);
  if (!found.names.empty()) return named(found.names.front(), found.branch);
  if (found.branch) branch(*found.branch);  // `base` of a branch that there must be
  return std::nullopt;
}

RevisionNumber Resolver::branch(const std::string& label) const {
  auto known = history_.names_.find(label);
  return known != history_.names_.end() ? known->second : named(label, std::nullopt);
}

RevisionNumber Resolver::named(const std::string& name,
                               const std::optional<std::string>& branch) const {
  std::optional<RevisionNumber> root;
  if (branch) root = this->branch(*branch);
  auto known = history_.names_.find(name);
  std::vector<RevisionNumber> found;
  if (known != history_.names_.end()) {
    found = {known->second};
  } else {
    found = beginning_with(name);
    if (branch) found = on_line_with(found, *branch, Along::DownRevisions);
  }
  if (found.size() != 1) not_found(name);
  if (root && on_line_with(found, std::vector{*root}, Along::DownRevisions).empty())
    not_found(name);
  return found.front();
}

std::vector<RevisionNumber> Resolver::beginning_with(const std::string& front) const {
  std::vector<RevisionNumber> out;
  for (const auto& [name, revision] : history_.names_) {
    // Alembic lets no shorter name be found by its front.
    if (name.size() > 3 && name.starts_with(front)) out.push_back(revision);
  }
  return out;
}

std::vector<RevisionNumber> Resolver::on_line_with(const std::vector<RevisionNumber>& revisions,
                                                   const std::string& argument, Along along) const {
  auto found = symbols(argument);
  // What is named need not be there where nothing is held against it.
  if (revisions.empty()) return {};
  std::vector<RevisionNumber> others;
  if (found.branch) others.push_back(named(*found.branch, std::nullopt));
  for (const auto& name : found.names) others.push_back(named(name, std::nullopt));
  return others.empty() ? revisions : on_line_with(revisions, others, along);
}

std::vector<RevisionNumber> Resolver::on_line_with(const std::vector<RevisionNumber>& revisions,
                                                   const std::vector<RevisionNumber>& others,
                                                   Along along) const {
  auto above = history_.descendants(others, along);
  auto below = history_.ancestors(others, along);
  std::vector<RevisionNumber> out;
  for (auto revision : revisions) {
    if (above[revision] || below[revision]) out.push_back(revision);
  }
  return out;
}

std::vector<Spot> Resolver::next(const std::optional<Spot>& from, int direction,
                                 const std::optional<std::string>& label) const {
  std::vector<RevisionNumber> found;
  const auto* at = from ? std::get_if<RevisionNumber>(&*from) : nullptr;
  if (direction > 0) {
    found = at ? history_.children(*at) : history_.bases();
    if (label) found = on_line_with(found, *label, Along::DownRevisions);
  } else {
    if (from && at == nullptr) return {};
    found = at ? history_.parents(*at) : history_.heads();
    if (found.empty()) return {Spot{Base{}}};
  }
  return {found.begin(), found.end()};
}

std::optional<Spot> Resolver::walk(std::optional<Spot> from, int steps,
                                   const std::optional<std::string>& label) const {
  for (int i = 0; i < std::abs(steps); ++i) {
    auto spots = next(from, steps, label);
    if (spots.empty()) return std::nullopt;
    if (spots.size() > 1) throw RevisionError("Ambiguous walk");
    from = spots.front();
  }
  return from;
}

std::optional<Spot> Resolver::walk_as_far(std::optional<Spot> from, int steps,
                                          const std::optional<std::string>& label) const {
  for (int i = 0; i < std::abs(steps); ++i) {
    auto further = walk(from, steps > 0 ? 1 : -1, label);
    if (!further) return from;
    from = further;
  }
  return from;
}

std::string spelled(const RangeEnd& from) {
  if (const auto* argument = std::get_if<std::string>(&from)) return *argument;
  const auto& rows = std::get<VersionRows>(from);
  std::vector<std::string> quoted;
  for (const auto& row : rows) quoted.push_back(fmt::format("'{}'", row));
  return fmt::format("({}{})", fmt::join(quoted, ", "), rows.size() == 1 ? "," : "");
}

std::vector<RevisionNumber> History::resolve(const std::string& argument) const {
  return Resolver(*this).all(argument);
}

std::vector<RevisionNumber> History::resolve(const std::vector<std::string>& arguments) const {
  std::vector<RevisionNumber> out;
  for (const auto& argument : arguments) {
    auto found = resolve(argument);
    out.insert(out.end(), found.begin(), found.end());
  }
  return out;
}

std::optional<RevisionNumber> History::resolve_one(const std::string& argument) const {
  return Resolver(*this).one(argument);
}

}  // namespace athanor
