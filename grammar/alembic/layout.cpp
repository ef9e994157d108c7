#include "grammar/alembic/layout.hpp"

#include <fmt/format.h>

#include "PythonLexer.h"

namespace athanor::alembic {
namespace {

using generated::PythonLexer;

constexpr std::size_t deepest_nesting = 100;

bool opens(std::size_t type) {
  return type == PythonLexer::OPEN_PAREN || type == PythonLexer::OPEN_BRACKET ||
         type == PythonLexer::OPEN_BRACE;
}

bool closes(std::size_t type) {
  return type == PythonLexer::CLOSE_PAREN || type == PythonLexer::CLOSE_BRACKET ||
         type == PythonLexer::CLOSE_BRACE;
}

/// Tabs count up to the next multiple of 8, and also as one: Python takes an indentation only if
/// both ways of counting agree about it.
struct Indentation {
  std::size_t wide = 0;
  std::size_t narrow = 0;
  bool operator==(const Indentation&) const = default;
};

bool deeper(const Indentation& a, const Indentation& b) {
  return a.wide > b.wide && a.narrow > b.narrow;
}

Indentation indentation_before(std::string_view text, std::size_t offset) {
  std::size_t begin = offset;
  while (begin > 0 && text[begin - 1] != '\n' && text[begin - 1] != '\r') --begin;
  if (begin == 0 && text.starts_with("\xEF\xBB\xBF")) begin = 3;
  Indentation found;
  for (char c : text.substr(begin, offset - begin)) {
    if (c == '\f') {
      found = {};
    } else {
      found.wide = c == '\t' ? (found.wide / 8 + 1) * 8 : found.wide + 1;
      ++found.narrow;
    }
  }
  return found;
}

/// `''` with another quote behind it, or a lone quote: the string runs to the end of the file.
bool begins_unclosed_string(const std::string& token, std::size_t type, char next) {
  if (type == PythonLexer::UNKNOWN) return token == "'" || token == "\"";
  if (type != PythonLexer::STRING || (next != '\'' && next != '"')) return false;
  return token.find(next) == token.size() - 2 && token.back() == next;
}

class Layout {
 public:
  Layout(std::string_view text, const CodePoints& code_points)
      : text_(text), code_points_(code_points) {}

  Tokens module(Tokens raw) {
    for (auto& token : raw) take(std::move(token));
    return std::move(out_);
  }

  Tokens field(Tokens raw) {
    for (auto& token : raw) {
      check_closed(*token);
      if (token->getType() != PythonLexer::NEWLINE) out_.push_back(std::move(token));
    }
    return std::move(out_);
  }

 private:
  std::size_t begin_of(const antlr4::Token& token) const {
    return code_points_.byte(token.getStartIndex());
  }
  std::size_t end_of(const antlr4::Token& token) const {
    return code_points_.byte(token.getStopIndex() + 1);
  }
  [[noreturn]] void fail(const antlr4::Token& token, const std::string& message) const {
    throw SyntaxProblem(begin_of(token), end_of(token), message);
  }

  void check_closed(const antlr4::Token& token) const {
    if (token.getType() == antlr4::Token::EOF) return;
    std::size_t end = end_of(token);
    char next = end < text_.size() ? text_[end] : '\0';
    if (begins_unclosed_string(token.getText(), token.getType(), next)) {
      fail(token, "this string is never closed");
    }
  }

  void take(std::unique_ptr<antlr4::Token> token) {
    check_closed(*token);
    std::size_t type = token->getType();
    if (type == antlr4::Token::EOF) return finish(std::move(token));
    if (type == PythonLexer::NEWLINE) {
      if (brackets_.empty() && in_line_) end_line(std::move(token));
      return;
    }
    if (!in_line_) begin_line(*token);
    if (opens(type)) open(*token);
    if (closes(type) && !brackets_.empty()) brackets_.pop_back();
    if (type == PythonLexer::COLON && brackets_.empty()) colon_in_line_ = true;
    out_.push_back(std::move(token));
  }

  void open(const antlr4::Token& token) {
    if (brackets_.size() == deepest_nesting) fail(token, "brackets are nested too deeply");
    brackets_.push_back({token.getText(), begin_of(token)});
  }

  void begin_line(const antlr4::Token& first) {
    auto indentation = indentation_before(text_, begin_of(first));
    if (deeper(indentation, blocks_.back())) {
      if (blocks_.size() == deepest_nesting) fail(first, "blocks are nested too deeply");
      blocks_.push_back(indentation);
      add(PythonLexer::INDENT, first);
    }
    while (deeper(blocks_.back(), indentation)) {
      blocks_.pop_back();
      add(PythonLexer::DEDENT, first);
    }
    if (!(indentation == blocks_.back())) fail(first, "this indentation matches no outer block");
    in_line_ = true;
    colon_in_line_ = false;
    line_begin_ = out_.size();
  }

  void end_line(std::unique_ptr<antlr4::Token> newline) {
    mark_soft_keyword();
    out_.push_back(std::move(newline));
    in_line_ = false;
  }

  /// `match` begins a statement only where its line could be nothing else.
  void mark_soft_keyword() {
    auto& first = *out_[line_begin_];
    if (first.getType() != PythonLexer::NAME || out_.size() < line_begin_ + 3) return;
    std::size_t second = out_[line_begin_ + 1]->getType();
    if (second == PythonLexer::ASSIGN || second == PythonLexer::DOT ||
        second == PythonLexer::COLON || second == PythonLexer::COMMA) {
      return;
    }
    bool ends_in_colon = out_.back()->getType() == PythonLexer::COLON;
    auto& writable = dynamic_cast<antlr4::WritableToken&>(first);
    if (first.getText() == "match" && ends_in_colon) writable.setType(PythonLexer::MATCH);
    if (first.getText() == "case" && colon_in_line_) writable.setType(PythonLexer::CASE);
  }

  void finish(std::unique_ptr<antlr4::Token> eof) {
    if (!brackets_.empty()) {
      const auto& open = brackets_.back();
      throw SyntaxProblem(open.offset, open.offset + 1,
                          fmt::format("\"{}\" is never closed", open.text));
    }
    if (in_line_) {
      mark_soft_keyword();
      add(PythonLexer::NEWLINE, *eof);
    }
    for (; blocks_.size() > 1; blocks_.pop_back()) add(PythonLexer::DEDENT, *eof);
    out_.push_back(std::move(eof));
  }

  void add(std::size_t type, const antlr4::Token& before) {
    auto token = std::make_unique<antlr4::CommonToken>(type, "");
    token->setStartIndex(before.getStartIndex());
    token->setStopIndex(before.getStartIndex());
    token->setLine(before.getLine());
    out_.push_back(std::move(token));
  }

  struct Bracket {
    std::string text;
    std::size_t offset;
  };

  std::string_view text_;
  const CodePoints& code_points_;
  Tokens out_;
  std::vector<Bracket> brackets_;
  std::vector<Indentation> blocks_{Indentation{}};
  bool in_line_ = false;
  bool colon_in_line_ = false;
  std::size_t line_begin_ = 0;
};

}  // namespace

Tokens lay_out(Tokens raw, std::string_view text, const CodePoints& code_points) {
  return Layout(text, code_points).module(std::move(raw));
}

Tokens lay_out_field(Tokens raw, std::string_view text, const CodePoints& code_points) {
  return Layout(text, code_points).field(std::move(raw));
}

}  // namespace athanor::alembic
