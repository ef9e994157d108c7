#include <fmt/format.h>

#include <cmath>

#include "grammar/alembic/evaluation/value.hpp"
#include "schema/overloaded.hpp"

namespace athanor::alembic {
namespace {

constexpr int deepest_shown = 50;

std::string show(double number, const Place& place) {
  if (!std::isfinite(number)) throw NotKnown("a number that is not finite", place);
  // Python turns to an exponent where fmt's shortest form does not.
  if (number != 0 && (std::abs(number) >= 1e16 || std::abs(number) < 1e-4)) {
    throw NotKnown("a very large or very small number as text", place);
  }
  auto out = fmt::format("{}", number);
  return out.find_first_of(".e") == std::string::npos ? out + ".0" : out;
}

/// Python's repr() of a text; what it would escape besides quotes and lines is not certain.
std::string quoted(const std::string& text, const Place& place) {
  char quote =
      text.find('\'') != std::string::npos && text.find('"') == std::string::npos ? '"' : '\'';
  std::string out(1, quote);
  for (char c : text) {
    auto byte = static_cast<unsigned char>(c);
    if (c == quote || c == '\\') {
      out += {'\\', c};
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\r') {
      out += "\\r";
    } else if (byte < 0x20 || byte >= 0x7F) {
      throw NotKnown("repr() of such a string", place);
    } else {
      out += c;
    }
  }
  return out + quote;
}

class Shower {
 public:
  explicit Shower(const Place& place) : place_(place) {}

  std::string show_value(const Value& value, int depth) const {
    if (depth > deepest_shown) throw NotKnown("a list that is nested too deeply", place_);
    auto unsure = [&]() -> std::string { throw NotKnown("the text of " + kind_of(value), place_); };
    return std::visit(
        overloaded{[&](const NeedsPython&) { return unsure(); },
                   [](const NoneValue&) { return std::string("None"); },
                   [](bool known) { return std::string(known ? "True" : "False"); },
                   [](const IntegerValue& it) { return std::to_string(it.number); },
                   [&](const FloatValue& it) { return show(it.number, place_); },
                   [&](const TextValue& it) { return quoted(it.text, place_); },
                   [&](const SomeText& it) -> std::string { throw NotKnown(it.what, place_); },
                   [&](const ListValue& it) { return row("[", *it.items, "]", depth); },
                   [&](const TupleValue& it) {
                     return row("(", *it.items, it.items->size() == 1 ? ",)" : ")", depth);
                   },
                   [&](const SetValue& it) {
                     return it.items->size() == 1 ? row("{", *it.items, "}", depth) : unsure();
                   },
                   [&](const DictValue& it) { return entries(*it.entries, depth); },
                   [&](const Imported&) { return unsure(); }, [&](Handle) { return unsure(); },
                   [&](const MadeValue&) { return unsure(); },
                   [&](const FunctionValue&) { return unsure(); },
                   [&](const BatchValue&) { return unsure(); },
                   [&](const InspectorValue&) { return unsure(); },
                   [&](const ResultValue&) { return unsure(); },
                   [&](const TypeValue&) { return unsure(); }},
        value.kind);
  }

 private:
  std::string row(const char* open, const Values& items, const char* close, int depth) const {
    std::string out = open;
    for (std::size_t i = 0; i < items.size(); ++i) {
      out += (i ? ", " : "") + show_value(items[i], depth + 1);
    }
    return out + close;
  }

  std::string entries(const Pairs& entries, int depth) const {
    std::string out = "{";
    for (std::size_t i = 0; i < entries.size(); ++i) {
      out += (i ? ", " : "") + show_value(entries[i].first, depth + 1) + ": " +
             show_value(entries[i].second, depth + 1);
    }
    return out + "}";
  }

  const Place& place_;
};

}  // namespace

std::string repr(const Value& value, const Place& place) {
  return Shower(place).show_value(value, 0);
}

std::string str(const Value& value, const Place& place) {
  if (const auto* known = text_of(value)) return *known;
  return repr(value, place);
}

}  // namespace athanor::alembic
