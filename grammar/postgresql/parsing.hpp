#pragma once
/// Text to parse trees. Private to this folder: everything of ANTLR stays behind it.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "PostgreSQLLexer.h"
#include "PostgreSQLParser.h"
#include "grammar/sql/parsing.hpp"

namespace athanor::postgresql {

using grammar::PostgreSQLLexer;
using grammar::PostgreSQLParser;

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

  /// Reads the tokens of the next statement, up to the semicolon that ends it: one outside
  /// parentheses and outside the body of a routine. psql's commands between statements and the rows
  /// after COPY FROM STDIN are skipped. False at the end of the text.
  bool next_statement();

  /// Reads all tokens of the text, as one.
  void read_all();

  TokenList& tokens() { return tokens_; }
  std::string_view text() const { return text_; }

  using StatementTree = PostgreSQLParser::StatementContext;
  using ExpressionTree = PostgreSQLParser::ExprContext;
  using QueryTree = PostgreSQLParser::QueryContext;
  using TypeTree = PostgreSQLParser::Type_nameContext;

  /// The tree of the tokens just read, valid until the next reading; null with `error()` set
  /// when they are no such thing.
  StatementTree* statement();
  ExpressionTree* expression();
  QueryTree* query();
  TypeTree* type();
  const std::optional<SyntaxError>& error() const { return error_; }

 private:
  struct Machinery;

  template <class Rule>
  auto parse(Rule rule) -> decltype(rule(std::declval<PostgreSQLParser&>()));
  std::unique_ptr<antlr4::Token> next_token();
  std::unique_ptr<antlr4::Token> first_token();
  void skip_space();
  /// The keyword or the plain name that stands here; null where none does.
  std::unique_ptr<antlr4::Token> next_word();
  void close_dollar_string(antlr4::CommonToken& token);
  void shorten_operator(antlr4::CommonToken& token);
  /// Goes on reading at `offset`, which is not before where it stands.
  void move_to(std::size_t offset);
  void skip_copied_rows();

  std::string_view text_;
  TokenList tokens_;
  std::optional<SyntaxError> error_;
  std::unique_ptr<Machinery> machinery_;
};

using BorrowedParsing = sql::Borrowed<Parsing>;

}  // namespace athanor::postgresql
