#include "engine/operations/expressions.hpp"

#include <fmt/format.h>

#include <array>
#include <map>

#include "schema/diagnostics.hpp"
#include "schema/names.hpp"
#include "schema/overloaded.hpp"

namespace athanor::operations {
namespace {

using alembic::SqlExpression;
using alembic::SqlOperator;

constexpr int atom = 100;

struct OperatorFacts {
  SqlOperator op;
  std::string_view word;
  int precedence;  ///< as SQLAlchemy ranks it
  std::optional<SqlOperator> negation;
};

constexpr OperatorFacts facts[] = {
    {SqlOperator::Desc, " DESC", 3, {}},
    {SqlOperator::Asc, " ASC", 3, {}},
    {SqlOperator::NullsFirst, " NULLS FIRST", 3, {}},
    {SqlOperator::NullsLast, " NULLS LAST", 3, {}},
    {SqlOperator::Not, "NOT ", 5, {}},
    {SqlOperator::Negative, "-", 8, {}},
    {SqlOperator::Equal, " = ", 5, SqlOperator::NotEqual},
    {SqlOperator::NotEqual, " != ", 5, SqlOperator::Equal},
    {SqlOperator::Less, " < ", 5, SqlOperator::GreaterEqual},
    {SqlOperator::LessEqual, " <= ", 5, SqlOperator::Greater},
    {SqlOperator::Greater, " > ", 5, SqlOperator::LessEqual},
    {SqlOperator::GreaterEqual, " >= ", 5, SqlOperator::Less},
    {SqlOperator::Add, " + ", 7, {}},
    {SqlOperator::Subtract, " - ", 7, {}},
    {SqlOperator::Multiply, " * ", 8, {}},
    {SqlOperator::Divide, " / ", 8, {}},
    {SqlOperator::Modulo, " % ", 8, {}},
    {SqlOperator::Concat, " || ", 5, {}},
    {SqlOperator::Like, " LIKE ", 5, SqlOperator::NotLike},
    {SqlOperator::NotLike, " NOT LIKE ", 5, SqlOperator::Like},
    {SqlOperator::ILike, " ILIKE ", 5, SqlOperator::NotILike},
    {SqlOperator::NotILike, " NOT ILIKE ", 5, SqlOperator::ILike},
    {SqlOperator::Is, " IS ", 5, SqlOperator::IsNot},
    {SqlOperator::IsNot, " IS NOT ", 5, SqlOperator::Is},
    {SqlOperator::Between, " BETWEEN ", 5, {}},
    {SqlOperator::And, " AND ", 3, {}},
    {SqlOperator::Or, " OR ", 2, {}},
    {SqlOperator::In, " IN ", 5, SqlOperator::NotIn},
    {SqlOperator::NotIn, " NOT IN ", 5, SqlOperator::In},
};

const OperatorFacts& facts_of(SqlOperator op) {
  return facts[static_cast<std::size_t>(op)];
}

/// Whether a chain of the operator needs no parentheses.
bool is_associative(SqlOperator op) {
  constexpr std::array some = {SqlOperator::Equal,    SqlOperator::NotEqual, SqlOperator::Add,
                               SqlOperator::Multiply, SqlOperator::Concat,   SqlOperator::And,
                               SqlOperator::Or};
  for (auto each : some) {
    if (each == op) return true;
  }
  return false;
}

bool is_word(const SqlExpression& expression, alembic::SqlWord word) {
  const auto* found = std::get_if<alembic::SqlWord>(&expression.kind);
  return found && *found == word;
}

/// Functions that SQLAlchemy knows by name, in whatever case it is written.
const std::map<std::string, std::string, std::less<>>& known_functions() {
  static const std::map<std::string, std::string, std::less<>> known = {
      {"aggregate_strings", ""},
      {"array_agg", "array_agg"},
      {"char_length", "char_length"},
      {"coalesce", "coalesce"},
      {"concat", "concat"},
      {"count", "count"},
      {"current_date", "CURRENT_DATE"},
      {"current_time", "CURRENT_TIME"},
      {"current_timestamp", "CURRENT_TIMESTAMP"},
      {"current_user", "CURRENT_USER"},
      {"localtime", "LOCALTIME"},
      {"localtimestamp", "LOCALTIMESTAMP"},
      {"max", "max"},
      {"min", "min"},
      {"now", "now"},
      {"pow", "pow"},
      {"random", "random"},
      {"session_user", "SESSION_USER"},
      {"sum", "sum"},
      {"sysdate", "sysdate"},
      {"user", "USER"},
  };
  return known;
}

/// The functions that ANSI writes without parentheses.
bool goes_bare(std::string_view name) {
  for (std::string_view each : {"current_date", "current_time", "current_timestamp", "current_user",
                                "localtime", "localtimestamp", "session_user", "sysdate", "user"}) {
    if (each == name) return true;
  }
  return false;
}

}  // namespace

std::string ExpressionCompiler::text(const SqlExpression& expression) const {
  return piece(expression).text;
}

std::string ExpressionCompiler::grouped(const SqlExpression& expression) const {
  auto made = piece(expression);
  bool is_bare = !made.op || *made.op == SqlOperator::Desc || *made.op == SqlOperator::Asc ||
                 *made.op == SqlOperator::NullsFirst || *made.op == SqlOperator::NullsLast ||
                 *made.op == SqlOperator::Not;
  return is_bare ? made.text : '(' + made.text + ')';
}

ExpressionCompiler::Piece ExpressionCompiler::piece(const SqlExpression& expression) const {
  auto whole = [](std::string text) { return Piece{std::move(text), atom, std::nullopt}; };
  return std::visit(
      overloaded{
          [&](const alembic::SqlText& text) { return whole(text.sql); },
          [&](const alembic::SqlLiteralColumn& column) { return whole(column.sql); },
          [&](const alembic::SqlColumn& column) { return whole(names_.quote(column.name)); },
          [&](const alembic::SqlCall& function) { return whole(call(function)); },
          [&](const alembic::SqlLiteral& literal) {
            const auto* type = literal.type.empty() ? nullptr : &literal.type.front();
            return whole(literals_.text(literal.value, type));
          },
          [&](alembic::SqlWord word) {
            if (word == alembic::SqlWord::Null) return whole("NULL");
            return whole(literals_.boolean(word == alembic::SqlWord::True));
          },
          [&](const alembic::SqlCast& cast) {
            return whole(
                fmt::format("CAST({} AS {})", text(cast.operand.front()), types_.text(cast.type)));
          },
          [&](const alembic::SqlOperation& made) { return operation(made); },
      },
      expression.kind);
}

std::string ExpressionCompiler::operand(const SqlExpression& expression, SqlOperator within) const {
  auto made = piece(expression);
  if (!made.op) return made.text;
  if (*made.op == within && is_associative(within)) return made.text;
  return made.precedence <= facts_of(within).precedence ? '(' + made.text + ')' : made.text;
}

ExpressionCompiler::Piece ExpressionCompiler::operation(
    const alembic::SqlOperation& operation) const {
  switch (operation.op) {
    case SqlOperator::Desc:
    case SqlOperator::Asc:
    case SqlOperator::NullsFirst:
    case SqlOperator::NullsLast:
    case SqlOperator::Negative:
      return unary(operation);
    case SqlOperator::Not:
      return negated(operation.operands.at(0));
    case SqlOperator::And:
    case SqlOperator::Or:
      return chain(operation);
    case SqlOperator::In:
    case SqlOperator::NotIn:
      return membership(operation);
    case SqlOperator::Between:
      return between(operation, " BETWEEN ");
    case SqlOperator::Equal:
    case SqlOperator::NotEqual:
    case SqlOperator::Less:
    case SqlOperator::LessEqual:
    case SqlOperator::Greater:
    case SqlOperator::GreaterEqual:
    case SqlOperator::Add:
    case SqlOperator::Subtract:
    case SqlOperator::Multiply:
    case SqlOperator::Divide:
    case SqlOperator::Modulo:
    case SqlOperator::Concat:
    case SqlOperator::Like:
    case SqlOperator::NotLike:
    case SqlOperator::ILike:
    case SqlOperator::NotILike:
    case SqlOperator::Is:
    case SqlOperator::IsNot:
      break;
  }
  return binary(operation);
}

ExpressionCompiler::Piece ExpressionCompiler::unary(const alembic::SqlOperation& operation) const {
  const auto& fact = facts_of(operation.op);
  if (operation.op == SqlOperator::Negative) {
    return {"-" + operand(operation.operands.at(0), operation.op), fact.precedence, operation.op};
  }
  auto inner = piece(operation.operands.at(0));
  return {inner.text + std::string(fact.word), fact.precedence, operation.op};
}

ExpressionCompiler::Piece ExpressionCompiler::binary(const alembic::SqlOperation& operation) const {
  const auto& fact = facts_of(operation.op);
  auto left = operand(operation.operands.at(0), operation.op);
  auto right = operand(operation.operands.at(1), operation.op);
  std::string text;
  if (operation.op == SqlOperator::ILike || operation.op == SqlOperator::NotILike) {
    text = insensitive_like(left, right, fact.word);
  } else if (operation.op == SqlOperator::Divide) {
    text = quotient(left, right);
  } else {
    text = left + std::string(fact.word) + right;
  }
  return {text, fact.precedence, operation.op};
}

ExpressionCompiler::Piece ExpressionCompiler::chain(const alembic::SqlOperation& operation) const {
  // What decides nothing falls away, as SQLAlchemy has it; what decides all is all that is left.
  bool is_and = operation.op == SqlOperator::And;
  auto idle = is_and ? alembic::SqlWord::True : alembic::SqlWord::False;
  auto decisive = is_and ? alembic::SqlWord::False : alembic::SqlWord::True;
  std::vector<const SqlExpression*> kept;
  for (const auto& each : operation.operands) {
    if (is_word(each, decisive)) return piece(each);
    if (!is_word(each, idle)) kept.push_back(&each);
  }
  if (kept.empty()) return piece(SqlExpression{idle, {}});
  if (kept.size() == 1) return piece(*kept.front());
  std::string text;
  for (const auto* each : kept) {
    if (!text.empty()) text += facts_of(operation.op).word;
    text += operand(*each, operation.op);
  }
  return {text, facts_of(operation.op).precedence, operation.op};
}

ExpressionCompiler::Piece ExpressionCompiler::membership(
    const alembic::SqlOperation& operation) const {
  const auto& fact = facts_of(operation.op);
  auto text = operand(operation.operands.at(0), operation.op) + std::string(fact.word) + '(';
  for (std::size_t i = 1; i < operation.operands.size(); ++i) {
    if (i > 1) text += ", ";
    text += piece(operation.operands[i]).text;
  }
  bool is_in = operation.op == SqlOperator::In;
  if (operation.operands.size() == 1) text += is_in ? "NULL) AND (1 != 1" : "NULL) OR (1 = 1";
  text += ')';
  if (is_in) return {text, fact.precedence, operation.op};
  return {'(' + text + ')', fact.precedence, operation.op};
}

ExpressionCompiler::Piece ExpressionCompiler::between(const alembic::SqlOperation& operation,
                                                      std::string_view word) const {
  const auto& operands = operation.operands;
  auto text = operand(operands.at(0), operation.op) + std::string(word) +
              operand(operands.at(1), SqlOperator::And) + " AND " +
              operand(operands.at(2), SqlOperator::And);
  return {text, facts_of(operation.op).precedence, operation.op};
}

ExpressionCompiler::Piece ExpressionCompiler::negated(const SqlExpression& inner) const {
  if (is_word(inner, alembic::SqlWord::True)) {
    return piece(SqlExpression{alembic::SqlWord::False, {}});
  }
  if (is_word(inner, alembic::SqlWord::False)) {
    return piece(SqlExpression{alembic::SqlWord::True, {}});
  }
  if (const auto* made = std::get_if<alembic::SqlOperation>(&inner.kind)) {
    if (made->op == SqlOperator::Not) return piece(made->operands.at(0));
    if (made->op == SqlOperator::Between) return between(*made, " NOT BETWEEN ");
    if (auto negation = facts_of(made->op).negation) {
      return operation(alembic::SqlOperation{*negation, made->operands});
    }
  }
  const auto& fact = facts_of(SqlOperator::Not);
  return {std::string(fact.word) + operand(inner, SqlOperator::Not), fact.precedence,
          SqlOperator::Not};
}

std::string ExpressionCompiler::call(const alembic::SqlCall& call) const {
  std::string arguments;
  for (const auto& argument : call.arguments) {
    if (!arguments.empty()) arguments += ", ";
    arguments += text(argument);
  }
  auto lower = ascii_lower(call.name);
  auto known = known_functions().find(lower);
  bool is_known = known != known_functions().end();
  if (is_known) {
    if (auto own = own_call(lower, arguments); !own.empty()) return own;
    if (known->second.empty()) throw Error(fmt::format("the function {} is not read", call.name));
    if (goes_bare(lower) && arguments.empty()) return known->second;
    return fmt::format("{}({})", known->second, arguments);
  }
  return fmt::format("{}({})", call.name, arguments);
}

}  // namespace athanor::operations
