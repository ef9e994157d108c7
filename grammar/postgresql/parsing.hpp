#pragma once
/// Text to parse trees. Private to this folder: everything of ANTLR stays behind it.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "PostgreSQLLexer.h"
#include "PostgreSQLParser.h"
#include "grammar/postgresql/token_list.hpp"

namespace athanor::postgresql {

using grammar::PostgreSQLLexer;
using grammar::PostgreSQLParser;

/// Why a text is not SQL, at the first token that cannot be.
struct SyntaxError {
  antlr4::Token* token;
  std::string message;
  std::vector<std::string> notes;
};

/// A lexer and a parser with their prediction tables. The tables grow warm with use, and they are
/// the parser's own, so that parsers of several threads share nothing that changes.
class Parsing {
 public:
  Parsing();
  ~Parsing();
  Parsing(const Parsing&) = delete;
  Parsing& operator=(const Parsing&) = delete;

  /// Begins with `text`, which must outlive what is read from it.
  void open(std::string_view text);

  /// Reads the tokens of the next statement, up to the semicolon that ends it; a trigger's ends
  /// after its END (as postgresql3_complete has it). Lines of the shell's dot-commands between
  /// statements are skipped. False at the end of the text.
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
  std::nullptr_t refuse_depth(antlr4::Token* token);
  void prepare(antlr4::atn::PredictionMode mode,
               std::shared_ptr<antlr4::ANTLRErrorStrategy> strategy);
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
  void close();

  std::string_view text_;
  TokenList tokens_;
  std::optional<SyntaxError> error_;
  std::unique_ptr<Machinery> machinery_;
};

/// A warm Parsing of this thread, given back at the end of the scope. Nested ones are different.
class BorrowedParsing {
 public:
  BorrowedParsing();
  ~BorrowedParsing();
  BorrowedParsing(const BorrowedParsing&) = delete;
  BorrowedParsing& operator=(const BorrowedParsing&) = delete;

  Parsing* operator->() { return parsing_.get(); }
  Parsing& operator*() { return *parsing_; }

 private:
  std::unique_ptr<Parsing> parsing_;
};

}  // namespace athanor::postgresql
