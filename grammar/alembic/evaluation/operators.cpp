#include <cmath>

#include "grammar/alembic/evaluation/interpreter.hpp"

namespace athanor::alembic {
namespace {

[[noreturn]] void unsure(const Place& place) {
  throw NotKnown("an operator", place);
}

std::optional<std::int64_t> as_integer(const Value& value) {
  if (const auto* known = std::get_if<IntegerValue>(&value.kind)) return known->number;
  if (const auto* known = std::get_if<bool>(&value.kind)) return *known ? 1 : 0;
  return std::nullopt;
}

std::optional<double> as_real(const Value& value) {
  if (const auto* known = std::get_if<FloatValue>(&value.kind)) return known->number;
  if (auto known = as_integer(value)) return static_cast<double>(*known);
  return std::nullopt;
}

std::int64_t floor_divide(std::int64_t a, std::int64_t b) {
  auto quotient = a / b;
  return quotient * b != a && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

std::int64_t power(std::int64_t base, std::int64_t exponent, const Place& place) {
  if (exponent < 0 || exponent > 64) unsure(place);
  std::int64_t out = 1;
  for (; exponent > 0; --exponent) {
    if (__builtin_mul_overflow(out, base, &out)) unsure(place);
  }
  return out;
}

Value of_integers(BinaryOperator op, std::int64_t a, std::int64_t b, const Place& place) {
  std::int64_t out = 0;
  bool divides = op == BinaryOperator::FloorDivide || op == BinaryOperator::Modulo ||
                 op == BinaryOperator::Divide;
  if (divides && b == 0) throw Raised("builtins.ZeroDivisionError", place);
  if (divides && (b == -1 || op == BinaryOperator::Divide)) unsure(place);
  switch (op) {
    case BinaryOperator::Add:
      if (__builtin_add_overflow(a, b, &out)) unsure(place);
      return integer(out);
    case BinaryOperator::Subtract:
      if (__builtin_sub_overflow(a, b, &out)) unsure(place);
      return integer(out);
    case BinaryOperator::Multiply:
      if (__builtin_mul_overflow(a, b, &out)) unsure(place);
      return integer(out);
    case BinaryOperator::FloorDivide:
      return integer(floor_divide(a, b));
    case BinaryOperator::Modulo:
      return integer(a - floor_divide(a, b) * b);
    case BinaryOperator::Power:
      return integer(power(a, b, place));
    case BinaryOperator::And:
      return integer(a & b);
    case BinaryOperator::Or:
      return integer(a | b);
    case BinaryOperator::Xor:
      return integer(a ^ b);
    case BinaryOperator::Divide:
    case BinaryOperator::MatrixMultiply:
    case BinaryOperator::ShiftLeft:
    case BinaryOperator::ShiftRight:
      break;
  }
  unsure(place);
}

Value of_reals(BinaryOperator op, double a, double b, const Place& place) {
  if (op == BinaryOperator::Add) return {FloatValue{a + b}};
  if (op == BinaryOperator::Subtract) return {FloatValue{a - b}};
  if (op == BinaryOperator::Multiply) return {FloatValue{a * b}};
  if (op != BinaryOperator::Divide) unsure(place);
  if (b == 0) throw Raised("builtins.ZeroDivisionError", place);
  return {FloatValue{a / b}};
}

/// `sequence * times`, and the like of a text.
std::optional<Value> repeated(const Value& what, const Value& count, Heap& heap,
                              const Place& place) {
  auto times = as_integer(count);
  const auto* items = std::holds_alternative<SetValue>(what.kind) ? nullptr : items_of(what);
  const auto* known = text_of(what);
  if (!times || (!items && !known)) return std::nullopt;
  auto number = static_cast<std::size_t>(std::max<std::int64_t>(*times, 0));
  auto size = known ? known->size() : items->size();
  if (size != 0 && number > 1'000'000 / size) throw NotKnown("a very long sequence", place);
  heap.charge(size * number);
  if (known) {
    std::string out;
    for (std::size_t i = 0; i < number; ++i) out += *known;
    return text(out);
  }
  Values out;
  for (std::size_t i = 0; i < number; ++i) out.insert(out.end(), items->begin(), items->end());
  bool list = std::holds_alternative<ListValue>(what.kind);
  return list ? heap.list(std::move(out)) : tuple(std::move(out));
}

std::optional<Value> joined(const Value& left, const Value& right, Heap& heap) {
  const auto *head = text_of(left), *tail = text_of(right);
  if (head && tail) {
    heap.charge((head->size() + tail->size()) / 64);
    return text(*head + *tail);
  }
  bool lists = std::holds_alternative<ListValue>(left.kind);
  bool tuples = std::holds_alternative<TupleValue>(left.kind);
  if ((!lists && !tuples) || left.kind.index() != right.kind.index()) return std::nullopt;
  Values out = *items_of(left);
  out.insert(out.end(), items_of(right)->begin(), items_of(right)->end());
  return lists ? heap.list(std::move(out)) : tuple(std::move(out));
}

std::optional<Value> of_sets(BinaryOperator op, const Value& left, const Value& right, Heap& heap,
                             const Place& place) {
  const auto* a = std::get_if<SetValue>(&left.kind);
  const auto* b = std::get_if<SetValue>(&right.kind);
  if (!a || !b) return std::nullopt;
  heap.charge(a->items->size() * (b->items->size() + 1));
  Values out;
  auto take = [&](const SetValue& from, const Value& other, bool wanted) {
    for (const auto& item : *from.items) {
      if (contains(other, item, place) == wanted) out.push_back(item);
    }
  };
  if (op == BinaryOperator::And) {
    take(*a, right, true);
  } else if (op == BinaryOperator::Subtract) {
    take(*a, right, false);
  } else if (op == BinaryOperator::Or || op == BinaryOperator::Xor) {
    if (op == BinaryOperator::Or) out = *a->items;
    if (op == BinaryOperator::Xor) take(*a, right, false);
    take(*b, left, false);
  } else {
    return std::nullopt;
  }
  return heap.set(std::move(out));
}

const char* name_of(Comparator comparator) {
  switch (comparator) {
    case Comparator::Less:
      return ".<";
    case Comparator::Greater:
      return ".>";
    case Comparator::Equal:
      return ".==";
    case Comparator::NotEqual:
      return ".!=";
    case Comparator::LessEqual:
      return ".<=";
    case Comparator::GreaterEqual:
      return ".>=";
    case Comparator::In:
    case Comparator::NotIn:
    case Comparator::Is:
    case Comparator::IsNot:
      break;
  }
  return nullptr;
}

/// SQLAlchemy makes an expression of a comparison with one of its own.
std::optional<Value> expression_of(Comparator comparator, const Value& left, const Value& right,
                                   const Place& place) {
  const auto* made = std::get_if<MadeValue>(&left.kind);
  const auto* name = name_of(comparator);
  if (!made || !name) return std::nullopt;
  auto out = std::make_shared<Made>();
  out->name = name;
  out->object = made->made;
  out->arguments = {{right}, {}, place};
  return Value{MadeValue{out}};
}

}  // namespace

Value Interpreter::unary(const Unary& unary, const Place& place) {
  auto value = evaluate(unary.operand);
  if (unary.op == UnaryOperator::Not) return {!truth(value, unary.operand->place)};
  auto number = as_integer(value);
  if (number && unary.op == UnaryOperator::Plus) return integer(*number);
  if (number && unary.op == UnaryOperator::Minus && *number != INT64_MIN) return integer(-*number);
  const auto* real = std::get_if<FloatValue>(&value.kind);
  if (real && unary.op == UnaryOperator::Minus) return {FloatValue{-real->number}};
  unsure(place);
}

Value Interpreter::binary(BinaryOperator op, const Value& left, const Value& right,
                          const Place& place) {
  if (auto out = of_sets(op, left, right, heap_, place)) return *out;
  if (const auto* format = text_of(left); format && op == BinaryOperator::Modulo) {
    return text(percent_format(*format, right, place));
  }
  if (op == BinaryOperator::Add) {
    if (auto out = joined(left, right, heap_)) return *out;
  }
  if (op == BinaryOperator::Multiply) {
    if (auto out = repeated(left, right, heap_, place)) return *out;
    if (auto out = repeated(right, left, heap_, place)) return *out;
  }
  if (auto a = as_integer(left), b = as_integer(right); a && b) {
    if (op != BinaryOperator::Divide) return of_integers(op, *a, *b, place);
  }
  if (auto a = as_real(left), b = as_real(right); a && b) return of_reals(op, *a, *b, place);
  const auto* head = std::get_if<DictValue>(&left.kind);
  const auto* tail = std::get_if<DictValue>(&right.kind);
  if (head && tail && op == BinaryOperator::Or) {
    Pairs out = *head->entries;
    out.insert(out.end(), tail->entries->begin(), tail->entries->end());
    return heap_.dict(std::move(out));
  }
  unsure(place);
}

Value Interpreter::logical(const Logical& logical) {
  auto left = evaluate(logical.left);
  bool decided = truth(left, logical.left->place) == (logical.op == LogicalOperator::Or);
  return decided ? left : evaluate(logical.right);
}

Value Interpreter::compared(const Comparison& comparison, const Place& place) {
  auto left = evaluate(comparison.first);
  for (const auto& link : comparison.links) {
    auto right = evaluate(link.right);
    if (comparison.links.size() == 1) {
      if (auto made = expression_of(link.comparator, left, right, place)) return *made;
    }
    heap_.charge(items_of(right) ? items_of(right)->size() : 1);
    if (!holds(link.comparator, left, right, place)) return {false};
    left = std::move(right);
  }
  return {true};
}

}  // namespace athanor::alembic
