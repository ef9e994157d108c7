#include "schema/model/resolver.hpp"

#include <fmt/format.h>

#include <set>

#include "schema/model/check_schema.hpp"
#include "schema/model/order.hpp"
#include "schema/model/read_parts.hpp"

namespace athanor::model {
namespace {

class Resolver {
 public:
  Resolver(const Documents& documents, std::string_view dialect, Diagnostics& out)
      : documents_(documents), scope_{dialect, out} {}

  Schema resolve() {
    read_tables();
    read_types();
    read_relations();
    read_others();
    sort_unordered(schema_);
    return std::move(schema_);
  }

 private:
  /// A table whose columns are read and whose rest is not.
  struct OpenTable {
    Object object;
    Table* table;
  };

  /// Calls `read` with each object of a kind that this dialect has, and its name as written.
  template <class Read>
  void for_each_of(std::string_view kind, Read read) {
    for (const auto& document : documents_.values) {
      const Entry* objects = find(*document.fields(), kind);
      if (!objects || !objects->value.fields()) continue;
      for (const auto& entry : *objects->value.fields()) {
        if (!entry.value.fields()) continue;
        Object object(entry.value, entry.place, scope_);
        if (object.applies()) read(object, entry.key);
      }
    }
  }

  /// Where a name has been taken, by kind of name: relations share theirs, and so do types.
  struct Taken {
    const char* noun;
    Place place;
  };
  using Names = std::map<QualifiedName, Taken>;

  template <class T>
  T* put_new(std::map<QualifiedName, T>& objects, T object, Names& names) {
    auto [taken, fresh] = names.try_emplace(object.name, Taken{kind_name<T>, object.place});
    if (!fresh) {
      const Place& first = taken->second.place;
      scope_.out.error(
          object.place,
          fmt::format("{} \"{}\" is defined twice", kind_name<T>, display(object.name)),
          {fmt::format("{} \"{}\" stands at {}:{}:{}", taken->second.noun, display(object.name),
                       first.source->name, first.line, first.column)});
      return nullptr;
    }
    auto name = object.name;
    return &objects.emplace(std::move(name), std::move(object)).first->second;
  }

  /// Reads a kind whose objects need nothing of others.
  template <class T, class Read>
  void read_kind(std::string_view kind, std::map<QualifiedName, T>& objects, Names& names,
                 Read read) {
    for_each_of(kind, [&](const Object& object, const std::string& key) {
      if (auto value = read(object, parse_name(key))) put_new(objects, std::move(*value), names);
    });
  }

  void read_tables() {
    for_each_of("tables", [&](const Object& object, const std::string& key) {
      Table table;
      table.name = parse_name(key);
      table.place = object.place();
      table.inherits = object.names("inherits");
      read_columns(object, table);
      if (Table* put = put_new(schema_.tables, std::move(table), relations_))
        open_.push_back({object, put});
    });
    for (auto& [object, table] : open_) {
      read_table(object, known_columns(*table), *table);
    }
  }

  void read_columns(const Object& object, Table& table) {
    const Value* columns = object.get("columns");
    if (!columns || !columns->fields()) return;
    table.columns.reserve(columns->fields()->size());
    for (const auto& entry : *columns->fields()) {
      if (!entry.value.fields()) continue;
      Object column(entry.value, entry.place, scope_);
      if (column.applies()) read_column(column, entry.key, table);
    }
  }

  ColumnNames known_columns(const Table& table) const {
    ColumnNames names;
    std::set<QualifiedName> seen{table.name};
    add_columns(table, names, seen);
    return names;
  }

  void add_columns(const Table& table, ColumnNames& names, std::set<QualifiedName>& seen) const {
    for (const auto& column : table.columns) names.push_back(column.name);
    for (const auto& parent : table.inherits) {
      auto found = schema_.tables.find(parent);
      if (found != schema_.tables.end() && seen.insert(parent).second)
        add_columns(found->second, names, seen);
    }
  }

  void read_types() {
    read_kind("enums", schema_.enums, types_, read_enum);
    read_kind("domains", schema_.domains, types_, read_domain);
    for_each_of("types", [&](const Object& object, const std::string& key) {
      bool fields = object.get("fields"), subtype = object.get("subtype");
      if (fields == subtype) {
        scope_.out.error(object.place(),
                         fmt::format("type \"{}\" has {} \"fields\" {} \"subtype\"", key,
                                     fields ? "both" : "neither", fields ? "and" : "nor"));
      } else if (subtype) {
        if (auto range = read_range(object, parse_name(key)))
          put_new(schema_.ranges, std::move(*range), types_);
      } else {
        require_no_range_options(object);
        if (auto type = read_composite(object, parse_name(key)))
          put_new(schema_.composites, std::move(*type), types_);
      }
    });
  }

  void require_no_range_options(const Object& object) {
    for (const auto& [name, value] : read_options(object, Group::Type)) {
      scope_.out.error(object.place_of(name),
                       fmt::format("\"{}\" is for a type with \"subtype\"", name));
    }
  }

  void read_relations() {
    read_kind("virtual_tables", schema_.virtual_tables, relations_, read_virtual_table);
    read_kind("views", schema_.views, relations_, read_view);
    read_kind("materialized_views", schema_.materialized_views, relations_, read_materialized_view);
    read_kind("sequences", schema_.sequences, relations_, read_sequence);
  }

  void read_others() {
    Names routines, extensions, collations, namespaces;
    read_kind("functions", schema_.routines, routines, read_routine);
    read_kind("collations", schema_.collations, collations, read_collation);
    for_each_of("extensions", [&](const Object& object, const std::string& key) {
      if (auto extension = read_extension(object, key))
        put_new(schema_.extensions, std::move(*extension), extensions);
    });
    for_each_of("schemas", [&](const Object& object, const std::string& key) {
      if (auto space = read_namespace(object, key))
        put_new(schema_.namespaces, std::move(*space), namespaces);
    });
    for (const auto& document : documents_.values) {
      for_each_object(Object(document, scope_), "grants", [&](const Object& object) {
        if (auto grant = read_grant(object)) schema_.grants.push_back(std::move(*grant));
      });
    }
  }

  const Documents& documents_;
  Scope scope_;
  Schema schema_;
  Names relations_, types_;
  std::vector<OpenTable> open_;
};

}  // namespace

Schema resolve(const Documents& documents, std::string_view dialect, Diagnostics& out) {
  Schema schema = Resolver(documents, dialect, out).resolve();
  check_names(schema, out);
  check_renames(schema, out);
  if (documents.all_parsed) check_references(schema, documents.outside, out);
  check_view_circles(schema, out);
  return schema;
}

}  // namespace athanor::model
