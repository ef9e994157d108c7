#include "grammar/postgresql/syntax_error.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <vector>

#include "PostgreSQLParser.h"
#include "schema/diagnostics.hpp"

namespace athanor::postgresql {
namespace {

using P = grammar::PostgreSQLParser;
using antlr4::misc::IntervalSet;

bool has(const IntervalSet& expected, std::size_t type) {
  return expected.contains(type);
}

bool is_operator(std::size_t type) {
  static const std::set<std::size_t> operators = {
      P::PLUS,  P::MINUS,   P::STAR,    P::SLASH,  P::PERCENT,  P::CARET,    P::LT,       P::GT,
      P::EQ,    P::LE,      P::GE,      P::NE,     P::ARROW,    P::OP,       P::OPERATOR, P::AND,
      P::OR,    P::NOT,     P::IS,      P::ISNULL, P::NOTNULL,  P::IN,       P::BETWEEN,  P::LIKE,
      P::ILIKE, P::SIMILAR, P::COLLATE, P::AT,     P::OVERLAPS, P::TYPECAST, P::LB};
  return operators.contains(type);
}

/// Tokens that begin an expression and nothing else that the grammar asks for beside one.
bool begins_expression(std::size_t type) {
  static const std::set<std::size_t> beginnings = {P::LP,
                                                   P::NOT,
                                                   P::CASE,
                                                   P::CAST,
                                                   P::NULL_,
                                                   P::TRUE_,
                                                   P::FALSE_,
                                                   P::PLUS,
                                                   P::MINUS,
                                                   P::OP,
                                                   P::OPERATOR,
                                                   P::WHOLE_NUMBER,
                                                   P::DECIMAL_NUMBER,
                                                   P::STRING,
                                                   P::ESCAPE_STRING,
                                                   P::UNICODE_STRING,
                                                   P::DOLLAR_STRING,
                                                   P::BIT_STRING,
                                                   P::PARAMETER,
                                                   P::ARRAY,
                                                   P::CURRENT_DATE,
                                                   P::CURRENT_TIME,
                                                   P::CURRENT_TIMESTAMP,
                                                   P::LOCALTIME,
                                                   P::LOCALTIMESTAMP,
                                                   P::CURRENT_ROLE,
                                                   P::CURRENT_USER,
                                                   P::SESSION_USER,
                                                   P::USER,
                                                   P::CURRENT_CATALOG};
  return beginnings.contains(type);
}

bool is_keyword(std::size_t type) {
  return type >= P::ACCESS && type <= P::ZONE;
}

/// Whether the grammar takes a keyword for a name in at least one place (manual, appendix C).
bool is_reserved(std::size_t type) {
  static const std::set<std::size_t> reserved = {P::ALL,          P::ANALYSE,
                                                 P::ANALYZE,      P::AND,
                                                 P::ANY,          P::ARRAY,
                                                 P::AS,           P::ASC,
                                                 P::ASYMMETRIC,   P::BOTH,
                                                 P::CASE,         P::CAST,
                                                 P::CHECK,        P::COLLATE,
                                                 P::COLUMN,       P::CONSTRAINT,
                                                 P::CREATE,       P::CURRENT_CATALOG,
                                                 P::CURRENT_DATE, P::CURRENT_ROLE,
                                                 P::CURRENT_TIME, P::CURRENT_TIMESTAMP,
                                                 P::CURRENT_USER, P::DEFAULT,
                                                 P::DEFERRABLE,   P::DESC,
                                                 P::DISTINCT,     P::DO,
                                                 P::ELSE,         P::END,
                                                 P::EXCEPT,       P::FALSE_,
                                                 P::FETCH,        P::FOR,
                                                 P::FOREIGN,      P::FROM,
                                                 P::GRANT,        P::GROUP,
                                                 P::HAVING,       P::IN,
                                                 P::INITIALLY,    P::INTERSECT,
                                                 P::INTO,         P::LATERAL,
                                                 P::LEADING,      P::LIMIT,
                                                 P::LOCALTIME,    P::LOCALTIMESTAMP,
                                                 P::NOT,          P::NULL_,
                                                 P::OFFSET,       P::ON,
                                                 P::ONLY,         P::OR,
                                                 P::ORDER,        P::PLACING,
                                                 P::PRIMARY,      P::REFERENCES,
                                                 P::RETURNING,    P::SELECT,
                                                 P::SESSION_USER, P::SOME,
                                                 P::SYMMETRIC,    P::TABLE,
                                                 P::THEN,         P::TO,
                                                 P::TRAILING,     P::TRUE_,
                                                 P::UNION,        P::UNIQUE,
                                                 P::USER,         P::USING,
                                                 P::VARIADIC,     P::WHEN,
                                                 P::WHERE,        P::WINDOW,
                                                 P::WITH};
  return reserved.contains(type);
}

/// The keywords that can be names, as one set: they come and go together.
bool is_name_word(const IntervalSet& expected, std::size_t type) {
  return has(expected, P::IDENTIFIER) &&
         (type == P::IDENTIFIER || type == P::QUOTED_NAME || type == P::UNICODE_NAME ||
          (is_keyword(type) && !is_reserved(type)));
}

bool is_string(std::size_t type) {
  return type == P::STRING || type == P::ESCAPE_STRING || type == P::UNICODE_STRING ||
         type == P::DOLLAR_STRING;
}

std::string shown(const antlr4::dfa::Vocabulary& vocabulary, std::size_t type) {
  if (type == antlr4::Token::EOF) return "the end of the statement";
  if (type == P::WHOLE_NUMBER || type == P::DECIMAL_NUMBER) return "a number";
  if (type == P::IDENTIFIER || type == P::QUOTED_NAME || type == P::UNICODE_NAME) return "a name";
  if (is_string(type)) return "a string";
  auto name = vocabulary.getDisplayName(type);
  if (!name.empty() && name.back() == '_') name.pop_back();
  return name;
}

std::vector<std::string> alternatives(antlr4::Parser& parser, const IntervalSet& expected) {
  std::set<std::string> words, kinds;
  bool operators = has(expected, P::TYPECAST);
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
    if (is_name_word(expected, type)) continue;
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

/// What PostgreSQL does not take for a token, said in words, or "".
std::string broken_token(const antlr4::Token& token) {
  switch (token.getType()) {
    case P::UNCLOSED:
      if (token.getText().front() == '"') return "this quoted name is not closed";
      if (token.getText().front() == '/') return "this comment is not closed";
      return "this string is not closed";
    case P::BAD_BITS:
      return "this bit string holds what is no digit";
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

}  // namespace athanor::postgresql
