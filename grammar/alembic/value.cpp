#include "grammar/alembic/constant.hpp"
#include "schema/overloaded.hpp"

namespace athanor::alembic {
namespace {

/// Equality of two known values of kinds whose equality is plain; nothing for any other.
std::optional<bool> equal(const Value& a, const Value& b) {
  auto plain = [](const Value& value) {
    return std::holds_alternative<TextValue>(value.kind) ||
           std::holds_alternative<IntegerValue>(value.kind) ||
           std::holds_alternative<NoneValue>(value.kind);
  };
  if (!plain(a) || !plain(b)) return std::nullopt;
  if (a.kind.index() != b.kind.index()) return false;
  if (const auto* text = std::get_if<TextValue>(&a.kind)) {
    return *text == std::get<TextValue>(b.kind);
  }
  if (const auto* number = std::get_if<IntegerValue>(&a.kind)) {
    return *number == std::get<IntegerValue>(b.kind);
  }
  return true;
}

std::optional<bool> contains(const Value& whole, const Value& part) {
  if (const auto* text = std::get_if<TextValue>(&whole.kind)) {
    const auto* sought = std::get_if<TextValue>(&part.kind);
    if (sought == nullptr) return std::nullopt;
    return text->text.find(sought->text) != std::string::npos;
  }
  const auto* sequence = std::get_if<SequenceValue>(&whole.kind);
  if (sequence == nullptr) return std::nullopt;
  bool found = false;
  for (const auto& item : sequence->items) {
    auto same = equal(item, part);
    if (!same) return std::nullopt;
    found = found || *same;
  }
  return found;
}

std::optional<bool> negate(std::optional<bool> value) {
  if (value) value = !*value;
  return value;
}

}  // namespace

std::optional<bool> holds(Comparator comparator, const Value& left, const Value& right) {
  switch (comparator) {
    case Comparator::Equal:
      return equal(left, right);
    case Comparator::NotEqual:
      return negate(equal(left, right));
    case Comparator::In:
      return contains(right, left);
    case Comparator::NotIn:
      return negate(contains(right, left));
    case Comparator::Is:
    case Comparator::IsNot: {
      // Identity is certain only of None.
      if (!std::holds_alternative<NoneValue>(right.kind)) return std::nullopt;
      bool none = std::holds_alternative<NoneValue>(left.kind);
      return none == (comparator == Comparator::Is);
    }
    case Comparator::Less:
    case Comparator::Greater:
    case Comparator::LessEqual:
    case Comparator::GreaterEqual:
      return std::nullopt;
  }
  return std::nullopt;
}

const NeedsPython* unknown(const Value& value) {
  return std::get_if<NeedsPython>(&value.kind);
}

std::optional<bool> truth(const Value& value) {
  using Truth = std::optional<bool>;
  return std::visit(
      overloaded{[](const NeedsPython&) -> Truth { return std::nullopt; },
                 [](const NoneValue&) -> Truth { return false; },
                 [](bool known) -> Truth { return known; },
                 [](const IntegerValue& number) -> Truth { return number.digits != "0"; },
                 [](const TextValue& text) -> Truth { return !text.text.empty(); },
                 [](const SequenceValue& sequence) -> Truth { return !sequence.items.empty(); },
                 // `typing.TYPE_CHECKING` is false wherever a script is run.
                 [](const Imported& imported) -> Truth {
                   if (imported.name == "typing.TYPE_CHECKING") return false;
                   return std::nullopt;
                 },
                 [](Handle) -> Truth { return std::nullopt; },
                 [](const SqlText&) -> Truth { return std::nullopt; }},
      value.kind);
}

}  // namespace athanor::alembic
