#include "schema/model/spelling.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "schema/model/words.hpp"
#include "schema/sql_text.hpp"

namespace athanor::model {
namespace {

std::string quoted(std::string_view name) {
  std::string out = "\"";
  for (char c : name) {
    if (c == '"') out += '"';
    out += c;
  }
  return out + '"';
}

/// A part that is quoted from end to end loses its quotes; any other is taken as it is.
std::string unquoted(std::string_view part) {
  if (part.size() < 2 || part.front() != '"' || part.back() != '"') return std::string(part);
  std::string out;
  auto inner = part.substr(1, part.size() - 2);
  for (std::size_t i = 0; i < inner.size(); ++i) {
    if (inner[i] == '"' && (++i == inner.size() || inner[i] != '"')) return std::string(part);
    out += inner[i];
  }
  return out;
}

/// The offset of the first of `wanted` outside double quotes.
std::size_t find_unquoted(std::string_view text, std::string_view wanted, std::size_t from = 0) {
  bool inside = false;
  for (std::size_t i = from; i < text.size(); ++i) {
    if (text[i] == '"') inside = !inside;
    if (!inside && wanted.find(text[i]) != std::string_view::npos) return i;
  }
  return std::string_view::npos;
}

std::vector<std::string> split_names(std::string_view text) {
  std::vector<std::string> names;
  for (std::size_t begin = 0;;) {
    auto comma = find_unquoted(text, ",", begin);
    names.push_back(unquoted(trim(text.substr(begin, comma - begin))));
    if (comma == std::string_view::npos) return names;
    begin = comma + 1;
  }
}

std::string quoted(const QualifiedName& name) {
  return name.schema.empty() ? quoted(name.name) : quoted(name.schema) + "." + quoted(name.name);
}

std::string join_names(const std::vector<std::string>& names,
                       std::string (*spelled)(const std::string&)) {
  std::string out;
  for (const auto& name : names) out += (out.empty() ? "" : ", ") + spelled(name);
  return out;
}

std::string as_is(const std::string& name) {
  return name;
}
std::string in_quotes(const std::string& name) {
  return quoted(name);
}

bool contains(const ColumnNames& columns, std::string_view name) {
  return std::find(columns.begin(), columns.end(), name) != columns.end();
}

}  // namespace

QualifiedName parse_name(std::string_view text) {
  auto at = find_unquoted(text, ".(");
  if (at == std::string_view::npos || text[at] == '(') return {"", unquoted(text)};
  return {unquoted(text.substr(0, at)), unquoted(text.substr(at + 1))};
}

std::string spell(const QualifiedName& name) {
  auto part = [](const std::string& text) {
    return parse_name(text) == QualifiedName{"", text} ? text : quoted(text);
  };
  auto text = name.schema.empty() ? part(name.name) : part(name.schema) + "." + part(name.name);
  return parse_name(text) == name ? text : quoted(name);
}

std::optional<Reference> parse_reference(std::string_view text) {
  text = trim(text);
  auto open = find_unquoted(text, "(");
  Reference reference{parse_name(trim(text.substr(0, open))), {}};
  if (open == std::string_view::npos) return reference;
  if (text.back() != ')') return std::nullopt;
  auto inside = text.substr(open + 1, text.size() - open - 2);
  if (trim(inside).empty()) return std::nullopt;
  reference.columns = split_names(inside);
  return reference;
}

std::string spell(const Reference& reference) {
  if (reference.columns.empty()) {
    auto text = spell(reference.table);
    return parse_reference(text) == reference ? text : quoted(reference.table);
  }
  auto text = spell(reference.table) + "(" + join_names(reference.columns, as_is) + ")";
  if (parse_reference(text) == reference) return text;
  return quoted(reference.table) + "(" + join_names(reference.columns, in_quotes) + ")";
}

std::optional<TableColumn> parse_table_column(std::string_view text) {
  std::size_t last = std::string_view::npos;
  for (auto at = find_unquoted(text, "."); at != std::string_view::npos;
       at = find_unquoted(text, ".", at + 1)) {
    last = at;
  }
  if (last == std::string_view::npos) return std::nullopt;
  return TableColumn{parse_name(text.substr(0, last)), unquoted(text.substr(last + 1))};
}

std::string spell(const TableColumn& column) {
  auto text = spell(column.table) + "." + column.column;
  if (parse_table_column(text) == column) return text;
  return quoted(column.table) + "." + quoted(column.column);
}

std::optional<Action> parse_action(std::string_view text) {
  text = trim(text);
  auto open = text.find('(');
  auto action = value_of(kActionWords, trim(text.substr(0, open)));
  if (!action) return std::nullopt;
  if (open == std::string_view::npos) return Action{*action, {}};
  bool sets = *action == ReferenceAction::SetNull || *action == ReferenceAction::SetDefault;
  if (!sets || text.back() != ')') return std::nullopt;
  return Action{*action, split_names(text.substr(open + 1, text.size() - open - 2))};
}

std::string spell(const Action& action) {
  std::string word(word_of(kActionWords, action.action));
  if (action.columns.empty()) return word;
  auto text = word + " (" + join_names(action.columns, as_is) + ")";
  return parse_action(text) == action ? text
                                      : word + " (" + join_names(action.columns, in_quotes) + ")";
}

std::optional<KeyColumn> parse_key_column(std::string_view text, const ColumnNames& columns) {
  auto element = parse_element(text, columns, {});
  const auto* name = std::get_if<std::string>(&element.what);
  if (!name || element.operator_class || element.nulls) return std::nullopt;
  return KeyColumn{*name, element.collation, element.order};
}

std::optional<std::string> spell(const KeyColumn& column, const ColumnNames& columns) {
  return spell(IndexElement{column.name, column.collation, {}, column.order, {}}, columns);
}

IndexElement parse_element(std::string_view text, const ColumnNames& columns, const Place& place) {
  if (contains(columns, text)) return {std::string(text), {}, {}, {}, {}};
  return parse_index_element(text, place);
}

std::optional<std::string> spell(const IndexElement& element, const ColumnNames& columns) {
  if (const auto* name = std::get_if<std::string>(&element.what)) {
    if (parse_element(*name, columns, {}) == element) return *name;
  }
  auto text = display(element);
  if (parse_element(text, columns, {}) == element) return text;
  return std::nullopt;
}

std::optional<ExclusionElement> parse_exclusion(std::string_view text, const Place& place) {
  auto tokens = scan_sql(text);
  int depth = 0;
  for (std::size_t i = tokens.size(); i-- > 0;) {
    const SqlToken& token = tokens[i];
    if (token.kind == SqlToken::Kind::Symbol && token.text == ")") ++depth;
    if (token.kind == SqlToken::Kind::Symbol && token.text == "(") --depth;
    bool with = token.kind == SqlToken::Kind::Word && ascii_iequals(token.text, "with");
    if (!with || depth != 0 || i == 0 || i + 1 == tokens.size()) continue;
    return ExclusionElement{{fold_space(text.substr(0, token.offset)), place},
                            fold_space(text.substr(token.offset + token.length))};
  }
  return std::nullopt;
}

std::optional<std::string> spell(const ExclusionElement& element) {
  auto text = element.element.text + " with " + element.op;
  if (parse_exclusion(text, {}) == element) return text;
  return std::nullopt;
}

std::string spell_type(const DataType& type) {
  auto text = display(type);
  if (parse_type(text) == type) return text;
  text = quoted(type.name);
  if (!type.modifiers.empty())
    text += "(" + fmt::format("{}", fmt::join(type.modifiers, ",")) + ")";
  for (int i = 0; i < type.dimensions; ++i) text += "[]";
  if (parse_type(text) == type) return text;
  throw Error("a model file cannot hold the type " + display(type));
}

std::string_view signature_arguments(std::string_view signature) {
  auto open = find_unquoted(signature, "(");
  if (open == std::string_view::npos || signature.back() != ')') return {};
  return signature.substr(open + 1, signature.size() - open - 2);
}

std::string trimmed_body(std::string_view text) {
  text = trim(text);
  while (text.ends_with(';')) text = trim(text.substr(0, text.size() - 1));
  return std::string(text);
}

}  // namespace athanor::model
