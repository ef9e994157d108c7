#include "grammar/alembic/text_map.hpp"

#include <algorithm>

namespace athanor::alembic {
namespace {

std::size_t expected_length(unsigned char lead) {
  if (lead < 0x80) return 1;
  if (lead >= 0xC2 && lead < 0xE0) return 2;
  if (lead >= 0xE0 && lead < 0xF0) return 3;
  if (lead >= 0xF0 && lead < 0xF5) return 4;
  return 0;
}

/// The second byte tells overlong forms, surrogates and what lies beyond U+10FFFF.
bool second_byte_fits(unsigned char lead, unsigned char second) {
  if (lead == 0xE0) return second >= 0xA0;
  if (lead == 0xED) return second < 0xA0;
  if (lead == 0xF0) return second >= 0x90;
  if (lead == 0xF4) return second < 0x90;
  return true;
}

}  // namespace

std::size_t utf8_length(std::string_view text) {
  auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
  std::size_t length = text.empty() ? 0 : expected_length(byte(0));
  if (length == 0 || length > text.size()) return 0;
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0U) != 0x80U) return 0;
  }
  return length == 1 || second_byte_fits(byte(0), byte(1)) ? length : 0;
}

void append_utf8(std::string& out, char32_t code_point) {
  auto put = [&](char32_t byte) { out += static_cast<char>(static_cast<unsigned char>(byte)); };
  auto tail = [&](unsigned shift) { put(0x80U | ((code_point >> shift) & 0x3FU)); };
  if (code_point < 0x80) {
    put(code_point);
  } else if (code_point < 0x800) {
    put(0xC0U | (code_point >> 6U));
    tail(0);
  } else if (code_point < 0x10000) {
    put(0xE0U | (code_point >> 12U));
    tail(6);
    tail(0);
  } else {
    put(0xF0U | (code_point >> 18U));
    tail(12);
    tail(6);
    tail(0);
  }
}

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
