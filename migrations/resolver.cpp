#include "migrations/resolver.hpp"

#include <fmt/format.h>

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
    out.branch = argument.substr(0, at);
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

std::vector<RevisionNumber> Resolver::all(const std::string& argument) const {
  std::vector<RevisionNumber> out;
  if (auto spots = below_heads(argument)) {
    for (const auto& spot : *spots) {
      if (const auto* found = std::get_if<RevisionNumber>(&spot)) out.push_back(*found);
    }
    return out;
  }
  auto found = symbols(argument);
  for (const auto& name : found.names) out.push_back(named(name, found.branch));
  return out;
}

bool Resolver::reaches_base(const std::string& argument) const {
  auto spots = below_heads(argument);
  return spots && std::find(spots->begin(), spots->end(), Spot{Base{}}) != spots->end();
}

std::optional<std::vector<Spot>> Resolver::below_heads(const std::string& argument) const {
  auto found = symbols(argument);
  auto steps = found.names.size() == 1 ? steps_down(found.names.front()) : std::nullopt;
  if (!steps) return std::nullopt;
  std::vector<Spot> out;
  for (auto head : history_.real_heads()) {
    if (found.branch && !history_.labels(head).contains(*found.branch)) continue;
    if (auto spot = walk(Spot{head}, *steps, std::nullopt)) out.push_back(*spot);
  }
  return out;
}

std::optional<RevisionNumber> Resolver::one(const std::string& argument) const {
  auto found = symbols(argument);
  if (found.names.size() > 1) throw MultipleHeads(argument);
  if (found.names.empty()) return std::nullopt;
  return named(found.names.front(), found.branch);
}

RevisionNumber Resolver::branch(const std::string& label) const {
  auto known = history_.names_.find(label);
  return known != history_.names_.end() ? known->second : named(label, std::nullopt);
}

RevisionNumber Resolver::named(const std::string& name,
                               const std::optional<std::string>& branch) const {
  auto known = history_.names_.find(name);
  std::vector<RevisionNumber> found;
  if (known != history_.names_.end()) {
    found = {known->second};
  } else {
    found = beginning_with(name);
    if (branch) found = on_line_with(found, *branch, Along::DownRevisions);
  }
  if (found.size() != 1) not_found(name);
  if (branch) {
    RevisionNumber root = this->branch(*branch);
    auto line = on_line_with(found, history_.id(root), Along::DownRevisions);
    if (line.empty()) not_found(name);
  }
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
  std::vector<RevisionNumber> others;
  if (found.branch) others.push_back(named(*found.branch, std::nullopt));
  for (const auto& name : found.names) others.push_back(named(name, std::nullopt));
  if (others.empty()) return revisions;
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
