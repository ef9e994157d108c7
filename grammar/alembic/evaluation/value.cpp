#include "grammar/alembic/evaluation/value.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "schema/overloaded.hpp"

namespace athanor::alembic {
namespace {

/// Lists within lists: deeper than any hand writes, and it ends a list that holds itself.
constexpr int deepest_value = 50;

template <class T>
const T* as(const Value& value) {
  return std::get_if<T>(&value.kind);
}

/// A number as Python compares it: bool is an int.
std::optional<double> number_of(const Value& value) {
  if (const auto* known = as<bool>(value)) return *known ? 1.0 : 0.0;
  if (const auto* known = as<IntegerValue>(value)) return static_cast<double>(known->number);
  if (const auto* known = as<FloatValue>(value)) return known->number;
  return std::nullopt;
}

/// Kinds that are equal to nothing of another kind, and whose own equality is plain.
bool is_plain(const Value& value) {
  return as<NoneValue>(value) || number_of(value) || as<TextValue>(value) || items_of(value) ||
         as<DictValue>(value);
}

class Equality {
 public:
  explicit Equality(const Place& place) : place_(place) {}

  bool same(const Value& a, const Value& b, int depth) const {
    if (depth > deepest_value) throw NotKnown("a list that is nested too deeply", place_);
    if (!is_plain(a) || !is_plain(b)) throw NotKnown("a comparison", place_);
    const auto *whole = as<IntegerValue>(a), *other = as<IntegerValue>(b);
    if (whole && other) return whole->number == other->number;
    if (auto left = number_of(a), right = number_of(b); left || right) return left == right;
    if (const auto* left = as<TextValue>(a)) {
      const auto* right = as<TextValue>(b);
      return right && left->text == right->text;
    }
    if (as<DictValue>(a) || as<DictValue>(b)) return same_dicts(a, b, depth);
    if (as<SetValue>(a) || as<SetValue>(b)) return same_sets(a, b, depth);
    const auto *left = items_of(a), *right = items_of(b);
    if (!left || !right) return as<NoneValue>(a) && as<NoneValue>(b);
    if (a.kind.index() != b.kind.index() || left->size() != right->size()) return false;
    for (std::size_t i = 0; i < left->size(); ++i) {
      if (!same((*left)[i], (*right)[i], depth + 1)) return false;
    }
    return true;
  }

 private:
  bool same_dicts(const Value& a, const Value& b, int depth) const {
    const auto *left = as<DictValue>(a), *right = as<DictValue>(b);
    if (!left || !right || left->entries->size() != right->entries->size()) return false;
    return std::all_of(left->entries->begin(), left->entries->end(), [&](const auto& entry) {
      const auto* other = find(*right, entry.first, place_);
      return other && same(entry.second, *other, depth + 1);
    });
  }

  bool same_sets(const Value& a, const Value& b, int depth) const {
    const auto *left = as<SetValue>(a), *right = as<SetValue>(b);
    if (!left || !right || left->items->size() != right->items->size()) return false;
    return std::all_of(left->items->begin(), left->items->end(), [&](const Value& item) {
      return std::any_of(right->items->begin(), right->items->end(),
                         [&](const Value& other) { return same(item, other, depth + 1); });
    });
  }

  const Place& place_;
};

void require_key(const Value& key, const Place& place) {
  bool mutable_kind = as<ListValue>(key) || as<DictValue>(key) || as<SetValue>(key);
  if (mutable_kind || !is_plain(key)) throw NotKnown("a key that is not a constant", place);
}

bool is_identity(const Value& left, const Value& right, const Place& place) {
  const auto *a = as<bool>(left), *b = as<bool>(right);
  if (a && b) return *a == *b;
  bool none = as<NoneValue>(right) != nullptr;
  if (!none && !b) throw NotKnown("a comparison", place);
  if (as<NeedsPython>(left)) throw NotKnown("a comparison", place);
  return none && as<NoneValue>(left);
}

}  // namespace

NeedsPython Raised::why() const {
  constexpr std::string_view own = "builtins.";
  return {"raise " + (type_.starts_with(own) ? type_.substr(own.size()) : type_), place_};
}

const Value* Arguments::keyword(std::string_view name) const {
  for (const auto& [known, value] : keywords) {
    if (known == name) return &value;
  }
  return nullptr;
}

const Value* Arguments::at(std::size_t position, std::string_view name) const {
  return position < positional.size() ? &positional[position] : keyword(name);
}

Heap::~Heap() {
  // A list may hold itself, and would keep itself alive.
  for (auto& items : sequences_) items->clear();
  for (auto& entries : dicts_) entries->clear();
}

void Heap::charge(std::size_t steps) {
  if (steps > left_) {
    left_ = 0;
    throw TooMuch("more steps than any migration takes", place_);
  }
  left_ -= steps;
}

Value Heap::list(Values items) {
  charge(items.size() + 1);
  sequences_.push_back(std::make_shared<Values>(std::move(items)));
  return {ListValue{sequences_.back()}};
}

Value Heap::set(Values items) {
  charge(items.size() + 1);
  auto unique = std::make_shared<Values>();
  sequences_.push_back(unique);
  Value out{SetValue{unique}};
  for (auto& item : items) {
    require_key(item, place_);
    charge(unique->size() + 1);
    if (!contains(out, item, place_)) unique->push_back(std::move(item));
  }
  return out;
}

Value Heap::dict(Pairs entries) {
  dicts_.push_back(std::make_shared<Pairs>());
  DictValue out{dicts_.back()};
  for (auto& [key, value] : entries) {
    charge(out.entries->size() + 1);
    put(out, key, std::move(value), place_);
  }
  return {out};
}

Value Heap::iterator(Values items) {
  charge(items.size() + 1);
  sequences_.push_back(std::make_shared<Values>(std::move(items)));
  return {ResultValue{sequences_.back()}};
}

Value text(std::string text) {
  return {TextValue{std::move(text), TextValue::Naming::Plain}};
}
Value integer(std::int64_t number) {
  return {IntegerValue{number}};
}
Value tuple(Values items) {
  return {TupleValue{std::make_shared<const Values>(std::move(items)), nullptr}};
}

const std::string* text_of(const Value& value) {
  const auto* known = as<TextValue>(value);
  return known ? &known->text : nullptr;
}

const Values* items_of(const Value& value) {
  if (const auto* list = as<ListValue>(value)) return list->items.get();
  if (const auto* tuple = as<TupleValue>(value)) return tuple->items.get();
  if (const auto* set = as<SetValue>(value)) return set->items.get();
  return nullptr;
}

std::string kind_of(const Value& value) {
  return std::visit(
      overloaded{
          [](const NeedsPython&) { return "an unknown value"; },
          [](const NoneValue&) { return "None"; }, [](bool) { return "a bool"; },
          [](const IntegerValue&) { return "an int"; }, [](const FloatValue&) { return "a float"; },
          [](const TextValue&) { return "a str"; }, [](const SomeText&) { return "a str"; },
          [](const ListValue&) { return "a list"; }, [](const TupleValue&) { return "a tuple"; },
          [](const SetValue&) { return "a set"; }, [](const DictValue&) { return "a dict"; },
          [](const Imported&) { return "something imported"; },
          [](Handle) { return "a handle of the database"; },
          [](const MadeValue&) { return "an object of SQLAlchemy's"; },
          [](const FunctionValue&) { return "a function"; },
          [](const BatchValue&) { return "a batch"; },
          [](const InspectorValue&) { return "an inspector"; },
          [](const ResultValue&) { return "an iterator"; },
          [](const TypeValue&) { return "a column's type"; }},
      value.kind);
}

bool truth(const Value& value, const Place& place) {
  auto unsure = [&]() -> bool { throw NotKnown("a truth value of " + kind_of(value), place); };
  return std::visit(
      overloaded{
          [&](const NeedsPython& why) -> bool { throw NotKnown(why.construct, why.place); },
          [](const NoneValue&) { return false; }, [](bool known) { return known; },
          [](const IntegerValue& it) { return it.number != 0; },
          [](const FloatValue& it) { return it.number != 0; },
          [](const TextValue& it) { return !it.text.empty(); },
          [](const SomeText&) { return true; },
          [](const ListValue& it) { return !it.items->empty(); },
          [](const TupleValue& it) { return !it.items->empty(); },
          [](const SetValue& it) { return !it.items->empty(); },
          [](const DictValue& it) { return !it.entries->empty(); },
          // It is false wherever a script is run.
          [&](const Imported& it) { return it.name == "typing.TYPE_CHECKING" ? false : unsure(); },
          [](Handle) { return true; }, [&](const MadeValue&) { return unsure(); },
          [](const FunctionValue&) { return true; }, [&](const BatchValue&) { return unsure(); },
          [](const InspectorValue&) { return true; }, [&](const ResultValue&) { return unsure(); },
          [](const TypeValue&) { return true; }},
      value.kind);
}

bool equal(const Value& a, const Value& b, const Place& place) {
  return Equality(place).same(a, b, 0);
}

bool less(const Value& a, const Value& b, const Place& place) {
  const auto *whole = as<IntegerValue>(a), *other = as<IntegerValue>(b);
  if (whole && other) return whole->number < other->number;
  if (auto left = number_of(a), right = number_of(b); left && right) return *left < *right;
  if (const auto* left = text_of(a), *right = text_of(b); left && right) return *left < *right;
  const auto *left = items_of(a), *right = items_of(b);
  bool ordered = left && right && a.kind.index() == b.kind.index() && !as<SetValue>(a);
  if (!ordered) throw NotKnown("a comparison", place);
  for (std::size_t i = 0; i < left->size() && i < right->size(); ++i) {
    if (!equal((*left)[i], (*right)[i], place)) return less((*left)[i], (*right)[i], place);
  }
  return left->size() < right->size();
}

bool contains(const Value& whole, const Value& part, const Place& place) {
  if (const auto* text = text_of(whole)) {
    const auto* sought = text_of(part);
    if (!sought) throw NotKnown("a comparison", place);
    return text->find(*sought) != std::string::npos;
  }
  if (const auto* dict = as<DictValue>(whole)) return find(*dict, part, place) != nullptr;
  const auto* items = items_of(whole);
  if (!items) throw NotKnown("a search in " + kind_of(whole), place);
  bool uncertain = false;
  for (const auto& item : *items) {
    try {
      if (equal(item, part, place)) return true;
    } catch (const NotKnown&) {
      uncertain = true;
    }
  }
  if (uncertain) throw NotKnown("a comparison", place);
  return false;
}

bool holds(Comparator comparator, const Value& left, const Value& right, const Place& place) {
  switch (comparator) {
    case Comparator::Equal:
      return equal(left, right, place);
    case Comparator::NotEqual:
      return !equal(left, right, place);
    case Comparator::In:
      return contains(right, left, place);
    case Comparator::NotIn:
      return !contains(right, left, place);
    case Comparator::Is:
      return is_identity(left, right, place);
    case Comparator::IsNot:
      return !is_identity(left, right, place);
    case Comparator::Less:
      return less(left, right, place);
    case Comparator::Greater:
      return less(right, left, place);
    case Comparator::LessEqual:
      return less(left, right, place) || equal(left, right, place);
    case Comparator::GreaterEqual:
      return less(right, left, place) || equal(left, right, place);
  }
  throw NotKnown("a comparison", place);
}

Value* find(const DictValue& dict, const Value& key, const Place& place) {
  require_key(key, place);
  for (auto& [known, value] : *dict.entries) {
    if (equal(known, key, place)) return &value;
  }
  return nullptr;
}

void put(const DictValue& dict, const Value& key, Value value, const Place& place) {
  if (auto* known = find(dict, key, place)) {
    *known = std::move(value);
  } else {
    dict.entries->emplace_back(key, std::move(value));
  }
}

}  // namespace athanor::alembic
