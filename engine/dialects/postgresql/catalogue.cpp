#include "engine/dialects/postgresql/catalogue.hpp"

#include <algorithm>

namespace athanor::postgresql {
namespace {

using alembic::Cell;
using Row = std::vector<Cell>;

std::string shown_schema(const std::string& schema) {
  return schema.empty() ? "public" : schema;
}

Cell optional_cell(const std::optional<std::string>& text) {
  return text ? text_cell(*text) : null_cell();
}

/// What is there and not told: it can be asked for, but neither shown nor compared.
Cell untold() {
  return {Cell::Kind::Other, ""};
}

/// A number that orders rows as the database's own does, and is not that number.
Cell rank(std::size_t number) {
  return {Cell::Kind::Other, std::to_string(number)};
}

bool is_key(const Table& table, const std::string& column) {
  if (!table.primary_key) return false;
  const auto& columns = table.primary_key->columns;
  return std::any_of(columns.begin(), columns.end(),
                     [&](const KeyColumn& key) { return key.name == column; });
}

/// `character_maximum_length`
Cell maximum_length(const DataType& type) {
  bool characters = type.name.name == "character varying" || type.name.name == "character";
  if (!characters || type.dimensions > 0 || type.modifiers.empty()) return null_cell();
  return {Cell::Kind::Integer, type.modifiers.front()};
}

/// `data_type`: the type's own name only where PostgreSQL brought it along.
Cell data_type(const DataType& type, const Schema& schema) {
  if (type.dimensions > 0) return text_cell("ARRAY");
  bool own = schema.enums.count(type.name) || schema.composites.count(type.name) ||
             schema.ranges.count(type.name) || !type.name.schema.empty();
  if (own) return text_cell("USER-DEFINED");
  if (schema.domains.count(type.name)) return untold();
  auto name = type.name.name;
  return text_cell(name.starts_with("interval") ? "interval" : name);
}

struct NamedConstraint {
  const Table* table;
  std::optional<std::string> name;
  const char* kind;  ///< of information_schema
  const char* type;  ///< contype
  std::vector<std::string> columns;
};

std::vector<std::string> names_of(const std::vector<KeyColumn>& columns) {
  std::vector<std::string> out;
  for (const auto& column : columns) out.push_back(column.name);
  return out;
}

class GraphCatalogue : public Catalogue {
 public:
  explicit GraphCatalogue(const Schema& schema) : schema_(schema) {}

  std::optional<CatalogueTable> table(std::string_view name) const override {
    if (name.starts_with("pg_catalog.")) name.remove_prefix(11);
    if (name == "information_schema.tables") return tables();
    if (name == "information_schema.columns") return columns();
    if (name == "information_schema.table_constraints") return table_constraints();
    if (name == "information_schema.key_column_usage") return key_columns();
    if (name == "information_schema.schemata" || name == "pg_namespace") {
      return schemata(name == "pg_namespace" ? "nspname" : "schema_name");
    }
    if (name == "pg_tables") return pg_tables();
    if (name == "pg_indexes") return pg_indexes();
    if (name == "pg_constraint") return pg_constraint();
    if (name == "pg_class") return pg_class();
    if (name == "pg_type") return pg_type();
    if (name == "pg_enum") return pg_enum();
    if (name == "pg_extension") return pg_extension();
    return std::nullopt;
  }

  std::optional<Cell> constant(std::string_view function) const override {
    if (function == "current_schema") return text_cell("public");
    return std::nullopt;
  }

  Cell truth(bool holds) const override { return {Cell::Kind::Boolean, holds ? "true" : "false"}; }

 private:
  CatalogueTable tables() const {
    CatalogueTable out{{"table_schema", "table_name", "table_type"}, {}, {"table_name"}};
    for (const auto& [name, table] : schema_.tables) {
      out.rows.push_back(
          {text_cell(shown_schema(name.schema)), text_cell(name.name), text_cell("BASE TABLE")});
    }
    for (const auto& [name, view] : schema_.views) {
      out.rows.push_back(
          {text_cell(shown_schema(name.schema)), text_cell(name.name), text_cell("VIEW")});
    }
    return out;
  }

  CatalogueTable columns() const {
    CatalogueTable out{{"table_schema", "table_name", "column_name", "ordinal_position",
                        "is_nullable", "data_type", "character_maximum_length", "column_default"},
                       {},
                       {"table_name"}};
    for (const auto& [name, table] : schema_.tables) {
      std::size_t number = 0;
      for (const auto& column : table.columns) {
        bool nullable = column.nullable.value_or(!is_key(table, column.name));
        out.rows.push_back(
            {text_cell(shown_schema(name.schema)), text_cell(name.name), text_cell(column.name),
             rank(++number), text_cell(nullable ? "YES" : "NO"), data_type(column.type, schema_),
             maximum_length(column.type), column.default_value ? untold() : null_cell()});
      }
    }
    return out;
  }

  std::vector<NamedConstraint> constraints() const {
    std::vector<NamedConstraint> out;
    for (const auto& [name, table] : schema_.tables) {
      if (const auto& key = table.primary_key) {
        out.push_back({&table, key->name, "PRIMARY KEY", "p", names_of(key->columns)});
      }
      for (const auto& it : table.uniques) {
        out.push_back({&table, it.name, "UNIQUE", "u", names_of(it.columns)});
      }
      for (const auto& it : table.foreign_keys) {
        out.push_back({&table, it.name, "FOREIGN KEY", "f", it.columns});
      }
      for (const auto& it : table.checks) out.push_back({&table, it.name, "CHECK", "c", {}});
      for (const auto& it : table.exclusions) out.push_back({&table, it.name, "", "x", {}});
    }
    return out;
  }

  /// The CHECKs of NOT NULL columns stand here as well, with names that nobody says.
  CatalogueTable table_constraints() const {
    CatalogueTable out{
        {"constraint_schema", "constraint_name", "table_schema", "table_name", "constraint_type"},
        {},
        {"constraint_name"}};
    for (const auto& it : constraints()) {
      if (it.kind[0] == '\0') continue;
      auto schema = text_cell(shown_schema(it.table->name.schema));
      out.rows.push_back({schema, optional_cell(it.name), schema, text_cell(it.table->name.name),
                          text_cell(it.kind)});
    }
    return out;
  }

  CatalogueTable key_columns() const {
    CatalogueTable out{{"constraint_schema", "constraint_name", "table_schema", "table_name",
                        "column_name", "ordinal_position"},
                       {},
                       {"constraint_name", "table_name"}};
    for (const auto& it : constraints()) {
      auto schema = text_cell(shown_schema(it.table->name.schema));
      std::size_t number = 0;
      for (const auto& column : it.columns) {
        out.rows.push_back({schema, optional_cell(it.name), schema, text_cell(it.table->name.name),
                            text_cell(column), integer_cell(++number)});
      }
    }
    return out;
  }

  CatalogueTable schemata(const char* column) const {
    CatalogueTable out{{column}, {}, {column}};
    out.rows.push_back({text_cell("public")});
    for (const auto& [name, space] : schema_.namespaces) {
      if (name.name != "public") out.rows.push_back({text_cell(name.name)});
    }
    return out;
  }

  CatalogueTable pg_tables() const {
    CatalogueTable out{{"schemaname", "tablename"}, {}, {"tablename"}};
    for (const auto& [name, table] : schema_.tables) {
      out.rows.push_back({text_cell(shown_schema(name.schema)), text_cell(name.name)});
    }
    return out;
  }

  /// Every index by name, the constraints' own among them: `visit(table, name)`.
  template <class Visit>
  void each_index(Visit visit) const {
    for (const auto& [name, table] : schema_.tables) {
      for (const auto& index : table.indexes) visit(table, index.name);
      if (table.primary_key) visit(table, table.primary_key->name.value_or(""));
      for (const auto& unique : table.uniques) visit(table, unique.name.value_or(""));
      for (const auto& exclusion : table.exclusions) visit(table, exclusion.name.value_or(""));
    }
  }

  CatalogueTable pg_indexes() const {
    CatalogueTable out{
        {"schemaname", "tablename", "indexname", "indexdef"}, {}, {"indexname", "tablename"}};
    each_index([&](const Table& table, const std::string& index) {
      out.rows.push_back({text_cell(shown_schema(table.name.schema)), text_cell(table.name.name),
                          text_cell(index), untold()});
    });
    return out;
  }

  CatalogueTable pg_constraint() const {
    CatalogueTable out{{"conname", "contype", "conrelid"}, {}, {"conname"}};
    for (const auto& it : constraints()) {
      out.rows.push_back(
          {optional_cell(it.name), text_cell(it.type), text_cell(display(it.table->name))});
    }
    return out;
  }

  CatalogueTable pg_class() const {
    CatalogueTable out{{"oid", "relname", "relkind", "relnamespace"}, {}, {"relname"}};
    auto add = [&](const QualifiedName& name, const char* kind) {
      out.rows.push_back({text_cell(display(name)), text_cell(name.name), text_cell(kind),
                          text_cell(shown_schema(name.schema))});
    };
    for (const auto& [name, table] : schema_.tables) add(name, "r");
    for (const auto& [name, view] : schema_.views) add(name, "v");
    for (const auto& [name, sequence] : schema_.sequences) add(name, "S");
    each_index([&](const Table& table, const std::string& index) {
      add({table.name.schema, index}, "i");
    });
    return out;
  }

  /// A table has a row type of its name, too.
  CatalogueTable pg_type() const {
    CatalogueTable out{{"oid", "typname", "typtype", "typnamespace"}, {}, {"typname"}};
    auto add = [&](const auto& objects, const char* kind) {
      for (const auto& [name, object] : objects) {
        out.rows.push_back({text_cell(display(name)), text_cell(name.name), text_cell(kind),
                            text_cell(shown_schema(name.schema))});
      }
    };
    add(schema_.enums, "e");
    add(schema_.composites, "c");
    add(schema_.ranges, "r");
    add(schema_.domains, "d");
    add(schema_.tables, "c");
    return out;
  }

  CatalogueTable pg_enum() const {
    CatalogueTable out{{"enumtypid", "enumlabel", "enumsortorder"}, {}, {"enumlabel"}};
    for (const auto& [name, type] : schema_.enums) {
      std::size_t number = 0;
      for (const auto& value : type.values) {
        out.rows.push_back({text_cell(display(name)), text_cell(value), rank(++number)});
      }
    }
    return out;
  }

  CatalogueTable pg_extension() const {
    CatalogueTable out{{"extname"}, {}, {"extname"}};
    for (const auto& [name, extension] : schema_.extensions) {
      out.rows.push_back({text_cell(name.name)});
    }
    return out;
  }

  const Schema& schema_;
};

}  // namespace

std::unique_ptr<athanor::Catalogue> catalogue_of(const Schema& schema) {
  return std::make_unique<GraphCatalogue>(schema);
}

}  // namespace athanor::postgresql
