#include "grammar/postgresql/error_words.hpp"

#include <fmt/format.h>

#include <set>

#include "PostgreSQLParser.h"

namespace athanor::postgresql {
namespace {

using P = grammar::PostgreSQLParser;

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

bool is_name(std::size_t type) {
  return type == P::IDENTIFIER || type == P::QUOTED_NAME || type == P::UNICODE_NAME ||
         (is_keyword(type) && !is_reserved(type));
}

bool is_string(std::size_t type) {
  return type == P::STRING || type == P::ESCAPE_STRING || type == P::UNICODE_STRING ||
         type == P::DOLLAR_STRING;
}

std::string_view kind(std::size_t type) {
  if (type == P::WHOLE_NUMBER || type == P::DECIMAL_NUMBER) return "a number";
  if (type == P::IDENTIFIER || type == P::QUOTED_NAME || type == P::UNICODE_NAME) return "a name";
  return is_string(type) ? "a string" : "";
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

}  // namespace

const sql::ErrorWords kErrorWords = {.identifier = P::IDENTIFIER,
                                     .expression = P::CASE,
                                     .operation = P::TYPECAST,
                                     .statement = std::nullopt,
                                     .is_keyword = is_keyword,
                                     .is_operator = is_operator,
                                     .begins_expression = begins_expression,
                                     .is_name = is_name,
                                     .kind = kind,
                                     .broken = broken_token};

}  // namespace athanor::postgresql
