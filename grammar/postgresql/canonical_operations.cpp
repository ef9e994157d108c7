#include <fmt/format.h>
#include <fmt/ranges.h>

#include "grammar/postgresql/canonical_form.hpp"
#include "grammar/postgresql/canonical_resolve.hpp"
#include "grammar/postgresql/names.hpp"

namespace athanor::postgresql {
namespace {

bool is_comparison(std::string_view op) {
  return op == "=" || op == "<>" || op == "<" || op == ">" || op == "<=" || op == ">=";
}

/// Rows are compared column by column: for equality that is an AND or an OR of comparisons.
Term row_comparison(std::string_view op, const Term& left, const Term& right) {
  auto form = op == "=" ? Term::Form::And : Term::Form::Or;
  auto out = operation_of(op, left.parts[0], right.parts[0]);
  for (std::size_t i = 1; i < left.parts.size(); ++i) {
    out = chain(form, std::move(out), operation_of(op, left.parts[i], right.parts[i]));
  }
  return out;
}

/// `ROW(a, b) < ROW(c, d)`: each pair has the types that its own comparison gives it.
void settle_pairs(std::string_view op, Term& left, Term& right) {
  for (std::size_t i = 0; i < left.parts.size(); ++i) {
    auto signature = resolve_operator(op, {left.parts[i].type.name, right.parts[i].type.name});
    if (!signature) continue;
    left.parts[i] = coerced(std::move(left.parts[i]), signature->arguments[0]);
    right.parts[i] = coerced(std::move(right.parts[i]), signature->arguments[1]);
  }
}

}  // namespace

Term operation_of(std::string_view op, Term left, Term right) {
  bool rows = left.form == Term::Form::Row && right.form == Term::Form::Row &&
              left.parts.size() == right.parts.size() && !left.parts.empty();
  if (rows && (op == "=" || op == "<>")) return row_comparison(op, left, right);
  if (rows) settle_pairs(op, left, right);
  std::string result = is_comparison(op) ? "boolean" : "";
  if (auto signature = resolve_operator(op, {left.type.name, right.type.name})) {
    left = coerced(std::move(left), signature->arguments[0]);
    right = coerced(std::move(right), signature->arguments[1]);
    result = signature->result;
  }
  return operation(fmt::format("{} {} {}", operand_text(left), op, operand_text(right)), result);
}

Term operation_of(std::string_view op, Term right) {
  std::string result;
  if (auto signature = resolve_operator(op, {right.type.name})) {
    right = coerced(std::move(right), signature->arguments[0]);
    result = signature->result;
  }
  return operation(fmt::format("{} {}", op, operand_text(right)), result);
}

Term call_of(const std::string& name, std::vector<Term> arguments) {
  std::vector<std::string> types;
  for (const auto& argument : arguments) types.push_back(argument.type.name);
  std::string result = result_of(name);
  if (auto signature = resolve_function(name, types)) {
    for (std::size_t i = 0; i < arguments.size(); ++i) {
      arguments[i] = coerced(std::move(arguments[i]), signature->arguments[i]);
    }
    result = signature->result;
  }
  std::vector<std::string> texts;
  for (const auto& argument : arguments) texts.push_back(text_of(argument));
  return atom(fmt::format("{}({})", quoted_name(name), fmt::join(texts, ", ")), result);
}

}  // namespace athanor::postgresql
