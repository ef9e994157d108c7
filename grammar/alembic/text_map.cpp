#include "grammar/alembic/text_map.hpp"

#include <algorithm>

#include "grammar/alembic/utf8.hpp"

namespace athanor::alembic {
LineMap::LineMap(SourcePtr source) : source_(std::move(source)), line_starts_{0} {
  const std::string& text = source_->text;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\n') line_starts_.push_back(i + 1);
  }
}

Place LineMap::place(std::size_t begin, std::size_t end) const {
  const std::string& text = source_->text;
  begin = std::min(begin, text.size());
  auto next = std::upper_bound(line_starts_.begin(), line_starts_.end(), begin);
  auto line = static_cast<std::size_t>(next - line_starts_.begin());
  std::size_t line_end = next == line_starts_.end() ? text.size() : *next - 1;
  if (line_end > begin && text[line_end - 1] == '\r') --line_end;
  std::size_t stop = std::min(end, line_end);
  Place place;
  place.source = source_;
  place.line = static_cast<std::uint32_t>(line);
  place.column = static_cast<std::uint32_t>(begin - line_starts_[line - 1] + 1);
  place.length = static_cast<std::uint32_t>(stop > begin ? stop - begin : 1);
  return place;
}

CodePoints::CodePoints(std::string_view text, std::size_t base) {
  offsets_.reserve(text.size() + 1);
  for (std::size_t at = 0; at < text.size();) {
    std::size_t length = utf8_length(text.substr(at));
    if (length == 0) throw SyntaxProblem(base + at, base + at + 1, "this byte is not UTF-8");
    offsets_.push_back(base + at);
    at += length;
  }
  offsets_.push_back(base + text.size());
}

std::size_t CodePoints::byte(std::size_t index) const {
  return offsets_[std::min(index, offsets_.size() - 1)];
}

}  // namespace athanor::alembic
