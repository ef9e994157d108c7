#include "grammar/sqlite/syntax_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

#include "SQLiteParser.h"
#include "schema/diagnostics.hpp"

namespace athanor::sqlite {
namespace {

using P = grammar::SQLiteParser;
using antlr4::misc::IntervalSet;

bool has(const IntervalSet& expected, std::size_t type) {
  return expected.contains(type);
}

bool is_operator(std::size_t type) {
  static const std::set<std::size_t> operators = {
      P::PLUS,    P::MINUS, P::STAR,   P::SLASH,  P::PERCENT, P::TILDE,   P::CONCAT,
      P::PIPE,    P::AMP,   P::LSHIFT, P::RSHIFT, P::LT,      P::LE,      P::GT,
      P::GE,      P::EQ,    P::EQ2,    P::NE,     P::NE2,     P::PTR,     P::PTR2,
      P::AND,     P::OR,    P::NOT,    P::IS,     P::ISNULL,  P::NOTNULL, P::IN,
      P::BETWEEN, P::LIKE,  P::GLOB,   P::REGEXP, P::MATCH,   P::COLLATE, P::ESCAPE};
  return operators.contains(type);
}

/// Tokens that begin an expression and nothing else that the grammar asks for beside one.
bool begins_expression(std::size_t type) {
  static const std::set<std::size_t> beginnings = {P::LP,
                                                   P::NOT,
                                                   P::CASE,
                                                   P::EXISTS,
                                                   P::CAST,
                                                   P::RAISE,
                                                   P::NULL_,
                                                   P::PLUS,
                                                   P::MINUS,
                                                   P::TILDE,
                                                   P::INTEGER,
                                                   P::HEX_INTEGER,
                                                   P::REAL,
                                                   P::BLOB,
                                                   P::STRING,
                                                   P::PARAMETER,
                                                   P::CURRENT_DATE,
                                                   P::CURRENT_TIME,
                                                   P::CURRENT_TIMESTAMP};
  return beginnings.contains(type);
}

bool is_keyword(std::size_t type) {
  return type >= P::ABORT && type <= P::WITHOUT;
}

/// The keywords that can be names, as one set: they come and go together.
bool is_name_word(const IntervalSet& expected, std::size_t type) {
  return has(expected, P::IDENTIFIER) &&
         (type == P::IDENTIFIER || type == P::QUOTED_NAME || type == P::STRING || is_keyword(type));
}

/// Keywords that the grammar never takes for a name.
bool is_reserved(std::size_t type) {
  static const std::set<std::size_t> reserved = {
      P::ADD,     P::ALL,        P::ALTER,       P::AND,     P::AS,       P::AUTOINCREMENT,
      P::BETWEEN, P::CASE,       P::CHECK,       P::COLLATE, P::COMMIT,   P::CONSTRAINT,
      P::CREATE,  P::DEFAULT,    P::DEFERRABLE,  P::DELETE,  P::DISTINCT, P::DROP,
      P::ELSE,    P::ESCAPE,     P::EXCEPT,      P::EXISTS,  P::FOREIGN,  P::FROM,
      P::GROUP,   P::HAVING,     P::IN,          P::INDEX,   P::INSERT,   P::INTERSECT,
      P::INTO,    P::IS,         P::ISNULL,      P::JOIN,    P::LIMIT,    P::NOT,
      P::NOTHING, P::NOTNULL,    P::NULL_,       P::ON,      P::OR,       P::ORDER,
      P::PRIMARY, P::REFERENCES, P::RETURNING,   P::SELECT,  P::SET,      P::TABLE,
      P::THEN,    P::TO,         P::TRANSACTION, P::UNION,   P::UNIQUE,   P::UPDATE,
      P::USING,   P::VALUES,     P::WHEN,        P::WHERE};
  return reserved.contains(type);
}

std::string shown(const antlr4::dfa::Vocabulary& vocabulary, std::size_t type) {
  if (type == antlr4::Token::EOF) return "the end of the statement";
  if (type == P::INTEGER || type == P::HEX_INTEGER || type == P::REAL) return "a number";
  if (type == P::IDENTIFIER || type == P::QUOTED_NAME) return "a name";
  if (type == P::STRING) return "a string";
  auto name = vocabulary.getDisplayName(type);
  if (!name.empty() && name.back() == '_') name.pop_back();
  return name;
}

std::vector<std::string> alternatives(antlr4::Parser& parser, const IntervalSet& expected) {
  if (has(expected, P::CREATE)) return {"a statement"};
  std::set<std::string> words, kinds;
  bool operators = has(expected, P::CONCAT);
  bool expression = has(expected, P::CASE);
  if (expression) {
    kinds.insert("an expression");
  } else if (has(expected, P::IDENTIFIER)) {
    kinds.insert("a name");
  }
  for (auto signed_type : expected.toList()) {
    auto type = static_cast<std::size_t>(signed_type);
    if (operators && is_operator(type)) continue;
    if (expression && begins_expression(type)) continue;
    if (is_name_word(expected, type) && !is_reserved(type)) continue;
    words.insert(shown(parser.getVocabulary(), type));
  }
  std::vector<std::string> out(kinds.begin(), kinds.end());
  out.insert(out.end(), words.begin(), words.end());
  return out;
}

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

/// What SQLite calls an unrecognized token, or "".
std::string broken_token(const antlr4::Token& token) {
  switch (token.getType()) {
    case P::UNCLOSED:
      return token.getText().front() == '\'' ? "this string is not closed"
                                             : "this quoted name is not closed";
    case P::BAD_BLOB:
      return "this blob is not pairs of hexadecimal digits in quotes";
    case P::BAD_NUMBER:
    case P::BAD_CHARACTER:
      return fmt::format("unrecognized token \"{}\"", token.getText());
    default:
      return {};
  }
}

std::vector<std::string> keywords(antlr4::Parser& parser, const IntervalSet& expected) {
  std::vector<std::string> out;
  for (auto type : expected.toList()) {
    if (is_keyword(static_cast<std::size_t>(type))) {
      out.push_back(shown(parser.getVocabulary(), static_cast<std::size_t>(type)));
    }
  }
  return out;
}

std::string describe(antlr4::Parser& parser, const antlr4::Token& token,
                     const antlr4::Token& expected_at) {
  static constexpr std::size_t kReadable = 8;
  if (auto broken = broken_token(token); !broken.empty()) return broken;
  if (&token == &expected_at) {
    auto words = alternatives(parser, parser.getExpectedTokens());
    if (!words.empty() && words.size() <= kReadable) {
      return fmt::format("expected {} but found {}", joined(words), found(token));
    }
  }
  if (token.getType() == antlr4::Token::EOF) return "the statement is not complete";
  return fmt::format("unexpected {}", found(token));
}

}  // namespace

void FirstErrorStrategy::keep(antlr4::Parser* parser, antlr4::Token* token,
                              antlr4::Token* expected_at) {
  if (token_ != nullptr) return;
  token_ = token;
  message_ = describe(*parser, *token, *expected_at);
  if (token->getType() == P::IDENTIFIER && token == expected_at) {
    notes_ = did_you_mean(token->getText(), keywords(*parser, parser->getExpectedTokens()));
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

}  // namespace athanor::sqlite
