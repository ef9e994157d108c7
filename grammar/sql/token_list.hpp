#pragma once
/// What the ANTLR parser reads from: bytes as characters, and the tokens of one statement.

#include <antlr4-runtime.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace athanor::sql {

/// A text whose characters are its bytes, so that every offset and column is one in bytes.
/// The text must outlive it.
class ByteStream final : public antlr4::CharStream {
 public:
  explicit ByteStream(std::string_view text) : text_(text) {}

  void consume() override { ++at_; }
  size_t LA(ssize_t offset) override;
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  size_t index() override { return at_; }
  void seek(size_t index) override { at_ = index; }
  size_t size() override { return text_.size(); }
  std::string getSourceName() const override { return {}; }
  std::string getText(const antlr4::misc::Interval& interval) override;
  std::string toString() const override { return std::string(text_); }

 private:
  std::string_view text_;
  std::size_t at_ = 0;
};

/// The token types that nest.
struct Nesting {
  std::vector<std::size_t> openings, closings;
  std::vector<std::size_t> prefixes;  ///< each opens until the first token that is none
};

/// The tokens of one statement, closed by an end-of-file token.
class TokenList final : public antlr4::TokenStream {
 public:
  void clear();
  void add(std::unique_ptr<antlr4::Token> token);
  bool empty() const { return tokens_.empty(); }

  /// The first token that stands deeper than any reader would follow; null where none does.
  antlr4::Token* too_deep(const Nesting& nesting) const;

  void consume() override { ++at_; }
  size_t LA(ssize_t offset) override;
  ssize_t mark() override { return 0; }
  void release(ssize_t) override {}
  size_t index() override { return at_; }
  void seek(size_t index) override { at_ = index; }
  size_t size() override { return tokens_.size(); }
  std::string getSourceName() const override { return {}; }
  antlr4::Token* LT(ssize_t offset) override;
  antlr4::Token* get(size_t index) const override { return tokens_[index].get(); }
  antlr4::TokenSource* getTokenSource() const override { return nullptr; }
  std::string getText(const antlr4::misc::Interval&) override { return {}; }
  std::string getText() override { return {}; }
  std::string getText(antlr4::RuleContext*) override { return {}; }
  std::string getText(antlr4::Token*, antlr4::Token*) override { return {}; }

 private:
  std::vector<std::unique_ptr<antlr4::Token>> tokens_;
  std::size_t at_ = 0;
};

}  // namespace athanor::sql
