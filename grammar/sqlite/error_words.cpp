#include "grammar/sqlite/error_words.hpp"

#include <fmt/format.h>

#include <set>

#include "SQLiteParser.h"

namespace athanor::sqlite {
namespace {

using P = grammar::SQLiteParser;

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

bool is_name(std::size_t type) {
  return type == P::IDENTIFIER || type == P::QUOTED_NAME || type == P::STRING ||
         (is_keyword(type) && !is_reserved(type));
}

std::string_view kind(std::size_t type) {
  if (type == P::INTEGER || type == P::HEX_INTEGER || type == P::REAL) return "a number";
  if (type == P::IDENTIFIER || type == P::QUOTED_NAME) return "a name";
  return type == P::STRING ? "a string" : "";
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

}  // namespace

const sql::ErrorWords kErrorWords = {.identifier = P::IDENTIFIER,
                                     .expression = P::CASE,
                                     .operation = P::CONCAT,
                                     .statement = P::CREATE,
                                     .is_keyword = is_keyword,
                                     .is_operator = is_operator,
                                     .begins_expression = begins_expression,
                                     .is_name = is_name,
                                     .kind = kind,
                                     .broken = broken_token};

}  // namespace athanor::sqlite
