#include "engine/dialects/postgresql/literal.hpp"

#include <nlohmann/json.hpp>

#include "engine/dialects/postgresql/names.hpp"
#include "engine/dialects/postgresql/types.hpp"
#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

using Json = nlohmann::ordered_json;

bool is_json_type(const DataType& type) {
  return type.dimensions == 0 && type.name.schema.empty() &&
         (type.name.name == "json" || type.name.name == "jsonb");
}

bool is_number_type(const DataType& type) {
  const auto& name = type.name.name;
  return type.dimensions == 0 && type.name.schema.empty() &&
         (name == "smallint" || name == "integer" || name == "bigint" || name == "numeric" ||
          name == "real" || name == "double precision");
}

/// An element of an array's text form (arrays.html, "Array Input and Output Syntax").
std::string array_element(const Json& value) {
  if (value.is_null()) return "NULL";
  if (value.is_array()) {
    std::string out;
    for (const auto& element : value) out += (out.empty() ? "" : ",") + array_element(element);
    return "{" + out + "}";
  }
  if (!value.is_string()) return value.dump();
  auto text = value.get<std::string>();
  bool plain = !text.empty() && !ascii_iequals(text, "null") &&
               text.find_first_of("{},\"\\ \t\n\r\v\f") == std::string::npos;
  if (plain) return text;
  std::string out = "\"";
  for (char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c;
  }
  return out + "\"";
}

bool is_number(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  bool digits = !text.empty() && text.size() <= 18;
  for (char c : text) digits = digits && c >= '0' && c <= '9';
  return digits && (text.size() == 1 || text.front() != '0');
}

bool is_decimal(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  auto dot = text.find('.');
  if (dot == std::string_view::npos || dot == 0 || dot + 1 == text.size()) return false;
  if (dot > 1 && text.front() == '0') return false;
  auto digits = [](std::string_view part) {
    for (char c : part) {
      if (c < '0' || c > '9') return false;
    }
    return true;
  };
  // TOML's floats are doubles: what does not survive one stays SQL.
  return digits(text.substr(0, dot)) && digits(text.substr(dot + 1)) && text.size() <= 15;
}

/// The string that a plain `'...'` literal stands for; absent where `text` is something else.
std::optional<std::string> plain_string(const std::string& text) {
  if (text.size() < 2 || text.front() != '\'') return std::nullopt;
  auto tokens = scan_sql(text);
  if (tokens.size() != 1 || tokens[0].length != text.size()) return std::nullopt;
  std::string bare;
  for (std::size_t i = 1; i + 1 < text.size(); ++i) {
    bare += text[i];
    if (text[i] == '\'') ++i;
  }
  return bare;
}

bool same_but_modifiers(DataType a, DataType b) {
  a.modifiers.clear();
  b.modifiers.clear();
  if (a.name.name == "bpchar") a.name.name = "character";
  if (b.name.name == "bpchar") b.name.name = "character";
  return a == b;
}

std::optional<Literal> number(const std::string& text) {
  if (is_number(text)) return Literal{Literal::Kind::Integer, text};
  if (is_decimal(text)) return Literal{Literal::Kind::Real, text};
  return std::nullopt;
}

}  // namespace

std::string literal_text(const Literal& literal, const DataType& type) {
  switch (literal.kind) {
    case Literal::Kind::Null:
      return "NULL";
    case Literal::Kind::Boolean:
    case Literal::Kind::Integer:
    case Literal::Kind::Real:
      return literal.text;
    case Literal::Kind::String:
      return quote_text(literal.text);
    case Literal::Kind::Json:
      break;
  }
  auto value = Json::parse(literal.text, nullptr, false);
  if (!is_json_type(type) && type.dimensions > 0 && value.is_array()) {
    return quote_text(array_element(value));
  }
  return quote_text(literal.text);
}

std::string without_own_cast(const std::string& text, const DataType& type) {
  if (text.empty() || text.front() != '\'') return text;
  auto tokens = scan_sql(text);
  if (tokens.size() < 3 || tokens[0].kind != SqlToken::Kind::String) return text;
  auto rest = trim(std::string_view(text).substr(tokens[0].length));
  if (!rest.starts_with("::")) return text;
  auto cast = lower_type(parse_type(rest.substr(2)));
  return same_but_modifiers(cast, type) ? text.substr(0, tokens[0].length) : text;
}

std::optional<Literal> read_literal(const std::string& text, const DataType& type) {
  bool boolean = type.name.name == "boolean" && type.dimensions == 0;
  if (boolean && (text == "true" || text == "false")) return Literal{Literal::Kind::Boolean, text};
  if (auto plain = number(text); plain && is_number_type(type)) return plain;
  auto bare = plain_string(without_own_cast(text, type));
  if (!bare) return std::nullopt;
  // The server writes a negative number so; any other stands in quotes because somebody put it
  // there.
  if (is_number_type(type)) return bare->starts_with('-') ? number(*bare) : std::nullopt;
  if (*bare == "{}" && type.dimensions > 0) return Literal{Literal::Kind::Json, "[]"};
  if (!is_json_type(type)) return Literal{Literal::Kind::String, *bare};
  auto value = Json::parse(*bare, nullptr, false);
  bool compact = (value.is_object() || value.is_array()) && value.dump() == *bare;
  return compact ? std::optional(Literal{Literal::Kind::Json, *bare}) : std::nullopt;
}

}  // namespace athanor::postgresql
