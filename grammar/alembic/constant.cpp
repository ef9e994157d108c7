#include "grammar/alembic/constant.hpp"

#include <algorithm>
#include <array>

#include "schema/overloaded.hpp"

namespace athanor::alembic {
namespace {

Value unknown_value(std::string construct, const Place& place) {
  return {NeedsPython{std::move(construct), place}};
}

template <class... Known>
bool among(std::string_view name, Known... known) {
  return ((name == known) || ...);
}

/// `10` of `10` and `1_0`; nothing of another base.
std::optional<IntegerValue> integer(std::string text) {
  std::erase(text, '_');
  bool decimal = std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!decimal) return std::nullopt;
  auto first = text.find_first_not_of('0');
  return IntegerValue{first == std::string::npos ? "0" : text.substr(first)};
}

/// What `str()` makes of a value.
std::optional<std::string> shown(const Value& value) {
  if (const auto* text = std::get_if<TextValue>(&value.kind)) return text->text;
  if (const auto* number = std::get_if<IntegerValue>(&value.kind)) return number->digits;
  return std::nullopt;
}

}  // namespace

std::string call_of(const Call& call) {
  auto name = dotted_name(call.callee);
  if (name.empty()) {
    const auto* attribute = std::get_if<Attribute>(&call.callee->kind);
    name = attribute ? "method " + attribute->name : "a computed function";
  }
  return "call of " + name;
}

bool is_inert_module(std::string_view module) {
  static constexpr std::array inert = {"__future__",  "alembic",  "collections",       "contextlib",
                                       "dataclasses", "datetime", "decimal",           "enum",
                                       "functools",   "hashlib",  "itertools",         "json",
                                       "logging",     "math",     "operator",          "os",
                                       "pathlib",     "re",       "secrets",           "sqlalchemy",
                                       "string",      "sys",      "textwrap",          "time",
                                       "types",       "typing",   "typing_extensions", "uuid",
                                       "warnings"};
  auto top = module.substr(0, module.find('.'));
  return std::find(inert.begin(), inert.end(), top) != inert.end();
}

void Evaluator::bind_import(const Import& import, const Place& place) {
  for (const auto& one : import.modules) {
    auto top = one.module.substr(0, one.module.find('.'));
    Value value = is_inert_module(one.module)
                      ? Value{Imported{one.alias.empty() ? top : one.module}}
                      : unknown_value("import of " + one.module, place);
    bind(one.alias.empty() ? top : one.alias, std::move(value));
  }
}

void Evaluator::bind_import(const ImportFrom& import, const Place& place) {
  std::string module = std::string(import.level, '.') + import.module;
  for (const auto& one : import.names) {
    Value value = is_inert_module(module) ? Value{Imported{module + "." + one.name}}
                                          : unknown_value("import of " + module, place);
    bind(one.alias.empty() ? one.name : one.alias, std::move(value));
  }
}

Value Evaluator::evaluate(const Expression& expression) const {
  const Place& place = expression->place;
  auto needs = [&](const char* construct) { return unknown_value(construct, place); };
  return std::visit(overloaded{
                        [&](const Name& it) { return name(it, place); },
                        [&](const NoneLiteral&) { return Value{NoneValue{}}; },
                        [&](const EllipsisLiteral&) { return needs("an ellipsis"); },
                        [&](const BooleanLiteral& it) { return Value{it.value}; },
                        [&](const IntegerLiteral& it) {
                          auto known = integer(it.text);
                          return known ? Value{*known} : needs("a number");
                        },
                        [&](const FloatLiteral&) { return needs("a number"); },
                        [&](const BytesLiteral&) { return needs("a bytes string"); },
                        [&](const StringLiteral& it) { return Value{TextValue{it.value}}; },
                        [&](const FormattedString& it) { return formatted(it, place); },
                        [&](const TupleDisplay& it) { return sequence(it.elements); },
                        [&](const ListDisplay& it) { return sequence(it.elements); },
                        [&](const SetDisplay& it) { return sequence(it.elements); },
                        [&](const DictDisplay&) { return needs("a dict"); },
                        [&](const Starred&) { return needs("an unpacked sequence"); },
                        [&](const Attribute& it) { return attribute(it, place); },
                        [&](const Subscript&) { return needs("a subscript"); },
                        [&](const Slice&) { return needs("a slice"); },
                        [&](const Call& it) { return call(it, place); },
                        [&](const Unary& it) { return negated(it, place); },
                        [&](const Binary& it) { return binary(it, place); },
                        [&](const Logical& it) { return logical(it); },
                        [&](const Comparison& it) { return compared(it, place); },
                        [&](const Conditional& it) { return conditional(it); },
                        [&](const NamedExpression&) { return needs("an assignment expression"); },
                        [&](const Lambda&) { return needs("a lambda"); },
                        [&](const Comprehension&) { return needs("a comprehension"); },
                        [&](const Unread& it) { return unknown_value(it.construct, place); },
                    },
                    expression->kind);
}

std::string Evaluator::imported_name(const Expression& expression) const {
  auto value = evaluate(expression);
  const auto* imported = std::get_if<Imported>(&value.kind);
  return imported ? imported->name : "";
}

Value Evaluator::name(const Name& name, const Place& place) const {
  auto found = names_.find(name.text);
  if (found == names_.end()) return unknown_value("name " + name.text, place);
  bool imported = std::holds_alternative<Imported>(found->second.kind);
  if (certain_ || imported || unknown(found->second)) return found->second;
  return unknown_value("name " + name.text + " after a statement that needs Python", place);
}

Value Evaluator::attribute(const Attribute& attribute, const Place& place) const {
  return attribute_of(evaluate(attribute.object), attribute.name, place);
}

Value Evaluator::attribute_of(const Value& object, const std::string& name,
                              const Place& place) const {
  if (unknown(object)) return object;
  if (const auto* imported = std::get_if<Imported>(&object.kind)) {
    return {Imported{imported->name + "." + name}};
  }
  if (const auto* handle = std::get_if<Handle>(&object.kind)) {
    bool bind = *handle == Handle::Bind;
    bool context = *handle == Handle::Context;
    if (name == "dialect" && (bind || context)) return {Handle::Dialect};
    if (name == "engine" && bind) return {Handle::Bind};
    if (among(name, "bind", "connection") && context) return {Handle::Bind};
    if (name == "name" && *handle == Handle::Dialect) return {TextValue{dialect_name_}};
  }
  return unknown_value("attribute " + name, place);
}

Value Evaluator::call(const Call& call, const Place& place) const {
  const auto* method = std::get_if<Attribute>(&call.callee->kind);
  if (method == nullptr) return function_call(evaluate(call.callee), call, place);
  auto object = evaluate(method->object);
  if (const auto* text = std::get_if<TextValue>(&object.kind); text && method->name == "format") {
    return format_call(text->text, call, place);
  }
  const auto* handle = std::get_if<Handle>(&object.kind);
  if (handle && *handle == Handle::Context && method->name == "autocommit_block" &&
      call.arguments.empty()) {
    return {Handle::AutocommitBlock};
  }
  return function_call(attribute_of(object, method->name, call.callee->place), call, place);
}

Value Evaluator::function_call(const Value& callee, const Call& call, const Place& place) const {
  const auto* imported = std::get_if<Imported>(&callee.kind);
  if (imported == nullptr) return unknown_value(call_of(call), place);
  const auto& name = imported->name;
  bool plain = call.arguments.empty();
  if (plain && among(name, "alembic.op.get_bind", "alembic.context.get_bind")) {
    return {Handle::Bind};
  }
  if (plain && among(name, "alembic.op.get_context", "alembic.context.get_context")) {
    return {Handle::Context};
  }
  if (among(name, "sqlalchemy.text", "sqlalchemy.sql.text", "sqlalchemy.sql.expression.text")) {
    return text_call(call, place);
  }
  return unknown_value(call_of(call), place);
}

Value Evaluator::text_call(const Call& call, const Place& place) const {
  if (call.arguments.size() != 1) return unknown_value(call_of(call), place);
  const auto& argument = call.arguments.front();
  if (argument.kind != Argument::Kind::Positional) return unknown_value(call_of(call), place);
  auto value = evaluate(argument.value);
  if (unknown(value)) return value;
  const auto* text = std::get_if<TextValue>(&value.kind);
  return text ? Value{SqlText{text->text}} : unknown_value(call_of(call), place);
}

Value Evaluator::format_call(const std::string& text, const Call& call, const Place& place) const {
  std::vector<std::string> positional;
  std::map<std::string, std::string> named;
  for (const auto& argument : call.arguments) {
    auto value = evaluate(argument.value);
    if (unknown(value)) return value;
    auto known = shown(value);
    if (!known) return unknown_value("a formatted value", argument.place);
    if (argument.kind == Argument::Kind::Positional) {
      positional.push_back(*known);
    } else if (argument.kind == Argument::Kind::Keyword) {
      named[argument.name] = *known;
    } else {
      return unknown_value("an unpacked argument", argument.place);
    }
  }
  auto out = format_text(text, positional, named);
  return out ? Value{TextValue{*out}} : unknown_value("call of str.format", place);
}

Value Evaluator::formatted(const FormattedString& string, const Place& place) const {
  std::string out;
  for (const auto& piece : string.pieces) {
    if (const auto* text = std::get_if<std::string>(&piece)) {
      out += *text;
      continue;
    }
    const auto& field = std::get<FormatField>(piece);
    auto value = evaluate(field.value);
    if (unknown(value)) return value;
    auto known = shown(value);
    bool plain = field.format.empty() && !field.shows_source &&
                 (field.conversion.empty() || field.conversion == "s");
    if (!known || !plain) return unknown_value("a field of an f-string", place);
    out += *known;
  }
  return {TextValue{out}};
}

Value Evaluator::sequence(const std::vector<Expression>& elements) const {
  SequenceValue out;
  for (const auto& element : elements) {
    auto value = evaluate(element);
    if (unknown(value)) return value;
    out.items.push_back(std::move(value));
  }
  return {std::move(out)};
}

Value Evaluator::binary(const Binary& binary, const Place& place) const {
  auto left = evaluate(binary.left);
  if (unknown(left)) return left;
  auto right = evaluate(binary.right);
  if (unknown(right)) return right;
  const auto* head = std::get_if<TextValue>(&left.kind);
  const auto* tail = std::get_if<TextValue>(&right.kind);
  if (binary.op != BinaryOperator::Add || !head || !tail) {
    return unknown_value("an operator", place);
  }
  return {TextValue{head->text + tail->text}};
}

Value Evaluator::logical(const Logical& logical) const {
  auto left = evaluate(logical.left);
  auto known = truth(left);
  if (!known) {
    return unknown(left) ? left : unknown_value("a truth value", logical.left->place);
  }
  bool decided = *known == (logical.op == LogicalOperator::Or);
  return decided ? left : evaluate(logical.right);
}

Value Evaluator::negated(const Unary& unary, const Place& place) const {
  auto value = evaluate(unary.operand);
  if (unknown(value)) return value;
  auto known = truth(value);
  if (unary.op != UnaryOperator::Not || !known) return unknown_value("an operator", place);
  return {!*known};
}

Value Evaluator::compared(const Comparison& comparison, const Place& place) const {
  auto left = evaluate(comparison.first);
  if (unknown(left)) return left;
  bool all = true;
  for (const auto& link : comparison.links) {
    auto right = evaluate(link.right);
    if (unknown(right)) return right;
    auto known = holds(link.comparator, left, right);
    if (!known) return unknown_value("a comparison", place);
    all = all && *known;
    left = std::move(right);
  }
  return {all};
}

Value Evaluator::conditional(const Conditional& conditional) const {
  auto condition = evaluate(conditional.condition);
  auto known = truth(condition);
  if (!known) {
    return unknown(condition) ? condition
                              : unknown_value("a truth value", conditional.condition->place);
  }
  return evaluate(*known ? conditional.value : conditional.otherwise);
}

std::optional<NeedsPython> Evaluator::effect(const Expression& expression) const {
  if (const auto* call = std::get_if<Call>(&expression->kind)) {
    auto callee = imported_name(call->callee);
    bool harmless = !callee.empty() && !callee.starts_with("alembic");
    if (!harmless && unknown(evaluate(expression))) {
      return NeedsPython{call_of(*call), expression->place};
    }
  }
  if (const auto* unread = std::get_if<Unread>(&expression->kind)) {
    return NeedsPython{unread->construct, expression->place};
  }
  for (const auto& child : children(expression)) {
    if (auto found = effect(child)) return found;
  }
  return std::nullopt;
}

}  // namespace athanor::alembic
