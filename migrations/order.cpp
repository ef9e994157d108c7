#include <algorithm>

#include "migrations/history.hpp"

namespace athanor {
namespace {

/// Walks down from the heads, one line at a time: a line is left for another one only while a
/// revision of that other line still needs the next one of this.
class Descent {
 public:
  Descent(const History& history, RevisionSet todo) : history_(history), todo_(std::move(todo)) {}

  std::vector<RevisionNumber> run(std::vector<RevisionNumber> heads) {
    std::sort(heads.begin(), heads.end());
    heads.erase(std::unique(heads.begin(), heads.end()), heads.end());
    for (auto head : heads) {
      if (todo_[head]) start_line(head);
    }
    while (!lines_.empty()) step();
    return std::move(out_);
  }

 private:
  struct Line {
    RevisionNumber at;
    RevisionSet below;
  };

  void start_line(RevisionNumber at) { lines_.push_back({at, history_.ancestors({at})}); }

  void step() {
    auto candidate = lines_[current_].at;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (i != current_ && lines_[i].below[candidate]) {
        current_ = i;
        return;
      }
    }
    if (todo_[candidate]) {
      out_.push_back(candidate);
      todo_[candidate] = false;
    }
    descend(candidate);
  }

  void descend(RevisionNumber from) {
    std::vector<RevisionNumber> next;
    for (auto need : history_.needs(from)) {
      bool waiting = std::any_of(lines_.begin(), lines_.end(),
                                 [&](const Line& line) { return line.at == need; });
      if (todo_[need] && !waiting) next.push_back(need);
    }
    if (next.empty()) {
      lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(current_));
      if (current_ > 0) --current_;
      return;
    }
    if (history_.needs(from).size() == 1) {
      // Along a line, what lies below is what lay below, without the one just left.
      lines_[current_].at = next.front();
      lines_[current_].below[from] = false;
      return;
    }
    lines_[current_] = {next.front(), history_.ancestors({next.front()})};
    for (std::size_t i = 1; i < next.size(); ++i) start_line(next[i]);
  }

  const History& history_;
  RevisionSet todo_;
  std::vector<Line> lines_;
  std::size_t current_ = 0;
  std::vector<RevisionNumber> out_;
};

}  // namespace

std::vector<RevisionNumber> History::newest_first(const RevisionSet& revisions,
                                                  const std::vector<RevisionNumber>& heads) const {
  return Descent(*this, revisions).run(heads);
}

}  // namespace athanor
