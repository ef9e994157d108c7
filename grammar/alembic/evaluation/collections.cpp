#include <algorithm>

#include "grammar/alembic/evaluation/interpreter.hpp"
#include "grammar/alembic/utf8.hpp"

namespace athanor::alembic {
namespace {

[[noreturn]] void unsure(const std::string& kind, const std::string& name,
                         const Arguments& arguments) {
  throw NotKnown("call of " + kind + "." + name, arguments.place);
}

std::size_t count_of(const Arguments& arguments) {
  return arguments.positional.size() + arguments.keywords.size();
}

Values characters(const std::string& whole) {
  Values out;
  for (std::string_view rest = whole; !rest.empty();) {
    auto length = std::max<std::size_t>(utf8_length(rest), 1);
    out.push_back(text(std::string(rest.substr(0, length))));
    rest.remove_prefix(length);
  }
  return out;
}

Values keys_of(const DictValue& dict) {
  Values out;
  for (const auto& entry : *dict.entries) out.push_back(entry.first);
  return out;
}

std::size_t position(const Values& items, const Value& sought, const Place& place) {
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (equal(items[i], sought, place)) return i;
  }
  throw Raised("builtins.ValueError", place);
}

std::int64_t occurrences(const Values& items, const Value& sought, const Place& place) {
  return std::count_if(items.begin(), items.end(),
                       [&](const Value& item) { return equal(item, sought, place); });
}

}  // namespace

Values iterate(const Value& value, Heap& heap, const Place& place) {
  if (const auto* set = std::get_if<SetValue>(&value.kind)) {
    if (set->items->size() > 1) throw NotKnown("the order of a set", place);
  }
  if (const auto* items = items_of(value)) {
    heap.charge(items->size());
    return *items;
  }
  if (const auto* dict = std::get_if<DictValue>(&value.kind)) {
    heap.charge(dict->entries->size());
    return keys_of(*dict);
  }
  if (const auto* known = text_of(value)) {
    heap.charge(known->size());
    return characters(*known);
  }
  if (const auto* result = std::get_if<ResultValue>(&value.kind)) {
    return std::exchange(*result->rows, {});
  }
  throw NotKnown("going through " + kind_of(value), place);
}

Value list_method(const ListValue& list, const std::string& name, const Arguments& arguments,
                  Interpreter& interpreter) {
  auto& items = *list.items;
  auto& heap = interpreter.heap();
  const auto& given = arguments.positional;
  const Place& place = arguments.place;
  heap.charge(items.size() / 8 + 1);
  if (name == "sort" && given.empty()) {
    items = sorted(items, arguments, interpreter);
    return {};
  }
  if (!arguments.keywords.empty()) unsure("list", name, arguments);
  if (name == "append" && given.size() == 1) {
    items.push_back(given[0]);
    return {};
  }
  if (name == "extend" && given.size() == 1) {
    auto more = iterate(given[0], heap, place);
    items.insert(items.end(), more.begin(), more.end());
    return {};
  }
  const auto* at = given.empty() ? nullptr : std::get_if<IntegerValue>(&given[0].kind);
  if (name == "insert" && given.size() == 2 && at && at->number >= 0) {
    auto index = std::min<std::int64_t>(at->number, static_cast<std::int64_t>(items.size()));
    items.insert(items.begin() + index, given[1]);
    return {};
  }
  if (name == "pop" && given.empty()) {
    if (items.empty()) throw Raised("builtins.IndexError", place);
    auto last = items.back();
    items.pop_back();
    return last;
  }
  if (name == "remove" && given.size() == 1) {
    auto index = position(items, given[0], place);
    items.erase(items.begin() + static_cast<std::ptrdiff_t>(index));
    return {};
  }
  if (name == "index" && given.size() == 1) {
    return integer(static_cast<std::int64_t>(position(items, given[0], place)));
  }
  if (name == "count" && given.size() == 1) return integer(occurrences(items, given[0], place));
  if (given.empty() && name == "copy") return heap.list(items);
  if (given.empty() && (name == "clear" || name == "reverse")) {
    if (name == "clear") items.clear();
    std::reverse(items.begin(), items.end());
    return {};
  }
  unsure("list", name, arguments);
}

Value tuple_method(const TupleValue& tuple, const std::string& name, const Arguments& arguments,
                   Heap& heap) {
  const auto& given = arguments.positional;
  if (name == "index" && count_of(arguments) == 1 && given.size() == 1) {
    return integer(static_cast<std::int64_t>(position(*tuple.items, given[0], arguments.place)));
  }
  if (name == "count" && count_of(arguments) == 1 && given.size() == 1) {
    return integer(occurrences(*tuple.items, given[0], arguments.place));
  }
  if (name == "_asdict" && tuple.names && count_of(arguments) == 0) {
    Pairs entries;
    for (std::size_t i = 0; i < tuple.items->size(); ++i) {
      entries.emplace_back(text((*tuple.names)[i]), (*tuple.items)[i]);
    }
    return heap.dict(std::move(entries));
  }
  unsure("tuple", name, arguments);
}

Value dict_method(const DictValue& dict, const std::string& name, const Arguments& arguments,
                  Heap& heap) {
  const auto& given = arguments.positional;
  const Place& place = arguments.place;
  heap.charge(dict.entries->size() + 1);
  if (name == "update" && given.size() <= 1) {
    if (!given.empty()) {
      const auto* other = std::get_if<DictValue>(&given[0].kind);
      if (!other) unsure("dict", name, arguments);
      auto entries = *other->entries;
      for (auto& [key, value] : entries) put(dict, key, value, place);
    }
    for (const auto& [key, value] : arguments.keywords) put(dict, text(key), value, place);
    return {};
  }
  if (!arguments.keywords.empty()) unsure("dict", name, arguments);
  if (given.empty()) {
    if (name == "keys") return heap.list(keys_of(dict));
    if (name == "copy") return heap.dict(*dict.entries);
    Values out;
    for (const auto& [key, value] : *dict.entries) {
      if (name == "values") out.push_back(value);
      if (name == "items") out.push_back(tuple({key, value}));
    }
    if (name == "values" || name == "items") return heap.list(std::move(out));
    if (name == "clear") {
      dict.entries->clear();
      return {};
    }
    unsure("dict", name, arguments);
  }
  const auto* found = given.size() <= 2 ? find(dict, given[0], place) : nullptr;
  auto otherwise = given.size() == 2 ? given[1] : Value{};
  if (name == "get" && given.size() <= 2) return found ? *found : otherwise;
  if (name == "setdefault" && given.size() <= 2) {
    if (found) return *found;
    put(dict, given[0], otherwise, place);
    return otherwise;
  }
  if (name == "pop" && given.size() <= 2) {
    if (!found && given.size() == 1) throw Raised("builtins.KeyError", place);
    if (!found) return otherwise;
    auto value = *found;
    std::erase_if(*dict.entries, [&](const auto& entry) { return &entry.second == found; });
    return value;
  }
  unsure("dict", name, arguments);
}

Value set_method(const SetValue& set, const std::string& name, const Arguments& arguments,
                 Heap& heap) {
  const auto& given = arguments.positional;
  const Place& place = arguments.place;
  if (!arguments.keywords.empty()) unsure("set", name, arguments);
  heap.charge(set.items->size() + 1);
  auto add = [&](const Value& item) {
    if (!contains({set}, item, place)) set.items->push_back(item);
  };
  if (name == "copy" && given.empty()) return heap.set(*set.items);
  if (given.size() != 1) unsure("set", name, arguments);
  if (name == "add") {
    add(given[0]);
    return {};
  }
  if (name == "discard" || name == "remove") {
    auto at = std::find_if(set.items->begin(), set.items->end(),
                           [&](const Value& item) { return equal(item, given[0], place); });
    if (at != set.items->end()) {
      set.items->erase(at);
    } else if (name == "remove") {
      throw Raised("builtins.KeyError", place);
    }
    return {};
  }
  const auto* other = items_of(given[0]);
  if (!other) unsure("set", name, arguments);
  heap.charge(set.items->size() * (other->size() + 1));
  Values others = *other;
  if (name == "update") {
    for (const auto& item : others) add(item);
    return {};
  }
  auto has = [&](const Value& item) { return contains(given[0], item, place); };
  auto all_here = [&] {
    return std::all_of(others.begin(), others.end(),
                       [&](const Value& item) { return contains({set}, item, place); });
  };
  if (name == "issubset") return {std::all_of(set.items->begin(), set.items->end(), has)};
  if (name == "issuperset") return {all_here()};
  if (name == "isdisjoint") return {std::none_of(set.items->begin(), set.items->end(), has)};
  Values out;
  if (name == "union") {
    out = *set.items;
    out.insert(out.end(), others.begin(), others.end());
  } else if (name == "intersection" || name == "difference") {
    for (const auto& item : *set.items) {
      if (has(item) == (name == "intersection")) out.push_back(item);
    }
  } else {
    unsure("set", name, arguments);
  }
  return heap.set(std::move(out));
}

}  // namespace athanor::alembic
