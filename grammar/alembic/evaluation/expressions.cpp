#include <algorithm>
#include <charconv>

#include "grammar/alembic/evaluation/interpreter.hpp"
#include "schema/overloaded.hpp"

namespace athanor::alembic {
namespace {

Value integer_literal(std::string digits, const Place& place) {
  std::erase(digits, '_');
  int base = 10;
  std::string_view rest = digits;
  if (rest.size() > 2 && rest[0] == '0' && !(rest[1] >= '0' && rest[1] <= '9')) {
    base = rest[1] == 'x' || rest[1] == 'X' ? 16 : rest[1] == 'o' || rest[1] == 'O' ? 8 : 2;
    rest.remove_prefix(2);
  }
  std::int64_t number = 0;
  auto [end, failure] = std::from_chars(rest.data(), rest.data() + rest.size(), number, base);
  if (failure != std::errc() || end != rest.data() + rest.size()) {
    throw NotKnown("a number", place);
  }
  return integer(number);
}

Value float_literal(std::string digits, const Place& place) {
  std::erase(digits, '_');
  double number = 0;
  auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (failure != std::errc() || end != digits.data() + digits.size()) {
    throw NotKnown("a number", place);
  }
  return {FloatValue{number}};
}

std::int64_t index_of(const Value& value, const Place& place) {
  if (const auto* known = std::get_if<IntegerValue>(&value.kind)) return known->number;
  if (const auto* known = std::get_if<bool>(&value.kind)) return *known;
  throw NotKnown("an index that is " + kind_of(value), place);
}

/// Texts are indexed by code points; those that are not ASCII are left to Python.
void require_ascii(const std::string& text, const Place& place) {
  for (char c : text) {
    if (static_cast<unsigned char>(c) >= 0x80) throw NotKnown("a subscript of such a text", place);
  }
}

/// Which of `size` items `[lower:upper:step]` takes.
std::vector<std::size_t> positions(std::int64_t size, std::optional<std::int64_t> lower,
                                   std::optional<std::int64_t> upper, std::int64_t step) {
  auto clamp = [&](std::int64_t at, std::int64_t low, std::int64_t high) {
    if (at < 0) at += size;
    return std::min(std::max(at, low), high);
  };
  std::vector<std::size_t> out;
  if (step > 0) {
    auto end = clamp(upper.value_or(size), 0, size);
    for (auto i = clamp(lower.value_or(0), 0, size); i < end; i += std::min(step, size)) {
      out.push_back(static_cast<std::size_t>(i));
    }
  } else {
    auto end = upper ? clamp(*upper, -1, size - 1) : -1;
    auto begin = lower ? clamp(*lower, -1, size - 1) : size - 1;
    for (auto i = begin; i > end; i += std::max(step, -size)) {
      out.push_back(static_cast<std::size_t>(i));
    }
  }
  return out;
}

}  // namespace

Value Interpreter::evaluate(const Expression& expression) {
  Deeper deeper(*this, expression->place);
  heap_.at(expression->place);
  heap_.charge(1);
  return evaluate_kind(expression);
}

Value Interpreter::evaluate_kind(const Expression& expression) {
  const Place& place = expression->place;
  auto needs = [&](std::string construct) -> Value { throw NotKnown(std::move(construct), place); };
  return std::visit(overloaded{
                        [&](const Name& it) { return name(it, place); },
                        [&](const NoneLiteral&) { return Value{NoneValue{}}; },
                        [&](const EllipsisLiteral&) { return needs("an ellipsis"); },
                        [&](const BooleanLiteral& it) { return Value{it.value}; },
                        [&](const IntegerLiteral& it) { return integer_literal(it.text, place); },
                        [&](const FloatLiteral& it) { return float_literal(it.text, place); },
                        [&](const BytesLiteral&) { return needs("a bytes string"); },
                        [&](const StringLiteral& it) { return text(it.value); },
                        [&](const FormattedString& it) { return formatted(it, place); },
                        [&](const TupleDisplay& it) { return tuple(elements(it.elements)); },
                        [&](const ListDisplay& it) { return heap_.list(elements(it.elements)); },
                        [&](const SetDisplay& it) { return heap_.set(elements(it.elements)); },
                        [&](const DictDisplay& it) { return dict(it); },
                        [&](const Starred&) { return needs("an unpacked sequence"); },
                        [&](const Attribute& it) { return attribute(it, place); },
                        [&](const Subscript& it) { return subscript(it, place); },
                        [&](const Slice&) { return needs("a slice"); },
                        [&](const Call& it) { return call(it, place); },
                        [&](const Unary& it) { return unary(it, place); },
                        [&](const Binary& it) {
                          auto left = evaluate(it.left);
                          return binary(it.op, left, evaluate(it.right), place);
                        },
                        [&](const Logical& it) { return logical(it); },
                        [&](const Comparison& it) { return compared(it, place); },
                        [&](const Conditional& it) {
                          bool holds = truth(evaluate(it.condition), it.condition->place);
                          return evaluate(holds ? it.value : it.otherwise);
                        },
                        [&](const NamedExpression& it) {
                          auto value = evaluate(it.value);
                          walrus(it.name, value);
                          return value;
                        },
                        [&](const Lambda& it) { return lambda(it); },
                        [&](const Comprehension& it) { return comprehension(it, place); },
                        [&](const Unread& it) { return needs(it.construct); },
                    },
                    expression->kind);
}

Value Interpreter::value_or_reason(const Expression& expression) {
  try {
    return evaluate(expression);
  } catch (const NotKnown& unknown) {
    return {unknown.why()};
  } catch (const Raised& raised) {
    return {raised.why()};
  }
}

const Scope::Binding* Interpreter::binding(const std::string& name) const {
  for (const Scope* scope = scope_; scope; scope = scope->outer) {
    if (scope->globals.count(name)) scope = const_cast<Scope*>(&scopes_.front());
    if (auto found = scope->names.find(name); found != scope->names.end()) return &found->second;
  }
  return nullptr;
}

Value Interpreter::name(const Name& name, const Place& place) {
  const auto* found = binding(name.text);
  if (!found) {
    if (is_builtin(name.text)) return {Imported{"builtins." + name.text}};
    throw NotKnown("name " + name.text, place);
  }
  if (const auto* why = std::get_if<NeedsPython>(&found->value.kind)) {
    throw NotKnown(why->construct, why->place);
  }
  bool fixed = std::holds_alternative<Imported>(found->value.kind);
  if (found->epoch == epoch_ || fixed) return found->value;
  throw NotKnown("name " + name.text + " after a statement that needs Python", place);
}

Value Interpreter::attribute(const Attribute& attribute, const Place& place) {
  auto object = evaluate(attribute.object);
  if (const auto* imported = std::get_if<Imported>(&object.kind)) {
    return {Imported{imported->name + "." + attribute.name}};
  }
  return attribute_of(object, attribute.name, *this, place);
}

Value Interpreter::subscript(const Subscript& subscript, const Place& place) {
  auto object = evaluate(subscript.object);
  if (const auto* slice = std::get_if<Slice>(&subscript.index->kind)) {
    return sliced(object, *slice, place);
  }
  auto index = evaluate(subscript.index);
  if (const auto* dict = std::get_if<DictValue>(&object.kind)) {
    if (const auto* found = find(*dict, index, place)) return *found;
    throw Raised("builtins.KeyError", place);
  }
  const auto* text_value = text_of(object);
  const auto* items = std::holds_alternative<SetValue>(object.kind) ? nullptr : items_of(object);
  if (!text_value && !items) throw NotKnown("a subscript of " + kind_of(object), place);
  if (text_value) require_ascii(*text_value, place);
  auto size = static_cast<std::int64_t>(text_value ? text_value->size() : items->size());
  auto at = index_of(index, place);
  if (at < 0) at += size;
  if (at < 0 || at >= size) throw Raised("builtins.IndexError", place);
  auto position = static_cast<std::size_t>(at);
  if (text_value) return text(text_value->substr(position, 1));
  if (const auto* why = std::get_if<NeedsPython>(&(*items)[position].kind)) {
    throw NotKnown(why->construct, why->place);
  }
  return (*items)[position];
}

Value Interpreter::sliced(const Value& object, const Slice& slice, const Place& place) {
  auto bound = [&](const Expression& expression) -> std::optional<std::int64_t> {
    if (!expression) return std::nullopt;
    auto value = evaluate(expression);
    if (std::holds_alternative<NoneValue>(value.kind)) return std::nullopt;
    return index_of(value, expression->place);
  };
  auto lower = bound(slice.lower), upper = bound(slice.upper), step = bound(slice.step);
  if (step == 0) throw Raised("builtins.ValueError", place);
  const auto* text_value = text_of(object);
  const auto* items = std::holds_alternative<SetValue>(object.kind) ? nullptr : items_of(object);
  if (!text_value && !items) throw NotKnown("a slice of " + kind_of(object), place);
  if (text_value) require_ascii(*text_value, place);
  auto size = text_value ? text_value->size() : items->size();
  heap_.charge(size);
  auto taken = positions(static_cast<std::int64_t>(size), lower, upper, step.value_or(1));
  if (text_value) {
    std::string out;
    for (auto i : taken) out += (*text_value)[i];
    return text(out);
  }
  Values out;
  for (auto i : taken) out.push_back((*items)[i]);
  bool list = std::holds_alternative<ListValue>(object.kind);
  return list ? heap_.list(std::move(out)) : tuple(std::move(out));
}

Values Interpreter::elements(const std::vector<Expression>& elements) {
  Values out;
  for (const auto& element : elements) {
    if (const auto* starred = std::get_if<Starred>(&element->kind)) {
      for (auto& item : iterate(evaluate(starred->value), heap_, element->place)) {
        out.push_back(std::move(item));
      }
    } else {
      out.push_back(evaluate(element));
    }
  }
  return out;
}

Value Interpreter::dict(const DictDisplay& dict) {
  Pairs out;
  for (const auto& entry : dict.entries) {
    auto value = evaluate(entry.value);
    if (entry.key) {
      out.emplace_back(evaluate(entry.key), std::move(value));
      continue;
    }
    const auto* other = std::get_if<DictValue>(&value.kind);
    if (!other) throw NotKnown("an unpacked mapping", entry.value->place);
    heap_.charge(other->entries->size());
    out.insert(out.end(), other->entries->begin(), other->entries->end());
  }
  return heap_.dict(std::move(out));
}

Value Interpreter::formatted(const FormattedString& string, const Place& place) {
  std::string out;
  for (const auto& piece : string.pieces) {
    if (const auto* known = std::get_if<std::string>(&piece)) {
      out += *known;
      continue;
    }
    const auto& field = std::get<FormatField>(piece);
    bool nested = field.format.find('{') != std::string::npos;
    if (nested || field.shows_source || field.conversion == "a") {
      throw NotKnown("a field of an f-string", place);
    }
    auto value = evaluate(field.value);
    if (field.conversion == "r") value = text(repr(value, place));
    if (field.conversion == "s") value = text(str(value, place));
    out += format_value(value, field.format, place);
    heap_.charge(out.size() / 64);
  }
  return text(out);
}

void Interpreter::walrus(const std::string& name, const Value& value) {
  Scope* scope = scope_;
  while (scope->kind == Scope::Kind::Comprehension) scope = scope->outer;
  Within within(*this, scope);
  bind(name, value);
}

void Interpreter::comprehend(const Comprehension& comprehension, std::size_t part, Values& keys,
                             Values& values) {
  if (part == comprehension.parts.size()) {
    keys.push_back(evaluate(comprehension.element));
    if (comprehension.value) values.push_back(evaluate(comprehension.value));
    return;
  }
  const auto& here = comprehension.parts[part];
  for (const auto& item : iterate(evaluate(here.iterable), heap_, here.iterable->place)) {
    assign_to(here.target, item);
    bool taken = true;
    for (const auto& filter : here.filters) {
      taken = taken && truth(evaluate(filter), filter->place);
    }
    if (taken) comprehend(comprehension, part + 1, keys, values);
  }
}

Value Interpreter::comprehension(const Comprehension& comprehension, const Place&) {
  scopes_.push_back({Scope::Kind::Comprehension, scope_, {}, {}});
  Within within(*this, &scopes_.back());
  Values keys, values;
  comprehend(comprehension, 0, keys, values);
  switch (comprehension.kind) {
    case Comprehension::Kind::Set:
      return heap_.set(std::move(keys));
    case Comprehension::Kind::Dict: {
      Pairs entries;
      for (std::size_t i = 0; i < keys.size(); ++i) entries.emplace_back(keys[i], values[i]);
      return heap_.dict(std::move(entries));
    }
    case Comprehension::Kind::Generator:
      return heap_.iterator(std::move(keys));
    case Comprehension::Kind::List:
      break;
  }
  return heap_.list(std::move(keys));
}

Value Interpreter::lambda(const Lambda& lambda) {
  auto function = function_of("lambda", lambda.parameters);
  function.value = &lambda.body;
  return {FunctionValue{std::make_shared<const Function>(std::move(function))}};
}

}  // namespace athanor::alembic
