#include <fmt/format.h>

#include <algorithm>

#include "grammar/postgresql/canonical_form.hpp"
#include "grammar/postgresql/canonical_resolve.hpp"
#include "grammar/postgresql/names.hpp"
#include "schema/names.hpp"

namespace athanor::postgresql {
namespace {

using P = PostgreSQLParser;
using Form = Term::Form;

std::string spelled(P::ComparisonContext* node) {
  return node->NE() != nullptr ? "<>" : node->getText();
}

/// SOME is ANY.
std::string_view spelled(P::QuantifierContext* node) {
  return node->ALL() != nullptr ? "ALL" : "ANY";
}

Term negated(Term term) {
  term = coerced(std::move(term), "boolean");
  return operation(fmt::format("NOT {}", operand_text(term)), "boolean");
}

std::string matching_operator(antlr4::Token* op, const antlr4::tree::TerminalNode* negation) {
  bool insensitive = op->getType() == P::ILIKE;
  return fmt::format("{}~~{}", negation != nullptr ? "!" : "", insensitive ? "*" : "");
}

/// IS DISTINCT FROM uses the operator `=`; beside a NULL that is written it is IS NOT NULL.
Term distinction(Term left, Term right) {
  if (right.form == Form::Null) return operation(operand_text(left) + " IS NOT NULL", "boolean");
  if (auto signature = resolve_operator("=", {left.type.name, right.type.name})) {
    left = coerced(std::move(left), signature->arguments[0]);
    right = coerced(std::move(right), signature->arguments[1]);
  }
  return operation(fmt::format("{} IS DISTINCT FROM {}", operand_text(left), operand_text(right)),
                   "boolean");
}

Term is_distinct(const Term& left, const Term& right) {
  bool rows = left.form == Form::Row && right.form == Form::Row && !left.parts.empty() &&
              left.parts.size() == right.parts.size();
  if (!rows) return distinction(left, right);
  auto out = is_distinct(left.parts[0], right.parts[0]);
  for (std::size_t i = 1; i < left.parts.size(); ++i) {
    out = chain(Form::Or, std::move(out), is_distinct(left.parts[i], right.parts[i]));
  }
  return out;
}

/// `value = ANY (list)`
Term over_list(Term value, std::string_view op, std::string_view quantifier, Term list) {
  auto element = is_open_literal(list) ? list.type.name : element_of(list.type.name);
  if (auto found = resolve_operator(op, {value.type.name, element})) {
    value = coerced(std::move(value), found->arguments[0]);
    list = coerced(std::move(list), array_of(found->arguments[1]));
  }
  return operation(fmt::format("{} {} {} ({})", operand_text(value), op, quantifier, text_of(list)),
                   "boolean");
}

bool names_column(antlr4::tree::ParseTree* node, const ExpressionForm& form) {
  if (!form.column_named(node).empty()) return true;
  return std::any_of(node->children.begin(), node->children.end(),
                     [&](auto* child) { return names_column(child, form); });
}

}  // namespace

Term ExpressionForm::expression(P::ExprContext* node) const {
  if (auto* plain = dynamic_cast<P::PlainExprContext*>(node)) return operand(plain->operand());
  if (auto* one = dynamic_cast<P::AndExprContext*>(node)) {
    return chain(Form::And, expression(one->left), expression(one->right));
  }
  if (auto* one = dynamic_cast<P::OrExprContext*>(node)) {
    return chain(Form::Or, expression(one->left), expression(one->right));
  }
  if (auto* one = dynamic_cast<P::NotExprContext*>(node)) return negated(expression(one->right));
  if (auto* one = dynamic_cast<P::CompareExprContext*>(node)) return compared(one);
  if (auto* one = dynamic_cast<P::IsExprContext*>(node)) return tested(one);
  if (auto* one = dynamic_cast<P::CompareAnyExprContext*>(node)) return compare_any(one);
  if (auto* one = dynamic_cast<P::InExprContext*>(node)) return in(one);
  if (auto* one = dynamic_cast<P::BetweenExprContext*>(node)) return between(one);
  if (auto* one = dynamic_cast<P::LikeExprContext*>(node)) return like(one);
  if (auto* one = dynamic_cast<P::LikeAnyExprContext*>(node)) return like_any(one);
  if (auto* one = dynamic_cast<P::OverlapsExprContext*>(node)) return overlaps(one);
  return distinct(static_cast<P::DistinctExprContext*>(node));
}

Term ExpressionForm::compared(P::CompareExprContext* node) const {
  return operation_of(spelled(node->comparison()), expression(node->left), expression(node->right));
}

/// BETWEEN is two comparisons (manual, 9.2).
Term ExpressionForm::between(P::BetweenExprContext* node) const {
  auto value = expression(node->left), low = operand(node->low), high = operand(node->high);
  auto within = [&](const Term& from, const Term& to) {
    return chain(Form::And, operation_of(">=", value, from), operation_of("<=", value, to));
  };
  auto outside = [&](const Term& from, const Term& to) {
    return chain(Form::Or, operation_of("<", value, from), operation_of(">", value, to));
  };
  bool symmetric = node->SYMMETRIC() != nullptr;
  if (node->NOT() != nullptr) {
    if (!symmetric) return outside(low, high);
    return chain(Form::And, outside(low, high), outside(high, low));
  }
  if (!symmetric) return within(low, high);
  return chain(Form::Or, within(low, high), within(high, low));
}

Term ExpressionForm::in(P::InExprContext* node) const {
  auto left = expression(node->left);
  std::string_view equality = node->NOT() != nullptr ? "<>" : "=";
  if (node->expr_list() != nullptr) return in_list(left, node->expr_list()->expr(), equality);
  auto term =
      operation(fmt::format("{} IN ({})", operand_text(left), plain(node->query())), "boolean");
  return node->NOT() != nullptr ? negated(std::move(term)) : term;
}

/// Items that name no column are one array, where there are two of them or more and they have a
/// common type; each other one is a comparison of its own (transformAExprIn of PostgreSQL).
Term ExpressionForm::in_list(const Term& left, const std::vector<P::ExprContext*>& items,
                             std::string_view equality) const {
  Terms all, constants, singles;
  std::vector<std::string> types = {left.type.name};
  for (auto* item : items) {
    all.push_back(expression(item));
    bool single = names_column(item, *this) || all.back().form == Form::Row;
    if (!single) types.push_back(all.back().type.name);
    (single ? singles : constants).push_back(all.back());
  }
  auto common = common_type(types);
  bool mixed = common.empty() && !left.type.name.empty();
  bool listed = constants.size() > 1 && !mixed;
  Terms tests;
  if (listed) {
    for (auto& constant : constants) constant = coerced(std::move(constant), common);
    tests.push_back(
        over_list(left, equality, equality == "=" ? "ANY" : "ALL", array(std::move(constants))));
  }
  for (auto& one : listed ? singles : all) {
    tests.push_back(operation_of(equality, left, std::move(one)));
  }
  auto out = std::move(tests.front());
  for (std::size_t i = 1; i < tests.size(); ++i) {
    out = chain(equality == "=" ? Form::Or : Form::And, std::move(out), std::move(tests[i]));
  }
  return out;
}

/// LIKE is the operator ~~, SIMILAR TO a regular expression (manual, 9.7).
Term ExpressionForm::like(P::LikeExprContext* node) const {
  auto left = expression(node->left), pattern = operand(node->right);
  auto escape = node->escape != nullptr ? operand(node->escape) : null();
  if (node->SIMILAR() != nullptr) {
    return operation_of(node->NOT() != nullptr ? "!~" : "~", std::move(left),
                        similar_pattern(std::move(pattern), std::move(escape)));
  }
  if (node->escape != nullptr) {
    pattern = call_of("like_escape", {std::move(pattern), std::move(escape)});
  }
  return operation_of(matching_operator(node->op, node->NOT()), std::move(left),
                      std::move(pattern));
}

/// Before 13 the function is similar_escape, whose second argument may be null.
Term ExpressionForm::similar_pattern(Term pattern, Term escape) const {
  static constexpr int kEscapeMayBeAbsent = 13;
  if (types_.server < kEscapeMayBeAbsent) {
    return call_of("similar_escape", {std::move(pattern), std::move(escape)});
  }
  Terms arguments = {std::move(pattern)};
  if (escape.form != Form::Null) arguments.push_back(std::move(escape));
  return call_of("similar_to_escape", std::move(arguments));
}

Term ExpressionForm::like_any(P::LikeAnyExprContext* node) const {
  return over_array(expression(node->left), matching_operator(node->op, node->NOT()),
                    spelled(node->quantifier()), node->query(), node->expr().back());
}

Term ExpressionForm::compare_any(P::CompareAnyExprContext* node) const {
  return over_array(expression(node->left), spelled(node->comparison()),
                    spelled(node->quantifier()), node->query(), node->expr().back());
}

/// `query` or else `right` stands in the parentheses.
Term ExpressionForm::over_array(const Term& left, std::string_view op, std::string_view quantifier,
                                P::QueryContext* query, P::ExprContext* right) const {
  if (query != nullptr) {
    return operation(fmt::format("{} {} {} ({})", operand_text(left), op, quantifier, plain(query)),
                     "boolean");
  }
  return over_list(left, op, quantifier, expression(right));
}

Term ExpressionForm::overlaps(P::OverlapsExprContext* node) const {
  auto left = expression(node->left), right = operand(node->right);
  Terms arguments = left.parts;
  arguments.insert(arguments.end(), right.parts.begin(), right.parts.end());
  return call_of("overlaps", std::move(arguments));
}

Term ExpressionForm::distinct(P::DistinctExprContext* node) const {
  auto left = expression(node->left), right = expression(node->right);
  bool alike = node->NOT() != nullptr;
  if (alike && right.form == Form::Null) {
    return operation(operand_text(left) + " IS NULL", "boolean");
  }
  return alike ? negated(is_distinct(left, right)) : is_distinct(left, right);
}

Term ExpressionForm::tested(P::IsExprContext* node) const {
  auto left = expression(node->left);
  bool is_null = node->ISNULL() != nullptr, is_not_null = node->NOTNULL() != nullptr;
  std::string what = is_null || is_not_null ? "NULL" : plain(node->test());
  for (char& c : what) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  bool truth = what == "TRUE" || what == "FALSE" || what == "UNKNOWN";
  if (truth) left = coerced(std::move(left), "boolean");
  bool negative = is_not_null || node->NOT() != nullptr;
  return operation(fmt::format("{} IS {}{}", operand_text(left), negative ? "NOT " : "", what),
                   "boolean");
}

}  // namespace athanor::postgresql
