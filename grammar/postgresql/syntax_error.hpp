#pragma once
/// How the parser stops at the first token that cannot be, and says so.

#include <antlr4-runtime.h>

#include <optional>
#include <string>
#include <vector>

namespace athanor::postgresql {

/// Stops at the first error, keeping the token and what could have stood there instead.
class FirstErrorStrategy final : public antlr4::DefaultErrorStrategy {
 public:
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

  antlr4::Token* token_ = nullptr;
  std::string message_;
  std::vector<std::string> notes_;
};

}  // namespace athanor::postgresql
