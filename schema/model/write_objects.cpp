#include "schema/model/write_parts.hpp"

namespace athanor::model {
namespace {

std::optional<std::string> plain_name(const std::optional<QualifiedName>& name) {
  if (!name) return std::nullopt;
  if (!name->schema.empty()) throw Error("a schema cannot be renamed from " + display(*name));
  return name->name;
}

}  // namespace

void write(Page& page, const View& view) {
  auto header = "views." + toml_key(spell(view.name));
  InlineTable fields;
  put(fields, "comment", view.comment);
  put(fields, "renamed_from", view.renamed_from);
  put(fields, "columns", view.columns);
  fields.add("sql", toml_block(view.query.text));
  put(fields, "options", view.options);
  put(fields, "check_option", view.check_option);
  put(fields, "depends_on", view.depends_on);
  page.section(header, fields);
  for (const auto& trigger : view.triggers) page.element(header + ".triggers", fields_of(trigger));
}

void write(Page& page, const MaterializedView& view) {
  InlineTable fields;
  put(fields, "comment", view.comment);
  put(fields, "renamed_from", view.renamed_from);
  put(fields, "columns", view.columns);
  fields.add("sql", toml_block(view.query.text));
  std::vector<std::string> indexes;
  for (const auto& index : view.indexes) indexes.push_back(fields_of(index, {}).text());
  if (!indexes.empty()) fields.add("indexes", toml_array(indexes));
  put(fields, "with", view.with);
  put(fields, "tablespace", view.tablespace);
  put(fields, "access_method", view.access_method);
  put_false(fields, "populated", view.populated);
  put(fields, "depends_on", view.depends_on);
  page.section("materialized_views." + toml_key(spell(view.name)), fields);
}

void write(Page& page, const Routine& routine) {
  InlineTable fields;
  put(fields, "comment", routine.comment);
  if (routine.kind != Routine::Kind::Function)
    put(fields, "kind", std::optional(routine.kind), kRoutineWords);
  if (routine.arguments != signature_arguments(routine.name.name)) {
    fields.add("arguments", toml_string(routine.arguments));
  }
  put(fields, "returns", routine.returns);
  if (routine.language != Routine{}.language) fields.add("language", toml_string(routine.language));
  put_options(fields, routine.options, Group::Function);
  if (!routine.body.text.empty()) fields.add("body", toml_block(routine.body.text));
  page.section("functions." + toml_key(spell(routine.name)), fields);
}

void write(Page& page, const Extension& extension) {
  InlineTable fields;
  put(fields, "version", extension.version);
  if (!extension.name.schema.empty()) fields.add("schema", toml_string(extension.name.schema));
  put(fields, "comment", extension.comment);
  page.section("extensions." + toml_key(extension.name.name), fields);
}

void write(Page& page, const Namespace& space) {
  if (!space.name.schema.empty())
    throw Error("a schema cannot stand in a schema: " + display(space.name));
  InlineTable fields;
  put(fields, "owner", space.owner);
  put(fields, "comment", space.comment);
  put(fields, "renamed_from", plain_name(space.renamed_from));
  page.section("schemas." + toml_key(space.name.name), fields);
}

void write(Page& page, const Grant& grant) {
  InlineTable fields;
  fields.add("privileges", toml_strings(grant.privileges));
  fields.add("on", toml_string(grant.on));
  fields.add("to", toml_strings(grant.to));
  put_true(fields, "grantable", grant.grantable);
  page.element("grants", fields);
}

}  // namespace athanor::model
