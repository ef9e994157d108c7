#include "grammar/alembic/glance.hpp"

namespace athanor::alembic {
namespace {

bool is_blank(char c) {
  return c == ' ' || c == '\t' || c == '\f';
}

bool begins_name(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

bool continues_name(char c) {
  return begins_name(c) || (c >= '0' && c <= '9') || static_cast<unsigned char>(c) >= 0x80;
}

bool is_quote(char c) {
  return c == '\'' || c == '"';
}

}  // namespace

void GlanceScanner::skip_blanks() {
  while (!at_end() && is_blank(text_[at_])) ++at_;
}

void GlanceScanner::skip_space() {
  while (!at_end()) {
    skip_blanks();
    if (!at_end() && text_[at_] == '#') {
      while (!at_end() && text_[at_] != '\n') ++at_;
    }
    if (at_end() || text_[at_] != '\n') return;
    ++at_;
  }
}

std::size_t GlanceScanner::next_statement() {
  while (!at_end()) {
    std::size_t begin = at_;
    skip_blanks();
    if (peek() != '#' && peek() != '\n') return at_ - begin;
    while (!at_end() && text_[at_] != '\n') ++at_;
    if (!at_end()) ++at_;
  }
  return 0;
}

std::optional<Stretch> GlanceScanner::word() {
  if (at_end() || !begins_name(text_[at_])) return std::nullopt;
  std::size_t begin = at_;
  while (!at_end() && continues_name(text_[at_])) ++at_;
  return Stretch{begin, at_};
}

/// Bytes of a string's prefix here, or npos where no string begins.
std::size_t GlanceScanner::prefix_length() const {
  std::size_t length = 0;
  while (at_ + length < text_.size() && length < 3 && begins_name(text_[at_ + length])) ++length;
  bool quoted = at_ + length < text_.size() && is_quote(text_[at_ + length]);
  auto prefix = text_.substr(at_, length);
  bool known = length < 3 && prefix.find_first_not_of("rRuUbBfFtT") == std::string_view::npos;
  return quoted && known ? length : std::string_view::npos;
}

bool GlanceScanner::at_string() const {
  return prefix_length() != std::string_view::npos;
}

bool GlanceScanner::repeats(char quote, std::size_t times) const {
  auto found = text_.substr(at_, times);
  return found.size() == times && found.find_first_not_of(quote) == std::string_view::npos;
}

bool GlanceScanner::string(Stretch& out) {
  auto prefix = prefix_length();
  if (prefix == std::string_view::npos) return false;
  out.begin = at_;
  bool formatted = text_.substr(at_, prefix).find_first_of("fFtT") != std::string_view::npos;
  at_ += prefix;
  char quote = text_[at_];
  bool triple = repeats(quote, 3);
  std::size_t width = triple ? 3 : 1;
  at_ += width;
  if (!body(quote, width, formatted)) return false;
  out.end = at_;
  return true;
}

/// A field of an f-string that holds the string's own quote is for the grammar.
bool GlanceScanner::body(char quote, std::size_t width, bool formatted) {
  std::size_t braces = 0;
  while (!at_end()) {
    char c = text_[at_];
    if (c == '\\') {
      at_ += 2;
    } else if (formatted && braces == 0 && (text_.substr(at_, 2) == "{{")) {
      at_ += 2;
    } else if (repeats(quote, width)) {
      at_ += width;
      return braces == 0;
    } else if (c == '\n' && width == 1) {
      return false;
    } else {
      if (formatted && c == '{') ++braces;
      if (formatted && c == '}' && braces > 0) --braces;
      ++at_;
    }
  }
  return false;
}

GlanceScanner::Found GlanceScanner::scan() {
  std::size_t depth = 0;
  Stretch ignored;
  while (!at_end()) {
    char c = text_[at_];
    if (begins_name(c) || is_quote(c)) {
      std::size_t begin = at_;
      word();
      if (!is_quote(peek())) continue;
      at_ = begin;
      if (!string(ignored)) return Found::Unknown;
    } else if (c == '#') {
      while (!at_end() && text_[at_] != '\n') ++at_;
    } else if (c == '\\') {
      if (text_.substr(at_, 2) != "\\\n") return Found::Unknown;
      at_ += 2;
    } else if (c == '\n' && depth == 0) {
      ++at_;
      return Found::End;
    } else if (c == '=' && depth == 0) {
      return Found::Assignment;
    } else if (c == ';' && depth == 0) {
      return Found::Semicolon;
    } else {
      if (c == '(' || c == '[' || c == '{') ++depth;
      if ((c == ')' || c == ']' || c == '}') && depth-- == 0) return Found::Unknown;
      ++at_;
    }
  }
  return depth == 0 ? Found::End : Found::Unknown;
}

bool GlanceScanner::rest_of_line(Assignments assignments) {
  auto found = scan();
  while (assignments == Assignments::Free &&
         (found == Found::Assignment || found == Found::Semicolon)) {
    ++at_;
    found = scan();
  }
  return found == Found::End;
}

bool GlanceScanner::end_of_line() {
  skip_blanks();
  if (at_end()) return true;
  if (text_[at_] != '#' && text_[at_] != '\n') return false;
  return rest_of_line(Assignments::None);
}

bool GlanceScanner::to_assignment() {
  if (scan() != Found::Assignment || text_.substr(at_, 2) == "==") return false;
  ++at_;
  return true;
}

}  // namespace athanor::alembic
