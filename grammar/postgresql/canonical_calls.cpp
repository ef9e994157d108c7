#include <fmt/format.h>
#include <fmt/ranges.h>

#include "grammar/postgresql/canonical_form.hpp"
#include "grammar/postgresql/canonical_resolve.hpp"
#include "grammar/postgresql/names.hpp"
#include "schema/names.hpp"

namespace athanor::postgresql {
namespace {

using P = PostgreSQLParser;
using Form = Term::Form;

/// What a schema part says that a name without one does not.
std::string schema_before(const std::vector<std::string>& name) {
  bool plain = name.size() < 2 || name[0] == "pg_catalog" || name[0] == "public";
  return plain ? "" : quoted_name(name[0]) + '.';
}

/// Whether it has what only aggregates and window functions have.
bool is_of_aggregate(P::CallContext* node) {
  return node->STAR() != nullptr || node->DISTINCT() != nullptr || !node->order_by().empty() ||
         node->FILTER() != nullptr || node->OVER() != nullptr;
}

bool is_plain(P::CallContext* node) {
  for (auto* argument : node->argument()) {
    if (argument->argument_name != nullptr || argument->VARIADIC() != nullptr) return false;
  }
  return !is_of_aggregate(node);
}

}  // namespace

/// A type's name before a literal in parentheses is a cast (manual, 4.2.9).
Term ExpressionForm::written_call(const std::vector<std::string>& name,
                                  P::CallContext* node) const {
  auto schema = schema_before(name);
  if (!is_plain(node) || !schema.empty()) return unresolved_call(schema, name.back(), node);
  Terms arguments;
  for (auto* argument : node->argument()) arguments.push_back(expression(argument->expr()));
  std::string type(spelled_type(name.back()));
  bool converts_literal =
      arguments.size() == 1 && is_open_literal(arguments[0]) && is_built_in(type);
  if (converts_literal) return cast(std::move(arguments[0]), {std::move(type), ""});
  return call_of(name.back(), std::move(arguments));
}

/// Which function it is, its arguments' types do not tell: it has names for them, or is of a schema
/// of the user's.
Term ExpressionForm::unresolved_call(const std::string& schema, const std::string& name,
                                     P::CallContext* node) const {
  std::string called = schema + quoted_name(name);
  auto result = schema.empty() ? result_of(name) : "";
  if (is_of_aggregate(node)) return atom(called + plain(node), result);
  std::vector<std::string> texts;
  for (auto* argument : node->argument()) {
    std::string before = argument->VARIADIC() != nullptr ? "VARIADIC " : "";
    if (argument->argument_name != nullptr) {
      before += quoted_name(this->name(argument->argument_name)) + " => ";
    }
    texts.push_back(before + text_of(expression(argument->expr())));
  }
  return atom(fmt::format("{}({})", called, fmt::join(texts, ", ")), result);
}

Term ExpressionForm::special(P::Special_callContext* node) const {
  if (auto* one = dynamic_cast<P::CoalesceFormContext*>(node)) {
    return common_call("COALESCE", one->expr_list()->expr());
  }
  if (auto* one = dynamic_cast<P::ExtremeFormContext*>(node)) {
    bool greatest = one->op->getType() == P::GREATEST;
    return common_call(greatest ? "GREATEST" : "LEAST", one->expr_list()->expr());
  }
  if (auto* one = dynamic_cast<P::CastFormContext*>(node)) {
    return casted(one->expr(), type(one->type_name()));
  }
  if (auto* one = dynamic_cast<P::NullifFormContext*>(node)) return nullif(one);
  if (auto* one = dynamic_cast<P::ExtractFormContext*>(node)) return extract(one);
  if (auto* one = dynamic_cast<P::SubstringFormContext*>(node)) return substring(one);
  if (auto* one = dynamic_cast<P::TrimFormContext*>(node)) return trim_call(one);
  if (auto* one = dynamic_cast<P::OverlayFormContext*>(node)) return overlay(one);
  if (auto* one = dynamic_cast<P::PositionFormContext*>(node)) {
    return call_of("position", {operand(one->haystack), operand(one->needle)});
  }
  if (auto* one = dynamic_cast<P::CollationForFormContext*>(node)) {
    return call_of("pg_collation_for", {expression(one->expr())});
  }
  auto* treat = static_cast<P::TreatFormContext*>(node);
  return casted(treat->expr(), type(treat->type_name()));
}

/// The field is a word or a string; before 14 the function is date_part, which gives a double.
Term ExpressionForm::extract(P::ExtractFormContext* node) const {
  auto field = node->field != nullptr ? name(node->field) : string(node->string());
  static constexpr int kExtractIsItsOwn = 14;
  auto function = types_.server < kExtractIsItsOwn ? "date_part" : "extract";
  return call_of(function, {literal(std::move(field), "text"), expression(node->expr())});
}

Term ExpressionForm::substring(P::SubstringFormContext* node) const {
  auto all = node->expr();
  if (node->similar != nullptr) {
    auto pattern = similar_pattern(expression(node->similar), expression(node->escape));
    return call_of("substring", {expression(all[0]), std::move(pattern)});
  }
  if (node->from == nullptr && node->count == nullptr) return call_of("substring", terms(all));
  Terms arguments = {expression(all[0])};
  arguments.push_back(node->from != nullptr ? expression(node->from) : number_literal("1"));
  if (node->count != nullptr) {
    arguments.push_back(coerced(expression(node->count),
                                node->from == nullptr ? std::string("integer") : std::string()));
  }
  return call_of("substring", std::move(arguments));
}

Term ExpressionForm::overlay(P::OverlayFormContext* node) const {
  auto all = node->expr();
  if (node->placing == nullptr) return call_of("overlay", terms(all));
  Terms arguments = {expression(all[0]), expression(node->placing), expression(node->from)};
  if (node->count != nullptr) arguments.push_back(expression(node->count));
  return call_of("overlay", std::move(arguments));
}

/// `trim(both 'x' from c)`, `trim(c, 'x')`: the characters come last in the function's arguments.
Term ExpressionForm::trim_call(P::TrimFormContext* node) const {
  std::string function = "btrim";
  if (node->LEADING() != nullptr) function = "ltrim";
  if (node->TRAILING() != nullptr) function = "rtrim";
  Terms arguments;
  if (node->expr_list() != nullptr) arguments = terms(node->expr_list()->expr());
  for (auto* one : node->expr()) arguments.push_back(expression(one));
  return call_of(function, std::move(arguments));
}

/// NULLIF compares with `=`, and is of the type that its left side has there.
Term ExpressionForm::nullif(P::NullifFormContext* node) const {
  auto left = expression(node->expr(0)), right = expression(node->expr(1));
  if (auto found = resolve_operator("=", {left.type.name, right.type.name})) {
    left = coerced(std::move(left), found->arguments[0]);
    right = coerced(std::move(right), found->arguments[1]);
  }
  return atom(fmt::format("NULLIF({}, {})", text_of(left), text_of(right)), left.type.name);
}

Term ExpressionForm::common_call(std::string_view name,
                                 const std::vector<P::ExprContext*>& nodes) const {
  auto arguments = terms(nodes);
  std::vector<std::string> types, texts;
  for (const auto& argument : arguments) types.push_back(argument.type.name);
  auto common = common_type(types);
  for (auto& argument : arguments) texts.push_back(text_of(coerced(std::move(argument), common)));
  return atom(fmt::format("{}({})", name, fmt::join(texts, ", ")), common);
}

ExpressionForm::Terms ExpressionForm::terms(const std::vector<P::ExprContext*>& nodes) const {
  Terms out;
  for (auto* node : nodes) out.push_back(expression(node));
  return out;
}

}  // namespace athanor::postgresql
