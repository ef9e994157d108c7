#pragma once
/// The typed schema graph: every object of one database, by kind and name.
///
/// This folder knows what a schema is made of and how model files write it. It knows no dialect,
/// no SQL grammar and no database. Objects are plain values: references between them are by name,
/// comparing is `operator==`, and an object's place in a text takes no part in it.

#include <map>
#include <tuple>
#include <vector>

#include "schema/routine.hpp"
#include "schema/table.hpp"
#include "schema/user_type.hpp"
#include "schema/view.hpp"

namespace athanor {

/// A schema graph. Whether it is dialect-neutral (read from model files) or one dialect's (read
/// from a database, or lowered) is known to whoever made it; see Dialect::lower.
struct Schema {
  std::map<QualifiedName, Namespace> namespaces;
  std::map<QualifiedName, Extension> extensions;
  std::map<QualifiedName, Collation> collations;
  std::map<QualifiedName, EnumType> enums;
  std::map<QualifiedName, CompositeType> composites;
  std::map<QualifiedName, RangeType> ranges;
  std::map<QualifiedName, Domain> domains;
  std::map<QualifiedName, Sequence> sequences;
  std::map<QualifiedName, Table> tables;
  std::map<QualifiedName, VirtualTable> virtual_tables;
  std::map<QualifiedName, View> views;
  std::map<QualifiedName, MaterializedView> materialized_views;
  std::map<QualifiedName, Routine> routines;
  std::vector<Grant> grants;

  bool operator==(const Schema&) const = default;
};

/// Calls `visit` once for each collection of named objects, in the order of the declaration above,
/// so that no kind can be forgotten by who must treat all of them.
template <class AnySchema, class Visit>
void for_each_collection(AnySchema& schema, Visit&& visit) {
  visit(schema.namespaces);
  visit(schema.extensions);
  visit(schema.collations);
  visit(schema.enums);
  visit(schema.composites);
  visit(schema.ranges);
  visit(schema.domains);
  visit(schema.sequences);
  visit(schema.tables);
  visit(schema.virtual_tables);
  visit(schema.views);
  visit(schema.materialized_views);
  visit(schema.routines);
}

/// Puts `object` under its own name, replacing one that was there.
template <class T>
void put(std::map<QualifiedName, T>& objects, T object) {
  auto name = object.name;
  objects.insert_or_assign(std::move(name), std::move(object));
}

/// The noun of a kind of object, in the singular: "table", "enum".
template <class T>
inline constexpr const char* kind_name = nullptr;
template <>
inline constexpr const char* kind_name<Namespace> = "schema";
template <>
inline constexpr const char* kind_name<Extension> = "extension";
template <>
inline constexpr const char* kind_name<Collation> = "collation";
template <>
inline constexpr const char* kind_name<EnumType> = "enum";
template <>
inline constexpr const char* kind_name<CompositeType> = "type";
template <>
inline constexpr const char* kind_name<RangeType> = "range type";
template <>
inline constexpr const char* kind_name<Domain> = "domain";
template <>
inline constexpr const char* kind_name<Sequence> = "sequence";
template <>
inline constexpr const char* kind_name<Table> = "table";
template <>
inline constexpr const char* kind_name<VirtualTable> = "virtual table";
template <>
inline constexpr const char* kind_name<View> = "view";
template <>
inline constexpr const char* kind_name<MaterializedView> = "materialized view";
template <>
inline constexpr const char* kind_name<Routine> = "function";

}  // namespace athanor
