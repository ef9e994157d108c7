#include "grammar/sql/token_list.hpp"

#include <algorithm>

namespace athanor::sql {
namespace {

bool has(const std::vector<std::size_t>& types, std::size_t type) {
  return std::find(types.begin(), types.end(), type) != types.end();
}

}  // namespace

size_t ByteStream::LA(ssize_t offset) {
  if (offset == 0) return 0;
  auto at =
      static_cast<std::size_t>(static_cast<ssize_t>(at_) + (offset < 0 ? offset : offset - 1));
  return at < text_.size() ? static_cast<unsigned char>(text_[at]) : antlr4::IntStream::EOF;
}

std::string ByteStream::getText(const antlr4::misc::Interval& interval) {
  auto begin = static_cast<std::size_t>(std::max<ssize_t>(interval.a, 0));
  if (begin >= text_.size() || interval.b < interval.a) return {};
  return std::string(text_.substr(begin, static_cast<std::size_t>(interval.b) + 1 - begin));
}

void TokenList::clear() {
  tokens_.clear();
  at_ = 0;
}

void TokenList::add(std::unique_ptr<antlr4::Token> token) {
  // Every token comes from the lexer's CommonTokenFactory.
  static_cast<antlr4::WritableToken*>(token.get())->setTokenIndex(tokens_.size());
  tokens_.push_back(std::move(token));
}

antlr4::Token* TokenList::too_deep(const Nesting& nesting) const {
  static constexpr std::size_t kDeepest = 300;
  std::size_t depth = 0, prefixes = 0;
  for (const auto& token : tokens_) {
    auto type = token->getType();
    prefixes = has(nesting.prefixes, type) ? prefixes + 1 : 0;
    if (has(nesting.openings, type)) ++depth;
    if (has(nesting.closings, type) && depth > 0) --depth;
    if (depth + prefixes > kDeepest) return token.get();
  }
  return nullptr;
}

size_t TokenList::LA(ssize_t offset) {
  return LT(offset)->getType();
}

antlr4::Token* TokenList::LT(ssize_t offset) {
  auto at = static_cast<ssize_t>(at_) + (offset < 0 ? offset : offset - 1);
  if (at < 0) return nullptr;
  return tokens_[std::min(static_cast<std::size_t>(at), tokens_.size() - 1)].get();
}

}  // namespace athanor::sql
