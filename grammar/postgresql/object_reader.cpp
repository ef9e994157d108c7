#include "grammar/postgresql/object_reader.hpp"

#include <fmt/format.h>

#include "grammar/postgresql/collations.hpp"
#include "grammar/postgresql/index_reader.hpp"
#include "grammar/postgresql/option_reader.hpp"
#include "grammar/postgresql/sequences.hpp"
#include "grammar/postgresql/table_reader.hpp"
#include "grammar/postgresql/type_reader.hpp"

namespace athanor::postgresql {
namespace {

using P = PostgreSQLParser;

/// An object made within CREATE SCHEMA is in it, whether that is written or not.
void move_into(QualifiedName& name, const std::string& schema) {
  if (name.schema.empty()) name.schema = schema;
}

std::optional<Action> read_element(const Written& written, P::Schema_elementContext* node,
                                   const std::string& schema) {
  if (auto* sequence = node->sequence_definition()) {
    auto create = read_sequence(written, sequence);
    move_into(create.object.name, schema);
    if (create.object.owner_table) move_into(*create.object.owner_table, schema);
    return create;
  }
  if (auto* index = node->index_definition()) {
    auto create = read_index(written, index);
    move_into(create.table, schema);
    return create;
  }
  auto create = read_table(written, node->table_definition());
  if (!create) return std::nullopt;
  move_into(create->object.name, schema);
  for (auto& key : create->object.foreign_keys) move_into(key.table, schema);
  return std::move(*create);
}

EnumType read_enum(const Written& written, P::Type_definitionContext* node) {
  EnumType out;
  for (auto* value : node->string()) out.values.push_back(written.string(value));
  return out;
}

CompositeType read_composite(const Written& written, P::Type_definitionContext* node) {
  CompositeType out;
  for (auto* attribute : node->attribute()) {
    out.fields.push_back(read_attribute(written, attribute));
  }
  return out;
}

/// The subtype of AS RANGE, which alone of its options is a type.
DataType read_subtype(const Written& written, P::DefinitionContext* node) {
  auto* value = node->definition_value();
  if (value != nullptr && value->type_name() != nullptr) {
    return read_type(written, value->type_name());
  }
  written.error(node->start, "the subtype of a range must be a type");
  return {};
}

RangeType read_range(const Written& written, P::Type_definitionContext* node) {
  RangeType out;
  out.options = read_options(written, node->definitions());
  for (auto* definition : node->definitions()->definition()) {
    if (written.name(definition->first) == "subtype") {
      out.subtype = read_subtype(written, definition);
    }
  }
  out.options.erase("subtype");
  if (out.subtype.name.name.empty()) {
    written.error(node->any_name()->start, "a range type needs a subtype");
  }
  return out;
}

template <class T>
Create<T> create(const Written& written, P::Any_nameContext* name, T object) {
  object.name = written.qualified(name);
  object.place = written.place(name->stop);
  Create<T> out;
  out.object = std::move(object);
  return out;
}

}  // namespace

CompositeField read_attribute(const Written& written, P::AttributeContext* node) {
  CompositeField field{written.name(node->name()), read_type(written, node->type_name()), {}};
  if (node->any_name() != nullptr) field.collation = written.dotted(node->any_name());
  return field;
}

std::vector<Action> read_schema(const Written& written, P::Schema_definitionContext* node) {
  auto* name = node->schema != nullptr ? node->schema->start : node->role()->start;
  Create<Namespace> create;
  create.object.name.name = written.name(name);
  create.object.place = written.place(name);
  create.if_not_exists = node->if_not_exists() != nullptr;
  auto schema = create.object.name.name;
  std::vector<Action> out = {std::move(create)};
  for (auto* element : node->schema_element()) {
    if (auto action = read_element(written, element, schema)) out.push_back(std::move(*action));
  }
  return out;
}

Create<Extension> read_extension(const Written& written, P::Extension_definitionContext* node) {
  Create<Extension> out;
  out.object.name.name = written.name(node->name());
  out.object.place = written.place(node->name()->start);
  out.if_not_exists = node->if_not_exists() != nullptr;
  for (auto* option : node->extension_option()) {
    if (option->schema != nullptr) out.object.name.schema = written.name(option->schema);
    if (auto* version = option->version()) {
      out.object.version = version->string() != nullptr ? written.string(version->string())
                                                        : written.name(version->name());
    }
  }
  return out;
}

Create<Sequence> read_sequence(const Written& written, P::Sequence_definitionContext* node) {
  auto change = read_sequence_options(written, node->sequence_option());
  auto out = create(written, node->any_name(), Sequence{});
  out.object.options = created(change, "bigint");
  out.object.unlogged = node->UNLOGGED() != nullptr;
  if (change.owner && *change.owner) {
    out.object.owner_table = (*change.owner)->table;
    out.object.owner_column = (*change.owner)->column;
  }
  out.temporary = node->TEMP() != nullptr || node->TEMPORARY() != nullptr;
  out.if_not_exists = node->if_not_exists() != nullptr;
  return out;
}

std::optional<Action> read_new_type(const Written& written, P::Type_definitionContext* node) {
  auto* name = node->any_name();
  if (node->ENUM() != nullptr) return create(written, name, read_enum(written, node));
  if (node->RANGE() != nullptr) return create(written, name, read_range(written, node));
  if (node->AS() != nullptr) return create(written, name, read_composite(written, node));
  written.error(name->start, fmt::format("type \"{}\": base types of PostgreSQL are not read yet",
                                         display(written.qualified(name))));
  return std::nullopt;
}

Action read_collation(const Written& written, P::Collation_definitionContext* node) {
  bool if_not_exists = node->if_not_exists() != nullptr;
  auto* name = node->any_name(0);
  if (node->FROM() != nullptr) {
    return CopyCollation{written.qualified(name), written.qualified(node->any_name(1)),
                         if_not_exists};
  }
  auto out = create(written, name, Collation{});
  out.object.options = collation_options(read_options(written, node->definitions()));
  out.if_not_exists = if_not_exists;
  return out;
}

}  // namespace athanor::postgresql
