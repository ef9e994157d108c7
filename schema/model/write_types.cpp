#include "schema/model/literal.hpp"
#include "schema/model/write_parts.hpp"

namespace athanor::model {
namespace {

/// Fields of a composite stand on one line while it is not too long.
constexpr std::size_t kLongestFields = 80;

template <class T>
void put_common(InlineTable& fields, const T& object) {
  put(fields, "comment", object.comment);
  put(fields, "renamed_from", object.renamed_from);
}

std::string spell_field(const CompositeField& field) {
  auto type = toml_string(spell_type(field.type));
  if (!field.collation) return type;
  InlineTable table;
  table.add("type", type);
  put(table, "collation", field.collation);
  return table.text();
}

}  // namespace

void write(Page& page, const EnumType& type) {
  InlineTable fields;
  fields.add("values", toml_strings(type.values));
  InlineTable renames;
  for (const auto& [from, to] : type.renamed_values) renames.add(toml_key(from), toml_string(to));
  if (!renames.empty()) fields.add("renamed_values", renames.text());
  put_common(fields, type);
  page.section("enums." + toml_key(spell(type.name)), fields);
}

void write(Page& page, const Domain& domain) {
  InlineTable fields;
  fields.add("type", toml_string(spell_type(domain.type)));
  put_false(fields, "nullable", domain.nullable);
  if (domain.default_value) fields.add("default", spell_default(*domain.default_value));
  put(fields, "collation", domain.collation);
  std::vector<std::string> checks;
  for (const auto& check : domain.checks) checks.push_back(spell_check(check));
  if (!checks.empty()) fields.add("checks", toml_array(checks));
  put_common(fields, domain);
  page.section("domains." + toml_key(spell(domain.name)), fields);
}

void write(Page& page, const CompositeType& type) {
  InlineTable members;
  for (const auto& field : type.fields) members.add(toml_key(field.name), spell_field(field));
  bool own_section = members.text().size() > kLongestFields;
  InlineTable fields;
  if (!own_section) fields.add("fields", members.text());
  put_common(fields, type);
  auto header = "types." + toml_key(spell(type.name));
  if (!fields.empty()) page.section(header, fields);
  if (own_section) page.aligned_section(header + ".fields", members);
}

void write(Page& page, const RangeType& type) {
  InlineTable fields;
  fields.add("subtype", toml_string(spell_type(type.subtype)));
  put_options(fields, type.options, Group::Type);
  put_common(fields, type);
  page.section("types." + toml_key(spell(type.name)), fields);
}

void write(Page& page, const Collation& collation) {
  InlineTable fields;
  put_options(fields, collation.options, Group::Collation);
  put_common(fields, collation);
  page.section("collations." + toml_key(spell(collation.name)), fields);
}

void write(Page& page, const Sequence& sequence) {
  InlineTable fields;
  put_sequence_options(fields, sequence.options);
  if (sequence.owner_table) {
    fields.add("owned_by",
               toml_string(spell(TableColumn{*sequence.owner_table, sequence.owner_column})));
  } else if (!sequence.owner_column.empty()) {
    throw Error("a model file cannot hold an owner of sequence " + display(sequence.name) +
                " without a table");
  }
  put_true(fields, "unlogged", sequence.unlogged);
  put_common(fields, sequence);
  page.section("sequences." + toml_key(spell(sequence.name)), fields);
}

}  // namespace athanor::model
