#pragma once
/// Text to parse trees. Private to this folder: everything of ANTLR stays behind it.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "SQLiteLexer.h"
#include "SQLiteParser.h"
#include "grammar/sql/parsing.hpp"

namespace athanor::sqlite {

using grammar::SQLiteLexer;
using grammar::SQLiteParser;

using sql::SyntaxError;
using sql::TokenList;

/// Reads statements and parts of them, one at a time. No two threads may share one.
class Parsing {
 public:
  Parsing();
  ~Parsing();
  Parsing(const Parsing&) = delete;
  Parsing& operator=(const Parsing&) = delete;

  /// Begins with `text`, which must outlive what is read from it.
  void open(std::string_view text);

  /// Reads the tokens of the next statement, up to the semicolon that ends it; a trigger's ends
  /// after its END (as sqlite3_complete has it). Lines of the shell's dot-commands between
  /// statements are skipped. False at the end of the text.
  bool next_statement();

  /// Reads all tokens of the text, as one.
  void read_all();

  TokenList& tokens() { return tokens_; }
  std::string_view text() const { return text_; }

  using StatementTree = SQLiteParser::StatementContext;
  using ExpressionTree = SQLiteParser::ExprContext;
  using DefaultTree = SQLiteParser::Default_valueContext;
  using BodyTree = SQLiteParser::BodyContext;

  /// The tree of the tokens just read, valid until the next reading; null with `error()` set
  /// when they are no such thing.
  StatementTree* statement();
  ExpressionTree* expression();
  DefaultTree* default_value();
  BodyTree* body();
  const std::optional<SyntaxError>& error() const { return error_; }

 private:
  struct Machinery;

  template <class Rule>
  auto parse(Rule rule) -> decltype(rule(std::declval<SQLiteParser&>()));
  std::unique_ptr<antlr4::Token> next_token();
  std::unique_ptr<antlr4::Token> first_token();

  std::string_view text_;
  TokenList tokens_;
  std::optional<SyntaxError> error_;
  std::unique_ptr<Machinery> machinery_;
};

using BorrowedParsing = sql::Borrowed<Parsing>;

}  // namespace athanor::sqlite
