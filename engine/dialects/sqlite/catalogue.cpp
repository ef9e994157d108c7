#include "engine/dialects/sqlite/catalogue.hpp"

#include "schema/names.hpp"

namespace athanor::sqlite {
namespace {

using alembic::Cell;

/// What is there and not told: it can be asked for, but neither shown nor compared.
Cell untold() {
  return {Cell::Kind::Other, ""};
}

class GraphCatalogue : public Catalogue {
 public:
  explicit GraphCatalogue(const Schema& schema) : schema_(schema) {}

  std::optional<CatalogueTable> table(std::string_view name) const override {
    if (name.starts_with("main.")) name.remove_prefix(5);
    if (name == "sqlite_master" || name == "sqlite_schema") return master();
    constexpr std::string_view info = "pragma_table_info(";
    if (name.starts_with(info) && name.ends_with(")")) {
      return table_info(name.substr(info.size(), name.size() - info.size() - 1));
    }
    return std::nullopt;
  }

  std::optional<Cell> constant(std::string_view) const override { return std::nullopt; }

  Cell truth(bool holds) const override { return integer_cell(holds ? 1 : 0); }

 private:
  /// Indexes that SQLite makes by itself have names that nobody says, and are left out.
  CatalogueTable master() const {
    CatalogueTable out{{"type", "name", "tbl_name", "sql"}, {}, {"name"}};
    auto add = [&](const char* type, const std::string& name, const std::string& table) {
      out.rows.push_back({text_cell(type), text_cell(name), text_cell(table), untold()});
    };
    for (const auto& [name, table] : schema_.tables) {
      add("table", name.name, name.name);
      for (const auto& index : table.indexes) add("index", index.name, name.name);
      for (const auto& trigger : table.triggers) add("trigger", trigger.name, name.name);
    }
    for (const auto& [name, table] : schema_.virtual_tables) add("table", name.name, name.name);
    for (const auto& [name, view] : schema_.views) {
      add("view", name.name, name.name);
      for (const auto& trigger : view.triggers) add("trigger", trigger.name, name.name);
    }
    return out;
  }

  const Table* find(std::string_view sought) const {
    for (const auto& [name, table] : schema_.tables) {
      if (name.schema.empty() && ascii_iequals(name.name, sought)) return &table;
    }
    return nullptr;
  }

  static std::size_t place_in_key(const Table& table, const Column& column) {
    if (!table.primary_key) return 0;
    std::size_t place = 0;
    for (const auto& key : table.primary_key->columns) {
      ++place;
      if (ascii_iequals(key.name, column.name)) return place;
    }
    return 0;
  }

  /// Generated columns are not shown; that is left to the database.
  std::optional<CatalogueTable> table_info(std::string_view name) const {
    CatalogueTable out{{"cid", "name", "type", "notnull", "dflt_value", "pk"}, {}, {}};
    const auto* table = find(name);
    if (!table && (schema_.views.size() || schema_.virtual_tables.size())) return std::nullopt;
    if (!table) return out;
    std::size_t number = 0;
    for (const auto& column : table->columns) {
      if (column.generated) return std::nullopt;
      bool not_null = column.nullable == false;
      out.rows.push_back({integer_cell(number++), text_cell(column.name), untold(),
                          not_null ? integer_cell(1) : untold_zero(column),
                          column.default_value ? untold() : null_cell(),
                          integer_cell(place_in_key(*table, column))});
    }
    return out;
  }

  static Cell untold_zero(const Column& column) {
    return column.nullable ? integer_cell(0) : untold();
  }

  const Schema& schema_;
};

}  // namespace

std::unique_ptr<Catalogue> catalogue_of(const Schema& schema) {
  return std::make_unique<GraphCatalogue>(schema);
}

}  // namespace athanor::sqlite
