#include "migrations/listing.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace athanor {
namespace {

/// What stands beside a revision on its line.
struct Shown {
  enum class Labels { Left, Listed };
  enum class Tree { Left, Marked };
  enum class Line { Id, WithParents };
  enum class Doc { Left, Listed };
  Labels labels = Labels::Left;
  Tree tree = Tree::Marked;
  Line line = Line::Id;
  Doc doc = Doc::Left;
};

using Rows = std::optional<std::vector<std::string>>;

bool is_row(const Rows& rows, const std::string& id) {
  return rows && std::find(rows->begin(), rows->end(), id) != rows->end();
}

std::string strip(const std::string& text) {
  constexpr const char* space = " \t\n\r\f\v";
  auto begin = text.find_first_not_of(space);
  if (begin == std::string::npos) return "";
  return text.substr(begin, text.find_last_not_of(space) - begin + 1);
}

std::string long_doc(const Script& script) {
  return strip(script.header().doc);
}

std::vector<std::string> sorted_ids(const History& history,
                                    const std::vector<RevisionNumber>& revisions) {
  std::vector<std::string> out;
  for (auto revision : revisions) out.push_back(history.id(revision));
  std::sort(out.begin(), out.end());
  return out;
}

std::string parents_of(const History& history, RevisionNumber revision) {
  const auto& ids = history.script(revision).header().down_revisions;
  return ids.empty() ? "<base>" : fmt::format("{}", fmt::join(ids, ", "));
}

std::string line_of(const History& history, RevisionNumber revision, const Shown& shown,
                    const Rows& current) {
  std::string out;
  const auto& header = history.script(revision).header();
  if (shown.line == Shown::Line::WithParents) {
    out += parents_of(history, revision);
    if (!header.depends_on.empty()) {
      out += fmt::format(" ({})", fmt::join(header.depends_on, ", "));
    }
    out += " -> ";
  }
  out += header.revision;
  const auto& labels = history.labels(revision);
  if (shown.labels == Shown::Labels::Listed && !labels.empty()) {
    out += fmt::format(" ({})", fmt::join(labels, ", "));
  }
  if (history.is_real_head(revision)) {
    out += " (head)";
  } else if (history.is_head(revision)) {
    out += " (effective head)";
  }
  if (is_row(current, header.revision)) out += " (current)";
  if (shown.tree == Shown::Tree::Marked) {
    if (history.is_branch_point(revision)) out += " (branchpoint)";
    if (history.is_merge_point(revision)) out += " (mergepoint)";
  }
  if (shown.doc == Shown::Doc::Listed) out += ", " + doc_of(history.script(revision));
  return out;
}

/// As Python's `str.splitlines` does, for the line ends that an ASCII text can have.
std::vector<std::string> split_lines(const std::string& text) {
  std::vector<std::string> out;
  std::size_t begin = 0;
  while (begin < text.size()) {
    auto end = text.find_first_of("\n\r\v\f\x1c\x1d\x1e", begin);
    if (end == std::string::npos) end = text.size();
    out.push_back(text.substr(begin, end - begin));
    begin = end + (text.compare(end, 2, "\r\n") == 0 ? 2 : 1);
  }
  return out;
}

std::string entry_of(const History& history, RevisionNumber revision, const Rows& current) {
  const auto& script = history.script(revision);
  const auto& header = script.header();
  std::string out = "Rev: " + header.revision;
  if (history.is_head(revision)) out += " (head)";
  if (history.is_branch_point(revision)) out += " (branchpoint)";
  if (history.is_merge_point(revision)) out += " (mergepoint)";
  if (is_row(current, header.revision)) out += " (current)";
  out += history.is_merge_point(revision) ? "\nMerges: " : "\nParent: ";
  out += parents_of(history, revision) + "\n";
  if (!header.depends_on.empty()) {
    out += fmt::format("Also depends on: {}\n", fmt::join(header.depends_on, ", "));
  }
  if (history.is_branch_point(revision)) {
    out += fmt::format("Branches into: {}\n",
                       fmt::join(sorted_ids(history, history.children(revision)), ", "));
  }
  const auto& labels = history.labels(revision);
  if (!labels.empty()) out += fmt::format("Branch names: {}\n", fmt::join(labels, ", "));
  out += "Path: " + script.path + "\n\n";
  std::vector<std::string> doc;
  for (const auto& line : split_lines(long_doc(script))) doc.push_back("    " + line);
  return out + fmt::format("{}\n", fmt::join(doc, "\n"));
}

std::string text_of(const History& history, RevisionNumber revision, Detail detail,
                    const Shown& shown, const Rows& current = std::nullopt) {
  auto text = detail == Detail::Verbose ? entry_of(history, revision, current)
                                        : line_of(history, revision, shown, current);
  return text + "\n";
}

}  // namespace

std::string doc_of(const Script& script) {
  auto doc = long_doc(script);
  return doc.substr(0, doc.find("\n\n"));
}

std::string list_history(const History& history, const HistoryListing& listing) {
  const Shown shown{Shown::Labels::Listed, Shown::Tree::Marked, Shown::Line::WithParents,
                    Shown::Doc::Listed};
  std::string out;
  for (auto revision : history.range(listing.lower, listing.upper)) {
    out += text_of(history, revision, listing.detail, shown, listing.current);
  }
  return out;
}

std::string list_heads(const History& history, HeadsBy by, Detail detail) {
  const Shown shown{Shown::Labels::Listed, Shown::Tree::Left, Shown::Line::Id, Shown::Doc::Left};
  std::string out;
  for (auto head : by == HeadsBy::DownRevision ? history.heads() : history.real_heads()) {
    out += text_of(history, head, detail, shown);
  }
  return out;
}

std::string list_branches(const History& history, Detail detail) {
  Shown shown{Shown::Labels::Listed, Shown::Tree::Marked, Shown::Line::Id, Shown::Doc::Left};
  Shown below = shown;
  if (detail == Detail::Verbose) below.doc = Shown::Doc::Listed;
  std::string out;
  for (auto revision : history.range("base", "heads")) {
    if (!history.is_branch_point(revision)) continue;
    out += text_of(history, revision, detail, shown);
    for (const auto& child : sorted_ids(history, history.children(revision))) {
      out += std::string(history.id(revision).size(), ' ') + " -> " +
             line_of(history, *history.find(child), below, std::nullopt) + "\n";
    }
    out += "\n";
  }
  return out;
}

std::string list_current(const History& history, const std::vector<std::string>& rows,
                         Detail detail) {
  std::string out;
  for (auto revision : history.current(rows)) out += text_of(history, revision, detail, Shown{});
  return out;
}

std::string show(const History& history, const std::string& argument) {
  std::string out;
  for (auto revision : history.resolve(argument)) {
    out += text_of(history, revision, Detail::Verbose, Shown{});
  }
  return out;
}

std::string show_current(const History& history, const VersionRows& rows) {
  std::string out;
  for (auto revision : history.resolve(rows)) {
    out += text_of(history, revision, Detail::Verbose, Shown{});
  }
  return out;
}

std::string short_running_line(const History& history, const RevisionStep& step) {
  const auto& header = history.script(step.revision).header();
  auto parents = fmt::format("{}", fmt::join(header.down_revisions, ", "));
  bool up = step.direction == alembic::Direction::Upgrade;
  return up ? fmt::format("Running upgrade {} -> {}", parents, header.revision)
            : fmt::format("Running downgrade {} -> {}", header.revision, parents);
}

std::string running_line(const History& history, const RevisionStep& step) {
  auto line = short_running_line(history, step);
  auto doc = doc_of(history.script(step.revision));
  return doc.empty() ? line : line + ", " + doc;
}

}  // namespace athanor
