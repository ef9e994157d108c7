#include "grammar/alembic/string_literal.hpp"

#include "grammar/alembic/text_map.hpp"
#include "grammar/alembic/utf8.hpp"

namespace athanor::alembic {
namespace {

Quoting quoting_of(std::string_view token) {
  Quoting found;
  std::size_t at = 0;
  for (; token[at] != '\'' && token[at] != '"'; ++at) {
    char letter = static_cast<char>(token[at] | 0x20);
    if (letter == 'r') found.raw = true;
    if (letter == 'b') found.kind = StringPart::Kind::Bytes;
    if (letter == 'f' || letter == 't') found.kind = StringPart::Kind::Formatted;
  }
  bool triple = token.size() >= at + 6 && token[at + 1] == token[at] && token[at + 2] == token[at];
  found.suffix = triple ? 3 : 1;
  found.prefix = at + found.suffix;
  return found;
}

int digit_of(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 99;
}

char simple_escape(char c) {
  switch (c) {
    case '\\':
    case '\'':
    case '"':
      return c;
    case 'a':
      return '\a';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    case 'v':
      return '\v';
    default:
      return '\0';
  }
}

/// Decodes a stretch of a string's body.
class Decoder {
 public:
  Decoder(std::string_view body, std::size_t offset, Quoting quoting, std::string& unread)
      : body_(body), offset_(offset), quoting_(quoting), unread_(unread) {}

  StringLiteral decode() {
    while (at_ < body_.size()) step();
    return std::move(out_);
  }

 private:
  void step() {
    char c = body_[at_];
    if (c == '\r') {
      line_end();
    } else if (c == '\\' && !quoting_.raw && at_ + 1 < body_.size()) {
      escape();
    } else {
      mark();
      out_.value += c;
      ++at_;
    }
  }

  /// The value's next byte was written at `at_`: notes it where the two are out of step.
  void mark() {
    std::size_t here = offset_ + at_;
    if (!out_.stretches.empty()) {
      const auto& last = out_.stretches.back();
      if (last.source_offset + (out_.value.size() - last.value_offset) == here) return;
    }
    out_.stretches.push_back({out_.value.size(), here});
  }

  /// Whatever way a file ends its lines, Python reads a line feed.
  void line_end() {
    mark();
    out_.value += '\n';
    at_ += body_.substr(at_).starts_with("\r\n") ? 2 : 1;
  }

  void escape() {
    char c = body_[at_ + 1];
    if (c == '\n' || c == '\r') {
      at_ += body_.substr(at_ + 1).starts_with("\r\n") ? 3 : 2;
    } else if (char simple = simple_escape(c); simple != '\0') {
      put(static_cast<unsigned char>(simple), 2);
    } else if (c >= '0' && c <= '7') {
      number(8, at_ + 1, 1, 3);
    } else if (c == 'x') {
      number(16, at_ + 2, 2, 2);
    } else if (quoting_.kind != StringPart::Kind::Bytes && (c == 'u' || c == 'U')) {
      number(16, at_ + 2, c == 'u' ? 4 : 8, c == 'u' ? 4 : 8);
    } else if (quoting_.kind != StringPart::Kind::Bytes && c == 'N') {
      named();
    } else {
      mark();
      out_.value += '\\';
      ++at_;
    }
  }

  void put(char32_t code_point, std::size_t length) {
    mark();
    if (quoting_.kind == StringPart::Kind::Bytes) {
      out_.value += static_cast<char>(static_cast<unsigned char>(code_point));
    } else {
      append_utf8(out_.value, code_point);
    }
    at_ += length;
  }

  void number(int base, std::size_t begin, std::size_t least, std::size_t most) {
    char32_t value = 0;
    std::size_t end = begin;
    while (end < body_.size() && end - begin < most && digit_of(body_[end]) < base) {
      value = value * static_cast<char32_t>(base) + static_cast<char32_t>(digit_of(body_[end++]));
    }
    if (end - begin < least || value > 0x10FFFF) {
      throw SyntaxProblem(offset_ + at_, offset_ + end, "this escape names no character");
    }
    if (value >= 0xD800 && value < 0xE000) {
      unread_ = "a lone surrogate in a string";
      value = 0xFFFD;
    }
    put(value, end - at_);
  }

  void named() {
    std::size_t end = body_.find('}', at_);
    if (at_ + 2 >= body_.size() || body_[at_ + 2] != '{' || end == std::string_view::npos) {
      throw SyntaxProblem(offset_ + at_, offset_ + at_ + 2, "this escape names no character");
    }
    unread_ = "\\N{...} in a string";
    put(0xFFFD, end + 1 - at_);
  }

  std::string_view body_;
  std::size_t offset_;
  Quoting quoting_;
  std::string& unread_;
  std::size_t at_ = 0;
  StringLiteral out_;
};

}  // namespace

StringLiteral decode_text(std::string_view body, std::size_t offset, Quoting quoting,
                          std::string& unread) {
  return Decoder(body, offset, quoting, unread).decode();
}

StringPart read_string_token(std::string_view token, std::size_t offset) {
  Quoting quoting = quoting_of(token);
  StringPart part;
  part.kind = quoting.kind;
  auto body = token.substr(quoting.prefix, token.size() - quoting.prefix - quoting.suffix);
  std::size_t begin = offset + quoting.prefix;
  if (quoting.kind == StringPart::Kind::Formatted) {
    split_fields(body, begin, quoting, part);
  } else {
    part.pieces.push_back(decode_text(body, begin, quoting, part.unread));
  }
  return part;
}

void append(StringLiteral& text, const StringLiteral& tail) {
  for (auto stretch : tail.stretches) {
    text.stretches.push_back({text.value.size() + stretch.value_offset, stretch.source_offset});
  }
  text.value += tail.value;
}

}  // namespace athanor::alembic
