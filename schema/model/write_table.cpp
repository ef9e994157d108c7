#include "schema/model/write_parts.hpp"

namespace athanor::model {
namespace {

InlineTable attributes_of(const Table& table, const Table& rest, const ColumnNames& known) {
  InlineTable fields;
  put(fields, "comment", table.comment);
  put(fields, "renamed_from", table.renamed_from);
  if (rest.primary_key) fields.add("primary_key", spell_primary_key(*rest.primary_key, known));
  put(fields, "inherits", table.inherits);
  put_true(fields, "unlogged", table.unlogged);
  put(fields, "with", table.with);
  put_true(fields, "strict", table.strict);
  put_true(fields, "without_rowid", table.without_rowid);
  put(fields, "partition_by", table.partition_by);
  put_true(fields, "row_security", table.row_security);
  put_true(fields, "force_row_security", table.force_row_security);
  put(fields, "tablespace", table.tablespace);
  put(fields, "access_method", table.access_method);
  put(fields, "owner", table.owner);
  return fields;
}

void write_columns(Page& page, const std::string& header, const Table& table,
                   const Shorthands& shorthands, const std::string& dialect) {
  if (table.columns.empty()) return;
  Rows columns;
  for (const auto& column : table.columns) {
    auto said = shorthands.by_column.find(column.name);
    const InlineTable none;
    const InlineTable& own = said == shorthands.by_column.end() ? none : said->second;
    columns.emplace_back(toml_key(column.name), fields_of(column, table, own, dialect));
  }
  page.aligned_section(header + ".columns", {}, std::move(columns));
}

void write_constraints(Page& page, const std::string& header, const Table& rest,
                       const ColumnNames& known) {
  for (const auto& index : rest.indexes) page.element(header + ".indexes", fields_of(index, known));
  for (const auto& unique : rest.uniques)
    page.element(header + ".uniques", fields_of(unique, known));
  for (const auto& key : rest.foreign_keys) page.element(header + ".foreign_keys", fields_of(key));
  for (const auto& check : rest.checks) page.element(header + ".checks", fields_of(check));
  for (const auto& exclusion : rest.exclusions)
    page.element(header + ".exclusions", fields_of(exclusion));
}

}  // namespace

InlineTable fields_of(const Trigger& trigger) {
  InlineTable fields;
  auto firing = spell(Firing{trigger.timing, trigger.events, trigger.update_columns});
  if (!firing) throw Error("a model file cannot hold the events of trigger " + trigger.name);
  fields.add("name", toml_string(trigger.name));
  fields.add("when", toml_string(*firing));
  put(fields, "for_each", trigger.level, kLevelWords);
  put(fields, "condition", trigger.condition);
  put(fields, "execute", trigger.execute);
  put(fields, "old_table", trigger.old_table);
  put(fields, "new_table", trigger.new_table);
  put_true(fields, "constraint", trigger.constraint);
  put(fields, "deferrable", trigger.deferrable);
  put(fields, "enabled", trigger.enabled);
  put(fields, "comment", trigger.comment);
  put(fields, "renamed_from", trigger.renamed_from);
  if (trigger.body) fields.add("body", toml_block(trigger.body->text));
  return fields;
}

InlineTable fields_of(const Policy& policy) {
  InlineTable fields;
  fields.add("name", toml_string(policy.name));
  put_false(fields, "permissive", policy.permissive);
  if (policy.command != Policy{}.command) fields.add("command", toml_string(policy.command));
  put(fields, "to", policy.to);
  put(fields, "using", policy.using_expression);
  put(fields, "check", policy.check_expression);
  put(fields, "comment", policy.comment);
  return fields;
}

void write_table(Page& page, const Table& table, const std::string& dialect) {
  auto header = "tables." + toml_key(spell(table.name));
  auto known = names_of(table.columns);
  auto shorthands = take_shorthands(table);
  auto attributes = attributes_of(table, shorthands.rest, known);
  if (!attributes.empty() || table.columns.empty()) page.section(header, attributes);
  write_columns(page, header, table, shorthands, dialect);
  write_constraints(page, header, shorthands.rest, known);
  for (const auto& partition : table.partitions) {
    InlineTable fields;
    fields.add("name", toml_string(partition.name));
    fields.add("values", toml_string(partition.values));
    page.element(header + ".partitions", fields);
  }
  for (const auto& trigger : table.triggers) page.element(header + ".triggers", fields_of(trigger));
  for (const auto& policy : table.policies) page.element(header + ".policies", fields_of(policy));
}

void write(Page& page, const VirtualTable& table) {
  InlineTable fields;
  fields.add("module", toml_string(table.module));
  put(fields, "arguments", table.arguments);
  page.section("virtual_tables." + toml_key(spell(table.name)), fields);
}

}  // namespace athanor::model
