#include "schema/model/write_parts.hpp"

namespace athanor::model {

std::string Block::text() const {
  auto bracketed = kind == Kind::Element ? "[[" + header + "]]\n" : "[" + header + "]\n";
  if (kind != Kind::Aligned) return bracketed + keys.lines();
  InlineTable lines = keys;
  for (const auto& [name, fields] : rows) lines.add(name, fields.text());
  return bracketed + lines.aligned_lines();
}

std::string Page::text() const {
  std::string out;
  for (const auto& block : blocks_) out += (out.empty() ? "" : "\n") + block.text();
  return "#:schema ./athanor.schema.json\n" + out;
}

void put(InlineTable& table, std::string_view key, const std::optional<std::string>& value) {
  if (value) table.add(std::string(key), toml_string(*value));
}

void put(InlineTable& table, std::string_view key, const std::optional<Expression>& value) {
  if (value) table.add(std::string(key), toml_string(value->text));
}

void put(InlineTable& table, std::string_view key, const std::optional<std::int64_t>& value) {
  if (value) table.add(std::string(key), std::to_string(*value));
}

void put(InlineTable& table, std::string_view key, const std::optional<QualifiedName>& value) {
  if (value) table.add(std::string(key), toml_string(spell(*value)));
}

void put(InlineTable& table, std::string_view key, const std::vector<std::string>& values) {
  if (!values.empty()) table.add(std::string(key), toml_strings(values));
}

void put(InlineTable& table, std::string_view key, const std::vector<QualifiedName>& values) {
  std::vector<std::string> names;
  for (const auto& name : values) names.push_back(spell(name));
  put(table, key, names);
}

void put(InlineTable& table, std::string_view key, const Options& options) {
  if (!options.empty()) table.add(std::string(key), toml_scalars(options));
}

void put_true(InlineTable& table, std::string_view key, bool value) {
  if (value) table.add(std::string(key), "true");
}

void put_false(InlineTable& table, std::string_view key, bool value) {
  if (!value) table.add(std::string(key), "false");
}

void put_deferrable(InlineTable& table, std::optional<Deferrable> deferrable) {
  if (deferrable == Deferrable::InitiallyImmediate) return put_true(table, "deferrable", true);
  put(table, "deferrable", deferrable, kDeferrableWords);
}

void put_options(InlineTable& table, const Options& options, Group group) {
  Options others = options;
  for (const auto& key : keys_of(group).keys) {
    if (key.forms.front().shape != Shape::Scalar) continue;
    auto found = others.find(std::string(key.name));
    if (found == others.end()) continue;
    table.add(found->first, toml_scalar(found->second));
    others.erase(found);
  }
  put(table, "options", others);
}

void put_sequence_options(InlineTable& table, const SequenceOptions& options) {
  if (options.type) table.add("type", toml_string(spell_type(*options.type)));
  put(table, "start", options.start);
  put(table, "increment", options.increment);
  put(table, "minimum", options.minimum);
  put(table, "maximum", options.maximum);
  put(table, "cache", options.cache);
  put_true(table, "cycle", options.cycle);
}

ColumnNames names_of(const std::vector<Column>& columns) {
  ColumnNames names;
  for (const auto& column : columns) names.push_back(column.name);
  return names;
}

}  // namespace athanor::model
