#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>

#include "grammar/postgresql/canonical_form.hpp"
#include "grammar/postgresql/canonical_resolve.hpp"
#include "grammar/postgresql/names.hpp"
#include "schema/names.hpp"

namespace athanor::postgresql {
namespace {

using P = PostgreSQLParser;
using Form = Term::Form;

/// What stands within parentheses and nothing else, however many.
P::PrimaryContext* only_primary(P::ExprContext* node) {
  auto* plain = dynamic_cast<P::PlainExprContext*>(node);
  auto* operand =
      plain != nullptr ? dynamic_cast<P::PrimaryOperandContext*>(plain->operand()) : nullptr;
  if (operand == nullptr) return nullptr;
  auto* inner = dynamic_cast<P::ParenthesizedPrimaryContext*>(operand->primary());
  bool grouping = inner != nullptr && inner->expr().size() == 1 && inner->indirection().empty();
  return grouping ? only_primary(inner->expr(0)) : operand->primary();
}

P::PrimaryContext* only_primary(P::OperandContext* node) {
  auto* operand = dynamic_cast<P::PrimaryOperandContext*>(node);
  if (operand == nullptr) return nullptr;
  auto* inner = dynamic_cast<P::ParenthesizedPrimaryContext*>(operand->primary());
  bool grouping = inner != nullptr && inner->expr().size() == 1 && inner->indirection().empty();
  return grouping ? only_primary(inner->expr(0)) : operand->primary();
}

/// The items of `ARRAY[...]`, where that is what the primary is.
P::Array_itemsContext* only_array(P::PrimaryContext* node) {
  auto* array = dynamic_cast<P::ArrayPrimaryContext*>(node);
  return array != nullptr ? array->array_items() : nullptr;
}

/// '101' of B'101' and X'5'.
std::string bits(std::string_view written) {
  bool hex = written[0] == 'x' || written[0] == 'X';
  auto digits = written.substr(2, written.size() - 3);
  if (!hex) return std::string(digits);
  std::string out;
  for (char c : digits) {
    auto value = std::stoi(std::string(1, c), nullptr, 16);
    for (int bit = 8; bit > 0; bit /= 2) out += (value & bit) != 0 ? '1' : '0';
  }
  return out;
}

}  // namespace

/// Since 14 the server remembers which of the two forms was written.
Term ExpressionForm::at_time_zone(Term time, Term zone) const {
  static constexpr int kRemembers = 14;
  auto call = call_of("timezone", {zone, time});
  if (types_.server < kRemembers) return call;
  if (is_open_literal(zone)) zone = coerced(std::move(zone), "text");
  return operation(fmt::format("{} AT TIME ZONE {}", operand_text(time), operand_text(zone)),
                   call.type.name);
}

Term ExpressionForm::operand(P::OperandContext* node) const {
  if (auto* one = dynamic_cast<P::PrimaryOperandContext*>(node)) return primary(one->primary());
  if (auto* one = dynamic_cast<P::TypecastOperandContext*>(node)) {
    auto wanted = type(one->type_name());
    auto* items = only_array(only_primary(one->left));
    if (items != nullptr && is_array(wanted.name)) return array_cast(items, wanted);
    return casted(operand(one->left), wanted);
  }
  if (auto* one = dynamic_cast<P::SignOperandContext*>(node)) return signed_operand(one);
  if (auto* one = dynamic_cast<P::CollateOperandContext*>(node)) {
    auto value = operand(one->left);
    if (is_open_literal(value)) value = coerced(std::move(value), "text");
    return operation(fmt::format("{} COLLATE {}", operand_text(value), dotted(one->collation)),
                     value.type.name);
  }
  if (auto* one = dynamic_cast<P::AtTimeZoneOperandContext*>(node)) {
    return at_time_zone(operand(one->left), operand(one->right));
  }
  if (auto* one = dynamic_cast<P::AtLocalOperandContext*>(node)) {
    return call_of("timezone", {operand(one->left)});
  }
  if (auto* one = dynamic_cast<P::PowerOperandContext*>(node)) {
    return operation_of("^", operand(one->left), operand(one->right));
  }
  if (auto* one = dynamic_cast<P::ProductOperandContext*>(node)) {
    return operation_of(exact(one->op), operand(one->left), operand(one->right));
  }
  if (auto* one = dynamic_cast<P::SumOperandContext*>(node)) {
    return operation_of(exact(one->op), operand(one->left), operand(one->right));
  }
  if (auto* one = dynamic_cast<P::OperationOperandContext*>(node)) return user_operation(one);
  if (auto* one = dynamic_cast<P::OperationAnyOperandContext*>(node)) {
    auto quantifier = one->quantifier()->ALL() != nullptr ? "ALL" : "ANY";
    return over_array(operand(one->left), operator_name(one->user_operator()), quantifier,
                      one->query(), one->expr());
  }
  auto* prefix = static_cast<P::PrefixOperationOperandContext*>(node);
  return operation_of(operator_name(prefix->user_operator()), operand(prefix->right));
}

/// A minus before a number is the number's own (doNegate of PostgreSQL).
Term ExpressionForm::signed_operand(P::SignOperandContext* node) const {
  auto value = operand(node->right);
  if (node->op->getType() == P::MINUS && is_plain_number(value)) return opposite(std::move(value));
  return operation_of(exact(node->op), std::move(value));
}

Term ExpressionForm::user_operation(P::OperationOperandContext* node) const {
  auto op = operator_name(node->user_operator());
  return operation_of(op, operand(node->left), operand(node->right));
}

Term ExpressionForm::primary(P::PrimaryContext* node) const {
  if (auto* one = dynamic_cast<P::LiteralPrimaryContext*>(node)) return literal_of(one->literal());
  if (auto* one = dynamic_cast<P::ReferencePrimaryContext*>(node)) return reference(one);
  if (auto* one = dynamic_cast<P::ParenthesizedPrimaryContext*>(node)) return parenthesized(one);
  if (auto* one = dynamic_cast<P::SpecialCallPrimaryContext*>(node)) {
    return special(one->special_call());
  }
  if (auto* one = dynamic_cast<P::ValueFunctionPrimaryContext*>(node)) return value_function(one);
  if (auto* one = dynamic_cast<P::TypedLiteralPrimaryContext*>(node)) return typed_literal(one);
  if (auto* one = dynamic_cast<P::CasePrimaryContext*>(node)) return case_of(one);
  if (auto* one = dynamic_cast<P::ArrayPrimaryContext*>(node)) {
    if (one->array_items() != nullptr) return array_items(one->array_items());
    return atom(fmt::format("ARRAY({})", plain(one->query())), "");
  }
  if (auto* one = dynamic_cast<P::RowPrimaryContext*>(node)) {
    return row(one->expr_list() != nullptr ? terms(one->expr_list()->expr()) : Terms());
  }
  if (auto* one = dynamic_cast<P::ExistsPrimaryContext*>(node)) {
    return atom(fmt::format("EXISTS ({})", plain(one->query())), "boolean");
  }
  if (auto* one = dynamic_cast<P::KeywordCallPrimaryContext*>(node)) {
    return written_call({name(one->type_function_keyword())}, one->call());
  }
  if (auto* one = dynamic_cast<P::KeywordReferencePrimaryContext*>(node)) {
    if (one->indirection().empty()) return column(name(one->column_keyword()));
    return with_indirection(column(name(one->column_keyword())), one->indirection());
  }
  auto* parameter = static_cast<P::ParameterPrimaryContext*>(node);
  return with_indirection(atom(std::string(exact(parameter->PARAMETER()->getSymbol())), ""),
                          parameter->indirection());
}

Term ExpressionForm::literal_of(P::LiteralContext* node) const {
  if (node->number() != nullptr) return number_literal(exact(node->start));
  if (node->string() != nullptr) return literal(string(node->string()), "unknown");
  if (node->BIT_STRING() != nullptr) return literal(bits(exact(node->start)), "bit");
  if (node->TRUE_() != nullptr) return literal("true", "boolean");
  if (node->FALSE_() != nullptr) return literal("false", "boolean");
  return null();
}

/// `interval '1' day` is `'1 day'`, and no less a value with those fields.
Term ExpressionForm::typed_literal(P::TypedLiteralPrimaryContext* node) const {
  auto value = string(node->string());
  auto wanted = type(node->keyword_type());
  if (auto* fields = node->interval_fields()) {
    auto unit = plain(fields);
    bool number = value.find_first_not_of("0123456789.-+ ") == std::string::npos;
    bool one_field = unit.find(' ') == std::string::npos;
    if (number && one_field) value += ' ' + unit;
    wanted.modifiers = unit;
  }
  return casted(literal(std::move(value), "unknown"), wanted);
}

/// A column, with or without its table's name before it; a call; or a literal behind its type.
Term ExpressionForm::reference(P::ReferencePrimaryContext* node) const {
  std::vector<std::string> parts = {name(node->function_word())};
  std::vector<P::IndirectionContext*> rest;
  for (auto* step : node->indirection()) {
    bool field = rest.empty() && step->field != nullptr;
    if (field) {
      parts.push_back(name(step->field));
    } else {
      rest.push_back(step);
    }
  }
  if (node->call() != nullptr) return written_call(parts, node->call());
  if (node->string() != nullptr) {
    auto value = literal(string(node->string()), "unknown");
    return casted(std::move(value), named_type(parts, exact(node->function_word()->start)));
  }
  return with_indirection(column(parts.back()), rest);
}

Term ExpressionForm::column(std::string_view name) const {
  Term out = atom(quoted_name(name), "");
  const auto* known = types_.column ? types_.column(name) : nullptr;
  if (known != nullptr) out.type = value_type(base_of(*known));
  return out;
}

/// CURRENT_DATE and its like (manual, 9.9.5 and 9.26).
Term ExpressionForm::value_function(P::ValueFunctionPrimaryContext* node) const {
  static const std::map<std::size_t, std::string> results = {
      {P::CURRENT_DATE, "date"},
      {P::CURRENT_TIME, "time with time zone"},
      {P::CURRENT_TIMESTAMP, "timestamp with time zone"},
      {P::LOCALTIME, "time without time zone"},
      {P::LOCALTIMESTAMP, "timestamp without time zone"}};
  auto word = plain(node->value_word());
  bool called = node->LP() != nullptr && node->number() == nullptr;
  if (called) return call_of(word, {});
  for (char& c : word) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  if (node->number() != nullptr) word += fmt::format("({})", exact(node->number()->start));
  auto known = results.find(node->start->getType());
  return atom(std::move(word), known == results.end() ? "name" : known->second);
}

Term ExpressionForm::case_of(P::CasePrimaryContext* node) const {
  Terms results;
  for (auto* branch : node->when_then()) results.push_back(expression(branch->result));
  results.push_back(node->otherwise != nullptr ? expression(node->otherwise) : null());
  // What ELSE has comes first when the common type is looked for.
  std::vector<std::string> types = {results.back().type.name};
  for (const auto& result : results) types.push_back(result.type.name);
  auto common = common_type(types);
  std::string text = "CASE";
  Term base;
  if (node->base != nullptr) {
    base = expression(node->base);
    if (is_open_literal(base)) base = coerced(std::move(base), "text");
    text += ' ' + operand_text(base);
  }
  for (std::size_t i = 0; i < node->when_then().size(); ++i) {
    auto condition = expression(node->when_then(i)->condition);
    if (node->base == nullptr) condition = coerced(std::move(condition), "boolean");
    auto compared = resolve_operator("=", {base.type.name, condition.type.name});
    if (node->base != nullptr && compared) {
      condition = coerced(std::move(condition), compared->arguments[1]);
    }
    text += fmt::format(" WHEN {} THEN {}", text_of(condition),
                        text_of(coerced(std::move(results[i]), common)));
  }
  text += fmt::format(" ELSE {} END", text_of(coerced(std::move(results.back()), common)));
  return atom(std::move(text), common);
}

Term ExpressionForm::parenthesized(P::ParenthesizedPrimaryContext* node) const {
  if (node->query() != nullptr) return atom(fmt::format("({})", plain(node->query())), "");
  if (node->expr().size() > 1) return row(terms(node->expr()));
  auto inner = expression(node->expr(0));
  if (node->indirection().empty()) return inner;
  return with_indirection(std::move(inner), node->indirection());
}

Term ExpressionForm::array_items(P::Array_itemsContext* node) const {
  Terms items;
  for (auto* inner : node->array_items()) items.push_back(array_items(inner));
  for (auto* item : node->expr()) items.push_back(expression(item));
  return array(std::move(items));
}

/// The elements are cast one by one, before they have a type in common.
Term ExpressionForm::array_cast(P::Array_itemsContext* node, const ValueType& type) const {
  Term out{Form::Array, "", {type.name, ""}, {}};
  for (auto* inner : node->array_items()) out.parts.push_back(array_cast(inner, type));
  ValueType element{element_of(type.name), type.modifiers};
  for (auto* item : node->expr()) out.parts.push_back(casted(item, element));
  return out;
}

Term ExpressionForm::casted(P::ExprContext* node, const ValueType& type) const {
  auto* items = only_array(only_primary(node));
  if (items != nullptr && is_array(type.name)) return array_cast(items, type);
  return casted(expression(node), type);
}

/// A value of the base type is checked against the domain, which a cast to the domain says.
Term ExpressionForm::casted(Term term, const ValueType& type) const {
  if (is_built_in(type.name) || !types_.domain || is_array(type.name)) {
    return cast(std::move(term), type);
  }
  auto written = parse_type(type.name);
  const auto* over = types_.domain(written.name);
  if (over == nullptr) return cast(std::move(term), type);
  auto base = value_type(base_of(*over));
  auto value = cast(std::move(term), {base.name, ""});
  auto out = cast(std::move(value), type);
  out.type = base;
  return out;
}

Term ExpressionForm::with_indirection(Term term,
                                      const std::vector<P::IndirectionContext*>& steps) const {
  for (auto* step : steps) {
    if (step->subscript() != nullptr) {
      term = subscripted(std::move(term), step->subscript());
    } else {
      auto field = step->field != nullptr ? quoted_name(name(step->field)) : "*";
      term = atom(fmt::format("({}).{}", text_of(term), field), "");
    }
  }
  return term;
}

Term ExpressionForm::subscripted(Term term, P::SubscriptContext* node) const {
  bool json = term.type.name == "jsonb", known = is_array(term.type.name);
  auto bound = [&](P::ExprContext* expr) {
    if (expr == nullptr) return std::string();
    auto value = expression(expr);
    if (json && is_open_literal(value)) value = coerced(std::move(value), "text");
    if (known) value = coerced(std::move(value), "integer");
    return text_of(value);
  };
  bool grouped = term.form == Form::Atom && term.text.find('(') == std::string::npos;
  auto of = grouped ? term.text : fmt::format("({})", text_of(term));
  if (node->COLON() != nullptr) {
    return atom(fmt::format("{}[{}:{}]", of, bound(node->lower), bound(node->upper)),
                term.type.name);
  }
  auto result = json ? term.type.name : known ? element_of(term.type.name) : std::string();
  return atom(fmt::format("{}[{}]", of, bound(node->expr(0))), result);
}

}  // namespace athanor::postgresql
