#include "grammar/postgresql/canonical_quick.hpp"

#include <algorithm>

#include "grammar/postgresql/canonical_form.hpp"
#include "grammar/postgresql/keywords.hpp"
#include "schema/names.hpp"
#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

bool is_word(std::string_view text) {
  auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
  auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return !text.empty() && letter(text.front()) &&
         std::all_of(text.begin(), text.end(), [&](char c) { return letter(c) || digit(c); });
}

std::optional<Term> quick_word(std::string_view text) {
  auto word = ascii_lower(text);
  if (word == "true" || word == "false") return literal(word, "boolean");
  if (word == "null") return null();
  return std::nullopt;
}

std::optional<Term> quick_call(std::string_view text) {
  if (!text.ends_with("()")) return std::nullopt;
  auto name = ascii_lower(text.substr(0, text.size() - 2));
  if (!is_word(name) || must_be_quoted(name)) return std::nullopt;
  return call_of(name, {});
}

/// Words that one name of a built-in type is made of, as the catalogue spells it.
std::optional<std::string> quick_type(std::string_view text) {
  auto name = ascii_lower(text);
  bool array = is_array(name);
  if (array) name.resize(name.size() - 2);
  // Of length 1, or another type where they are written with quotes.
  bool special = name == "bit" || name == "char" || name == "character";
  auto type = spelled_type(name);
  if (special || !is_built_in(type) || is_polymorphic(type) || type == "unknown") {
    return std::nullopt;
  }
  return array ? array_of(type) : std::string(type);
}

std::optional<Term> quick_string(std::string_view text) {
  auto close = text.find('\'', 1);
  if (close == std::string_view::npos) return std::nullopt;
  auto value = literal(std::string(text.substr(1, close - 1)), "unknown");
  auto rest = text.substr(close + 1);
  if (rest.empty()) return value;
  if (!rest.starts_with("::")) return std::nullopt;
  auto type = quick_type(rest.substr(2));
  if (!type) return std::nullopt;
  return cast(std::move(value), {*type, ""});
}

bool is_digits(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

std::optional<Term> quick_term(std::string_view text) {
  text = trim(text);
  if (text.empty()) return std::nullopt;
  if (text.front() == '\'') return quick_string(text);
  auto dot = std::min(text.find('.'), text.size());
  bool number =
      is_digits(text.substr(0, dot)) && (dot == text.size() || is_digits(text.substr(dot + 1)));
  if (number) return number_literal(text);
  if (is_word(text)) return quick_word(text);
  return quick_call(text);
}

}  // namespace athanor::postgresql
