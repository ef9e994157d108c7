#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

#include "grammar/alembic/evaluation/interpreter.hpp"

namespace athanor::alembic {
namespace {

constexpr std::array functions = {
    "len",  "range", "enumerate", "zip",   "sorted",  "reversed", "list",       "tuple",
    "set",  "dict",  "any",       "all",   "str",     "int",      "isinstance", "bool",
    "min",  "max",   "sum",       "print", "map",     "filter",   "frozenset",  "float",
    "repr", "abs",   "next",      "iter",  "getattr", "hasattr",  "callable",   "format"};
/// Names that stand for classes: as an argument of isinstance, or as exceptions.
constexpr std::array classes = {
    "Exception",         "BaseException",       "ValueError",     "TypeError",
    "KeyError",          "IndexError",          "LookupError",    "RuntimeError",
    "AttributeError",    "NameError",           "ImportError",    "ModuleNotFoundError",
    "OSError",           "StopIteration",       "AssertionError", "ArithmeticError",
    "ZeroDivisionError", "NotImplementedError", "bytes",          "object"};

/// One call of a builtin function.
class Builtin {
 public:
  Builtin(std::string_view name, const Arguments& arguments, Interpreter& interpreter)
      : name_(name),
        arguments_(arguments),
        place_(arguments.place),
        given_(arguments.positional),
        interpreter_(interpreter),
        heap_(interpreter.heap()) {}

  Value value() {
    if (name_ == "print") return {};
    if (name_ == "sorted" && given_.size() == 1) {
      return heap_.list(athanor::alembic::sorted(items(0, Order::Any), arguments_, interpreter_));
    }
    if (name_ == "dict") return dict();
    if (name_ == "enumerate") return enumerate();
    if (!arguments_.keywords.empty()) unsure();
    if (auto out = collection()) return *out;
    if (auto out = scalar()) return *out;
    if (auto out = over_items()) return *out;
    unsure();
  }

 private:
  enum class Order { Matters, Any };

  [[noreturn]] void unsure() const { throw NotKnown(call_of(name_), place_); }

  /// The items of an argument; those of a set only where their order makes no difference.
  Values items(std::size_t i, Order order = Order::Matters) const {
    if (i >= given_.size()) unsure();
    const auto* set = std::get_if<SetValue>(&given_[i].kind);
    if (set && order == Order::Any) return *set->items;
    return iterate(given_[i], heap_, place_);
  }

  /// An argument that is a number of a size that counts something.
  std::int64_t number(std::size_t i) const {
    constexpr std::int64_t far = 1'000'000'000;
    const auto* known = std::get_if<IntegerValue>(&given_[i].kind);
    if (!known || known->number > far || known->number < -far) unsure();
    return known->number;
  }

  std::optional<Value> collection() {
    bool none = given_.empty();
    if (given_.size() > 1 && name_ != "range" && name_ != "zip") return std::nullopt;
    if (name_ == "list") return heap_.list(none ? Values{} : items(0));
    if (name_ == "tuple") return tuple(none ? Values{} : items(0));
    if (name_ == "set" || name_ == "frozenset") {
      return heap_.set(none ? Values{} : items(0, Order::Any));
    }
    if (name_ == "range") return range();
    if (name_ == "zip") return zip();
    if (name_ == "reversed" && !none && !std::holds_alternative<SetValue>(given_[0].kind)) {
      auto out = items(0);
      std::reverse(out.begin(), out.end());
      return heap_.iterator(std::move(out));
    }
    return std::nullopt;
  }

  Value range() {
    if (given_.empty() || given_.size() > 3) unsure();
    std::int64_t begin = given_.size() > 1 ? number(0) : 0;
    std::int64_t end = number(given_.size() > 1 ? 1 : 0);
    std::int64_t step = given_.size() > 2 ? number(2) : 1;
    if (step == 0) unsure();
    Values out;
    for (auto i = begin; step > 0 ? i < end : i > end; i += step) {
      heap_.charge(1);
      out.push_back(integer(i));
    }
    return heap_.list(std::move(out));
  }

  Value zip() {
    std::vector<Values> rows;
    for (std::size_t i = 0; i < given_.size(); ++i) rows.push_back(items(i));
    std::size_t shortest = rows.empty() ? 0 : rows[0].size();
    for (const auto& row : rows) shortest = std::min(shortest, row.size());
    Values out;
    for (std::size_t i = 0; i < shortest; ++i) {
      Values one;
      for (const auto& row : rows) one.push_back(row[i]);
      out.push_back(tuple(std::move(one)));
    }
    return heap_.iterator(std::move(out));
  }

  Value enumerate() {
    const auto* start = arguments_.at(1, "start");
    const auto* first = start ? std::get_if<IntegerValue>(&start->kind) : nullptr;
    if ((start && !first) || given_.empty()) unsure();
    std::int64_t next = first ? first->number : 0;
    if (next < 0 || next > 1'000'000'000) unsure();
    Values out;
    for (const auto& item : items(0)) out.push_back(tuple({integer(next++), item}));
    return heap_.iterator(std::move(out));
  }

  Value dict() {
    if (given_.size() > 1) unsure();
    Pairs out;
    const auto* other = given_.empty() ? nullptr : std::get_if<DictValue>(&given_[0].kind);
    if (other) {
      out = *other->entries;
    } else if (!given_.empty()) {
      for (const auto& item : items(0)) {
        const auto* pair = items_of(item);
        if (!pair || pair->size() != 2) unsure();
        out.emplace_back((*pair)[0], (*pair)[1]);
      }
    }
    for (const auto& [key, value] : arguments_.keywords) out.emplace_back(text(key), value);
    return heap_.dict(std::move(out));
  }

  std::optional<Value> scalar() {
    if (name_ == "isinstance" && given_.size() == 2) return Value{is_instance(given_[1])};
    if (name_ == "str" && given_.empty()) return text("");
    if (given_.size() != 1) return std::nullopt;
    const Value& it = given_[0];
    if (name_ == "len") return integer(length(it));
    if (name_ == "str") return text(str(it, place_));
    if (name_ == "repr") return text(repr(it, place_));
    if (name_ == "bool") return Value{truth(it, place_)};
    if (name_ == "int") return integer(to_integer(it));
    if (name_ == "abs") return integer(std::abs(number(0)));
    return std::nullopt;
  }

  std::int64_t length(const Value& it) const {
    if (const auto* all = items_of(it)) return static_cast<std::int64_t>(all->size());
    if (const auto* dict = std::get_if<DictValue>(&it.kind)) {
      return static_cast<std::int64_t>(dict->entries->size());
    }
    if (text_of(it)) return static_cast<std::int64_t>(iterate(it, heap_, place_).size());
    unsure();
  }

  std::int64_t to_integer(const Value& it) const {
    if (const auto* known = std::get_if<IntegerValue>(&it.kind)) return known->number;
    if (const auto* known = std::get_if<bool>(&it.kind)) return *known;
    const auto* digits = text_of(it);
    if (!digits) unsure();
    std::int64_t out = 0;
    auto [end, failure] = std::from_chars(digits->data(), digits->data() + digits->size(), out);
    if (failure != std::errc() || end != digits->data() + digits->size()) unsure();
    return out;
  }

  bool is_instance(const Value& wanted) const {
    if (const auto* several = items_of(wanted)) {
      return std::any_of(several->begin(), several->end(),
                         [&](const Value& one) { return is_instance(one); });
    }
    const auto* type = std::get_if<Imported>(&wanted.kind);
    if (!type || !type->name.starts_with("builtins.")) unsure();
    std::string_view sought = std::string_view(type->name).substr(9);
    const Value& it = given_[0];
    bool boolean = std::holds_alternative<bool>(it.kind);
    if (boolean) return sought == "bool" || sought == "int";
    if (std::holds_alternative<IntegerValue>(it.kind)) return sought == "int";
    if (std::holds_alternative<FloatValue>(it.kind)) return sought == "float";
    if (std::holds_alternative<NoneValue>(it.kind)) return false;
    if (text_of(it) || std::holds_alternative<SomeText>(it.kind)) return sought == "str";
    if (std::holds_alternative<ListValue>(it.kind)) return sought == "list";
    if (std::holds_alternative<DictValue>(it.kind)) return sought == "dict";
    if (std::holds_alternative<SetValue>(it.kind) && sought != "frozenset") return sought == "set";
    const auto* row = std::get_if<TupleValue>(&it.kind);
    if (row) return sought == "tuple";
    unsure();
  }

  std::optional<Value> over_items() {
    if (given_.empty()) return std::nullopt;
    if (name_ == "any" || name_ == "all") {
      auto all = items(0, Order::Any);
      auto holds = [&](const Value& item) { return truth(item, place_); };
      return Value{name_ == "any" ? std::any_of(all.begin(), all.end(), holds)
                                  : std::all_of(all.begin(), all.end(), holds)};
    }
    if (name_ == "min" || name_ == "max") return extreme();
    if (name_ == "sum" && given_.size() == 1) return sum();
    if ((name_ == "map" || name_ == "filter") && given_.size() == 2) return mapped();
    if (name_ == "next") return first();
    if (name_ == "iter" && given_.size() == 1) return heap_.iterator(items(0));
    return std::nullopt;
  }

  Value extreme() {
    auto all = given_.size() == 1 ? items(0, Order::Any) : given_;
    if (all.empty()) throw Raised("builtins.ValueError", place_);
    auto before = [&](const Value& a, const Value& b) { return less(a, b, place_); };
    return name_ == "min" ? *std::min_element(all.begin(), all.end(), before)
                          : *std::max_element(all.begin(), all.end(), before);
  }

  Value sum() {
    std::int64_t total = 0;
    for (const auto& item : items(0, Order::Any)) {
      const auto* known = std::get_if<IntegerValue>(&item.kind);
      const auto* flag = std::get_if<bool>(&item.kind);
      if (!known && !flag) unsure();
      if (__builtin_add_overflow(total, known ? known->number : *flag, &total)) unsure();
    }
    return integer(total);
  }

  Value mapped() {
    Values out;
    for (const auto& item : items(1)) {
      auto value = interpreter_.call(given_[0], {{item}, {}, place_});
      if (name_ == "map") out.push_back(value);
      if (name_ == "filter" && truth(value, place_)) out.push_back(item);
    }
    return heap_.iterator(std::move(out));
  }

  /// `next(iterator, default)`
  Value first() {
    const auto* iterator = std::get_if<ResultValue>(&given_[0].kind);
    if (given_.size() > 2 || !iterator) unsure();
    auto& rows = *iterator->rows;
    if (rows.empty() && given_.size() == 1) throw Raised("builtins.StopIteration", place_);
    if (rows.empty()) return given_[1];
    auto next = rows.front();
    rows.erase(rows.begin());
    return next;
  }

  std::string_view name_;
  const Arguments& arguments_;
  const Place& place_;
  const Values& given_;
  Interpreter& interpreter_;
  Heap& heap_;
};

}  // namespace

bool is_builtin(std::string_view name) {
  return std::find(functions.begin(), functions.end(), name) != functions.end() ||
         std::find(classes.begin(), classes.end(), name) != classes.end();
}

Value builtin(std::string_view name, const Arguments& arguments, Interpreter& interpreter) {
  return Builtin(name, arguments, interpreter).value();
}

Values sorted(Values items, const Arguments& arguments, Interpreter& interpreter) {
  const Place& place = arguments.place;
  for (const auto& [name, value] : arguments.keywords) {
    if (name != "key" && name != "reverse") throw NotKnown("call of sorted", place);
  }
  const auto* key = arguments.keyword("key");
  const auto* reverse = arguments.keyword("reverse");
  std::vector<std::pair<Value, Value>> keyed;
  for (auto& item : items) {
    bool plain = !key || std::holds_alternative<NoneValue>(key->kind);
    auto by = plain ? item : interpreter.call(*key, {{item}, {}, place});
    keyed.emplace_back(std::move(by), std::move(item));
  }
  bool backwards = reverse && truth(*reverse, place);
  interpreter.heap().charge(items.size() * 8);
  std::stable_sort(keyed.begin(), keyed.end(), [&](const auto& a, const auto& b) {
    return backwards ? less(b.first, a.first, place) : less(a.first, b.first, place);
  });
  Values out;
  for (auto& [by, item] : keyed) out.push_back(std::move(item));
  return out;
}

}  // namespace athanor::alembic
