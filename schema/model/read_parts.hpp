#pragma once
/// The readers of each part of a model file: objects, already validated, into the structs of
/// schema/. Each reads what it can and says what is wrong; none drops a value in silence.

#include "schema/model/object.hpp"
#include "schema/model/spelling.hpp"
#include "schema/options.hpp"
#include "schema/schema.hpp"

namespace athanor::model {

/// Puts a column into `table`, with the constraints and the index that its shorthands mean.
void read_column(const Object& object, const std::string& name, Table& table);
/// Identity's and sequence's own options.
SequenceOptions read_sequence_options(const Object& object);

/// Everything of a table but its columns; `known` are its columns and its parents'.
void read_table(const Object& object, const ColumnNames& known, Table& table);
/// The constraints and indexes of a table that are arrays of tables.
void read_constraints(const Object& object, const ColumnNames& known, Table& table);

/// The parts of a constraint or an index that the long forms of columns share with those of tables.
PrimaryKey read_primary_key_clauses(const Object& object);
Unique read_unique_clauses(const Object& object);
ForeignKey read_foreign_key_clauses(const Object& object);
Index read_index_clauses(const Object& object);
std::optional<Check> read_check(const Value& value, const Scope& scope);

/// Adds the table's key; one that is there already is an error.
void put_primary_key(Table& table, PrimaryKey key, const Scope& scope);
/// Reads `on_delete`, `on_update`, `match` and `deferrable` of an object into a key.
void read_reference_clauses(const Object& object, ForeignKey& key);
/// Says so where one of `names` is no column of the table.
void require_columns(const std::vector<std::string>& names, const ColumnNames& known,
                     const Place& place, const Object& object);
/// The same of the strings that a key lists, each at its own place.
void require_columns_in(const Object& object, std::string_view key, const ColumnNames& known);
void require_column(const std::string& name, const ColumnNames& known, const Place& place,
                    const Scope& scope);

std::vector<Check> read_checks(const Object& object);
std::vector<Index> read_indexes(const Object& object, const ColumnNames* known);
std::vector<Trigger> read_triggers(const Object& object, const ColumnNames* known);
std::vector<Policy> read_policies(const Object& object);

std::optional<EnumType> read_enum(const Object& object, QualifiedName name);
std::optional<Domain> read_domain(const Object& object, QualifiedName name);
std::optional<CompositeType> read_composite(const Object& object, QualifiedName name);
std::optional<RangeType> read_range(const Object& object, QualifiedName name);
std::optional<Collation> read_collation(const Object& object, QualifiedName name);

std::optional<VirtualTable> read_virtual_table(const Object& object, QualifiedName name);
std::optional<Sequence> read_sequence(const Object& object, QualifiedName name);
std::optional<View> read_view(const Object& object, QualifiedName name);
std::optional<MaterializedView> read_materialized_view(const Object& object, QualifiedName name);
std::optional<Routine> read_routine(const Object& object, QualifiedName name);
std::optional<Extension> read_extension(const Object& object, const std::string& name);
std::optional<Namespace> read_namespace(const Object& object, const std::string& name);
std::optional<Grant> read_grant(const Object& object);

/// Options that are keys of their own, with those of `options`; `group` tells which.
Options read_options(const Object& object, Group group);

/// Calls `each` with every element of an array that is a table and exists in this dialect.
template <class Each>
void for_each_object(const Object& object, std::string_view key, Each each) {
  const Value* list = object.get(key);
  if (!list || !list->array()) return;
  for (const auto& element : *list->array()) {
    if (!element.fields()) continue;
    Object item(element, object.scope());
    if (item.applies()) each(item);
  }
}

}  // namespace athanor::model
