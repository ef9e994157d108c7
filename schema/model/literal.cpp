#include "schema/model/literal.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <limits>
#include <nlohmann/json.hpp>

#include "schema/model/toml_text.hpp"
#include "schema/overloaded.hpp"
#include "schema/sql_text.hpp"

namespace athanor::model {
namespace {

using Json = nlohmann::ordered_json;

std::string json_string(const std::string& text) {
  return Json(text).dump();
}

bool is_finite(const Real& real) {
  return real.text.find_first_of("in") == std::string::npos;
}

/// Numbers keep their text, which nlohmann's own values would not.
std::string json_text(const Value& value, Diagnostics& out) {
  auto of_real = [&](const Real& real) {
    if (!is_finite(real)) out.error(value.place, "JSON has no number \"" + real.text + "\"");
    return real.text;
  };
  auto of_array = [&](const Array& array) {
    std::string text = "[";
    for (const auto& element : array)
      text += (text.size() > 1 ? "," : "") + json_text(element, out);
    return text + "]";
  };
  auto of_fields = [&](const Fields& fields) {
    std::string text = "{";
    for (const auto& [key, place, field] : fields) {
      text += (text.size() > 1 ? "," : "") + json_string(key) + ":" + json_text(field, out);
    }
    return text + "}";
  };
  return std::visit(overloaded{[](const std::string& text) { return json_string(text); },
                               [](bool flag) { return std::string(flag ? "true" : "false"); },
                               [](std::int64_t number) { return std::to_string(number); }, of_real,
                               [](const Moment& moment) { return json_string(moment.text); },
                               of_array, of_fields},
                    value.data);
}

/// The entry of a marked form, `{ sql = ... }`, or null where the table is a literal.
const Entry* marked(const Fields& fields) {
  if (fields.size() != 1) return nullptr;
  const Entry& only = fields.front();
  bool text = (only.key == "sql" || only.key == "json") && only.value.text();
  bool null = only.key == "null" && only.value.boolean() && *only.value.boolean();
  return text || null ? &only : nullptr;
}

std::optional<DefaultValue> read_marked(const Entry& entry, Diagnostics& out) {
  if (entry.key == "null") return Literal{};
  const std::string& text = *entry.value.text();
  if (entry.key == "json") {
    if (Json::accept(text)) return Literal{Literal::Kind::Json, text};
    out.error(entry.value.place, "this is not JSON");
    return std::nullopt;
  }
  auto folded = fold_space(text);
  if (!folded.empty()) return Expression{folded, entry.value.place};
  out.error(entry.value.place, "\"sql\" is empty");
  return std::nullopt;
}

bool writable(const Json& json) {
  if (json.is_null()) return false;
  if (json.is_number_unsigned()) {
    return json.get<std::uint64_t>() <= std::uint64_t(std::numeric_limits<std::int64_t>::max());
  }
  return !json.is_structured() || std::all_of(json.begin(), json.end(), writable);
}

std::string toml_of(const Json& json) {
  if (json.is_string()) return toml_string(json.get<std::string>());
  if (json.is_array()) {
    std::vector<std::string> elements;
    for (const auto& element : json) elements.push_back(toml_of(element));
    return toml_array(elements);
  }
  if (!json.is_object()) return json.dump();
  InlineTable table;
  for (const auto& [key, value] : json.items()) table.add(toml_key(key), toml_of(value));
  return table.text();
}

bool looks_marked(const Json& json) {
  if (!json.is_object() || json.size() != 1) return false;
  return json.contains("sql") || json.contains("json") || json.contains("null");
}

std::string spell_json(const std::string& text) {
  auto json = Json::parse(text, nullptr, false);
  bool same = json.is_structured() && !looks_marked(json) && writable(json) && json.dump() == text;
  return same ? toml_of(json) : "{ json = " + toml_string(text) + " }";
}

const std::string& checked_integer(const std::string& text) {
  std::int64_t number = 0;
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (problem == std::errc() && end == text.data() + text.size() &&
      std::to_string(number) == text) {
    return text;
  }
  throw Error("a model file cannot hold the integer " + text);
}

const std::string& checked_real(const std::string& text) {
  Diagnostics problems;
  auto source = std::make_shared<SourceText>(SourceText{"", "x = " + text});
  auto document = parse_document(source, problems);
  if (document && document->fields()->size() == 1) {
    const auto* real = std::get_if<Real>(&document->fields()->front().value.data);
    if (real && real->text == text) return text;
  }
  throw Error("a model file cannot hold the number " + text);
}

std::string spell_literal(const Literal& literal) {
  switch (literal.kind) {
    case Literal::Kind::Null:
      return "{ null = true }";
    case Literal::Kind::Boolean:
      return literal.text == "true" ? "true" : "false";
    case Literal::Kind::Integer:
      return checked_integer(literal.text);
    case Literal::Kind::Real:
      return checked_real(literal.text);
    case Literal::Kind::String:
      return toml_string(literal.text);
    case Literal::Kind::Json:
      return spell_json(literal.text);
  }
  return {};
}

}  // namespace

std::optional<DefaultValue> read_default(const Value& value, Diagnostics& out) {
  using Kind = Literal::Kind;
  auto structure = [&]() { return Literal{Kind::Json, json_text(value, out)}; };
  auto of_fields = [&](const Fields& fields) -> std::optional<DefaultValue> {
    if (const Entry* entry = marked(fields)) return read_marked(*entry, out);
    return structure();
  };
  using Result = std::optional<DefaultValue>;
  return std::visit(overloaded{[](const std::string& text) -> Result {
                                 return Literal{Kind::String, text};
                               },
                               [](bool flag) -> Result {
                                 return Literal{Kind::Boolean, flag ? "true" : "false"};
                               },
                               [](std::int64_t n) -> Result {
                                 return Literal{Kind::Integer, std::to_string(n)};
                               },
                               [](const Real& real) -> Result {
                                 return Literal{Kind::Real, real.text};
                               },
                               [](const Moment& moment) -> Result {
                                 return Literal{Kind::String, moment.text};
                               },
                               [&](const Array&) -> Result { return structure(); }, of_fields},
                    value.data);
}

std::string spell_default(const DefaultValue& value) {
  if (const auto* literal = std::get_if<Literal>(&value)) return spell_literal(*literal);
  return "{ sql = " + toml_string(std::get<Expression>(value).text) + " }";
}

}  // namespace athanor::model
