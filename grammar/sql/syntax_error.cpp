#include "grammar/sql/syntax_error.hpp"

#include <fmt/format.h>

#include <set>

#include "schema/diagnostics.hpp"

namespace athanor::sql {
namespace {

using antlr4::misc::IntervalSet;

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
    out += words[i];
  }
  return out;
}

std::string found(const antlr4::Token& token) {
  if (token.getType() == antlr4::Token::EOF) return "the end of the statement";
  return fmt::format("\"{}\"", token.getText());
}

/// Says what is wrong at a token, in the words of a grammar.
class Account {
 public:
  Account(const ErrorWords& words, antlr4::Parser& parser)
      : words_(words), vocabulary_(parser.getVocabulary()), expected_(parser.getExpectedTokens()) {}

  std::string of(const antlr4::Token& token, const antlr4::Token& expected_at) const {
    static constexpr std::size_t kReadable = 8;
    if (auto broken = words_.broken(token); !broken.empty()) return broken;
    if (&token == &expected_at) {
      auto words = alternatives();
      if (!words.empty() && words.size() <= kReadable) {
        return fmt::format("expected {} but found {}", joined(words), found(token));
      }
    }
    if (token.getType() == antlr4::Token::EOF) return "the statement is not complete";
    return fmt::format("unexpected {}", found(token));
  }

  std::vector<std::string> keywords() const {
    std::vector<std::string> out;
    for (auto signed_type : expected_.toList()) {
      auto type = static_cast<std::size_t>(signed_type);
      if (words_.is_keyword(type)) out.push_back(shown(type));
    }
    return out;
  }

 private:
  bool has(std::size_t type) const { return expected_.contains(type); }

  std::string shown(std::size_t type) const {
    if (type == antlr4::Token::EOF) return "the end of the statement";
    if (auto kind = words_.kind(type); !kind.empty()) return std::string(kind);
    auto name = vocabulary_.getDisplayName(type);
    if (!name.empty() && name.back() == '_') name.pop_back();
    return name;
  }

  std::vector<std::string> alternatives() const {
    if (words_.statement && has(*words_.statement)) return {"a statement"};
    std::set<std::string> words, kinds;
    bool operators = has(words_.operation), expression = has(words_.expression);
    bool name = has(words_.identifier);
    if (expression) {
      kinds.insert("an expression");
    } else if (name) {
      kinds.insert("a name");
    }
    for (auto signed_type : expected_.toList()) {
      auto type = static_cast<std::size_t>(signed_type);
      if (operators && words_.is_operator(type)) continue;
      if (expression && words_.begins_expression(type)) continue;
      if (name && words_.is_name(type)) continue;
      words.insert(shown(type));
    }
    std::vector<std::string> out(kinds.begin(), kinds.end());
    out.insert(out.end(), words.begin(), words.end());
    return out;
  }

  const ErrorWords& words_;
  const antlr4::dfa::Vocabulary& vocabulary_;
  IntervalSet expected_;
};

}  // namespace

void FirstErrorStrategy::keep(antlr4::Parser* parser, antlr4::Token* token,
                              antlr4::Token* expected_at) {
  if (token_ != nullptr) return;
  token_ = token;
  Account account(words_, *parser);
  message_ = account.of(*token, *expected_at);
  if (token->getType() == words_.identifier && token == expected_at) {
    notes_ = did_you_mean(token->getText(), account.keywords());
  }
}

void FirstErrorStrategy::reportError(antlr4::Parser* parser,
                                     const antlr4::RecognitionException& error) {
  auto* token = error.getOffendingToken();
  keep(parser, token, parser->getCurrentToken());
}

void FirstErrorStrategy::recover(antlr4::Parser*, std::exception_ptr error) {
  try {
    std::rethrow_exception(error);
  } catch (antlr4::RecognitionException& inner) {
    std::throw_with_nested(antlr4::ParseCancellationException(inner.what()));
  }
}

antlr4::Token* FirstErrorStrategy::recoverInline(antlr4::Parser* parser) {
  keep(parser, parser->getCurrentToken(), parser->getCurrentToken());
  throw antlr4::ParseCancellationException(message_);
}

/// At a choice or a loop, where what could stand there is still all known.
void FirstErrorStrategy::sync(antlr4::Parser* parser) {
  const auto& atn = parser->getATN();
  auto next = atn.nextTokens(atn.states[parser->getState()]);
  auto type = parser->getTokenStream()->LA(1);
  if (next.contains(antlr4::Token::EPSILON) || next.contains(type)) return;
  recoverInline(parser);
}

}  // namespace athanor::sql
