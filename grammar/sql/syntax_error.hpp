#pragma once
/// How the parser stops at the first token that cannot be, and says so.

#include <antlr4-runtime.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace athanor::sql {

/// What a grammar's tokens are in the words of a message. Types of the grammar's parser.
struct ErrorWords {
  std::size_t identifier;                ///< it may stand here: so may any name
  std::size_t expression;                ///< it may stand here: an expression may begin
  std::size_t operation;                 ///< it may stand here: so may any operator
  std::optional<std::size_t> statement;  ///< it may stand here: a statement may begin
  bool (*is_keyword)(std::size_t type);
  bool (*is_operator)(std::size_t type);
  /// Tokens that begin an expression and nothing else that the grammar asks for beside one.
  bool (*begins_expression)(std::size_t type);
  /// Tokens that may be a name, keywords included: they come and go together.
  bool (*is_name)(std::size_t type);
  /// "a number", "a string"; empty for a token that is shown as itself.
  std::string_view (*kind)(std::size_t type);
  /// What is wrong with a text that is no token at all, in words; empty for tokens.
  std::string (*broken)(const antlr4::Token& token);
};

/// Stops at the first error, keeping the token and what could have stood there instead.
class FirstErrorStrategy final : public antlr4::DefaultErrorStrategy {
 public:
  explicit FirstErrorStrategy(const ErrorWords& words) : words_(words) {}

  void reportError(antlr4::Parser* parser, const antlr4::RecognitionException& error) override;
  void recover(antlr4::Parser* parser, std::exception_ptr error) override;
  antlr4::Token* recoverInline(antlr4::Parser* parser) override;
  void sync(antlr4::Parser* parser) override;

  antlr4::Token* token() const { return token_; }
  /// `expected ')' or ',' but found "foo"`
  const std::string& message() const { return message_; }
  /// The keyword that was most likely meant.
  const std::vector<std::string>& notes() const { return notes_; }

 private:
  void keep(antlr4::Parser* parser, antlr4::Token* token, antlr4::Token* expected_at);

  const ErrorWords& words_;
  antlr4::Token* token_ = nullptr;
  std::string message_;
  std::vector<std::string> notes_;
};

}  // namespace athanor::sql
