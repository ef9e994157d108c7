#include <algorithm>

#include "grammar/alembic/string_literal.hpp"
#include "grammar/alembic/text_map.hpp"

namespace athanor::alembic {
namespace {

/// Splits the body of an f-string into text and fields.
class FieldSplitter {
 public:
  FieldSplitter(std::string_view body, std::size_t offset, Quoting quoting, StringPart& part)
      : body_(body), offset_(offset), quoting_(quoting), part_(part) {}

  void split() {
    while (at_ < body_.size()) {
      if (body_.substr(at_).starts_with("{{") || body_.substr(at_).starts_with("}}")) {
        ++at_;
        flush();
        text_begin_ = ++at_;
      } else if (body_[at_] == '{') {
        flush();
        field();
      } else if (body_[at_] == '}') {
        fail("\"}\" has no \"{\" in this f-string");
      } else {
        skip_text();
      }
    }
    flush();
  }

 private:
  [[noreturn]] void fail(const char* message) const {
    throw SyntaxProblem(offset_ + at_, offset_ + at_ + 1, message);
  }

  void skip_text() {
    bool escape = body_[at_] == '\\' && !quoting_.raw;
    if (escape && body_.substr(at_).starts_with("\\N{")) {
      at_ = std::min(body_.find('}', at_), body_.size() - 1) + 1;
    } else if (escape && at_ + 1 < body_.size() && body_[at_ + 1] != '{' && body_[at_ + 1] != '}') {
      at_ += 2;
    } else {
      ++at_;
    }
  }

  void flush() {
    if (at_ > text_begin_) {
      auto text = body_.substr(text_begin_, at_ - text_begin_);
      part_.pieces.push_back(decode_text(text, offset_ + text_begin_, quoting_, part_.unread));
    }
    text_begin_ = at_;
  }

  void field() {
    std::size_t begin = ++at_;
    skip_expression();
    RawField found{offset_ + begin, std::string(body_.substr(begin, at_ - begin)), "", "", false};
    take_source_mark(found);
    if (at_ < body_.size() && body_[at_] == '!') {
      std::size_t end = body_.find_first_of(":}", at_);
      if (end == std::string_view::npos) fail("this field is never closed");
      found.conversion = body_.substr(at_ + 1, end - at_ - 1);
      at_ = end;
    }
    if (at_ < body_.size() && body_[at_] == ':') {
      std::size_t format_begin = ++at_;
      skip_format();
      found.format = body_.substr(format_begin, at_ - format_begin);
    }
    if (at_ >= body_.size() || body_[at_] != '}') fail("this field is never closed");
    text_begin_ = ++at_;
    part_.pieces.push_back(std::move(found));
  }

  /// `{name=}` and `{name = }`.
  static void take_source_mark(RawField& field) {
    auto last = field.expression.find_last_not_of(" \t\r\n");
    if (last == std::string::npos || field.expression[last] != '=') return;
    if (last > 0 && std::string_view("=!<>").find(field.expression[last - 1]) != std::string::npos)
      return;
    field.expression.resize(last);
    field.shows_source = true;
  }

  /// To the `!`, `:` or `}` that ends the expression.
  void skip_expression() {
    std::size_t depth = 0;
    for (; at_ < body_.size(); ++at_) {
      char c = body_[at_];
      if (c == '\'' || c == '"') {
        skip_string();
      } else if (c == '(' || c == '[' || c == '{') {
        ++depth;
      } else if (depth > 0 && (c == ')' || c == ']' || c == '}')) {
        --depth;
      } else if (depth == 0 && (c == '}' || c == ':')) {
        return;
      } else if (depth == 0 && c == '!' && !body_.substr(at_).starts_with("!=")) {
        return;
      }
    }
    at_ = std::min(at_, body_.size());
    if (at_ < body_.size()) return;
    --at_;
    fail("this field is never closed");
  }

  void skip_string() {
    char quote = body_[at_];
    for (++at_; at_ < body_.size() && body_[at_] != quote; ++at_) {
      if (body_[at_] == '\\') ++at_;
    }
  }

  void skip_format() {
    std::size_t depth = 0;
    for (; at_ < body_.size(); ++at_) {
      if (body_[at_] == '{') ++depth;
      if (body_[at_] != '}') continue;
      if (depth == 0) return;
      --depth;
    }
  }

  std::string_view body_;
  std::size_t offset_;
  Quoting quoting_;
  StringPart& part_;
  std::size_t at_ = 0;
  std::size_t text_begin_ = 0;
};

}  // namespace

void split_fields(std::string_view body, std::size_t offset, Quoting quoting, StringPart& part) {
  FieldSplitter(body, offset, quoting, part).split();
}

}  // namespace athanor::alembic
