/// Tables and their columns.

#include <fmt/format.h>

#include <algorithm>
#include <numeric>

#include "engine/dialects/postgresql/connection.hpp"
#include "engine/dialects/postgresql/names.hpp"
#include "engine/dialects/postgresql/reading.hpp"

namespace athanor::postgresql {
namespace {

constexpr const char* kRelations = R"(
SELECT c.oid, c.relnamespace, c.relname, c.relkind, c.relnatts, i.parents, c.relpersistence = 'u',
       c.reltablespace, c.relam, c.reloptions, t.reloptions,
       c.relispartition, c.reloftype <> 0, c.relrowsecurity OR c.relforcerowsecurity,
       c.relreplident <> 'd',
       coalesce(c.relacl <> acldefault(CASE c.relkind WHEN 'S' THEN 's' ELSE 'r' END::"char",
                                       c.relowner), false)
  FROM pg_class AS c
  LEFT JOIN pg_class AS t ON t.oid = c.reltoastrelid AND t.reloptions IS NOT NULL
  LEFT JOIN (SELECT inhrelid, array_agg(inhparent ORDER BY inhseqno) AS parents
               FROM pg_inherits GROUP BY inhrelid) AS i ON i.inhrelid = c.oid
 WHERE c.oid >= 16384 AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S', 'c')
   AND c.relpersistence <> 't')";

/// Columns of tables and composite types; of indexes, the attributes that have something of their
/// own. A default can hold no column, and is printed faster without the table's.
std::string column_query(int version) {
  const char* compression = version >= 140000 ? "a.attcompression" : "''";
  return fmt::format(R"(
SELECT a.attrelid, a.attnum, c.relkind, a.attname, a.atttypid, a.atttypmod, a.attnotnull,
       a.attcollation, a.attislocal, a.attstorage, {}, coalesce(a.attstattarget, -1),
       a.attoptions, a.attidentity, a.attgenerated, a.attacl IS NOT NULL,
       pg_get_expr(d.adbin, CASE a.attgenerated WHEN '' THEN 0 ELSE d.adrelid END, true)
  FROM pg_attribute AS a
  JOIN pg_class AS c ON c.oid = a.attrelid
  LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
 WHERE a.attrelid >= 16384 AND a.attnum > 0 AND NOT a.attisdropped AND c.relpersistence <> 't'
   AND (c.relkind IN ('r', 'p', 'c')
        OR (c.relkind = 'i' AND (a.attoptions IS NOT NULL OR a.attstattarget >= 0))))",
                     compression);
}

std::vector<Oid> oids(std::string_view array) {
  std::vector<Oid> out;
  for (auto number : array_numbers(array)) out.push_back(static_cast<Oid>(number));
  return out;
}

void read_properties(Reading& reading, Relation& relation, Cells& cells) {
  auto& table = relation.table;
  table.unlogged = cells.flag();
  const auto& names = reading.names;
  if (auto space = cells.oid()) table.tablespace = names.tablespaces.at(space);
  if (auto method = cells.oid(); method != 0 && names.access_methods.at(method) != "heap") {
    table.access_method = names.access_methods.at(method);
  }
  put_options(cells.text(), "", table.with);
  put_options(cells.text(), "toast.", table.with);
}

/// Reports what a relation has or is that the graph does not hold. Returns whether it is a table
/// that is read none the less.
bool report_unmodelled(Reading& reading, const Relation& relation, Cells& cells) {
  auto name = display(relation.name);
  bool partition = cells.flag(), typed = cells.flag(), row_security = cells.flag();
  bool replica_identity = cells.flag(), privileges = cells.flag();
  switch (relation.kind) {
    case 'v':
      reading.not_read("view", name, "views");
      return false;
    case 'm':
      reading.not_read("materialized view", name, "materialized views");
      return false;
    case 'f':
      reading.not_read("foreign table", name, "foreign tables");
      return false;
    default:
      break;
  }
  bool sequence = relation.kind == 'S';
  if (privileges) reading.not_read(sequence ? "sequence" : "table", name, "privileges");
  if (sequence) return true;
  if (partition) {
    reading.not_read("table", name, "partitions");
  } else if (relation.kind == 'p') {
    reading.not_read("table", name, "partitioned tables");
  }
  if (typed) reading.not_read("table", name, "typed tables");
  if (row_security) reading.not_read("table", name, "row security");
  if (replica_identity) reading.not_read("table", name, "replica identities");
  return !partition && !typed && relation.kind == 'r';
}

const char* storage_name(char letter) {
  switch (letter) {
    case 'p':
      return "plain";
    case 'e':
      return "external";
    case 'm':
      return "main";
    default:
      return "extended";
  }
}

/// The cells behind a column's `attislocal`.
void read_column_properties(Reading& reading, const Relation& relation, const TypeUse& type,
                            Column& column, Cells& cells) {
  if (char storage = cells.letter(); storage != type.storage) {
    column.storage = storage_name(storage);
  }
  if (char compression = cells.letter()) column.compression = compression == 'l' ? "lz4" : "pglz";
  if (auto statistics = cells.number(); statistics >= 0) column.statistics = statistics;
  put_options(cells.text(), "", column.options);
  if (char identity = cells.letter()) {
    column.identity.emplace();
    column.identity->generation =
        identity == 'a' ? Identity::Generation::Always : Identity::Generation::ByDefault;
  }
  char generated = cells.letter();
  if (cells.flag() && relation.listed) {
    reading.not_read("column", display(relation.name) + "." + column.name, "privileges");
  }
  if (cells.next_is_null()) return;
  if (generated) {
    column.generated =
        Generated{Expression{bare_expression(cells.text()), {}},
                  generated == 'v' ? Generated::Storage::Virtual : Generated::Storage::Stored};
  } else {
    column.default_value = Expression{one_line(cells.text()), {}};
  }
}

void read_column(Reading& reading, Oid owner, Relation& relation, std::int64_t number,
                 Cells& cells) {
  auto& column = relation.table.columns.emplace_back();
  column.name = cells.string();
  auto type_oid = cells.oid();
  const auto& type = reading.type(type_oid, cells.number());
  column.type = type.type;
  column.nullable = !cells.flag();
  auto collation = cells.oid();
  if (collation != type.collation) column.collation = reading.names.collation(collation);
  bool local = cells.flag();
  relation.slots.push_back({number, type_oid, collation, local});
  read_column_properties(reading, relation, type, column, cells);
  column.comment = reading.comments.take(Catalogue::Class, owner, number);
}

/// An index's attribute: parameters of its operator class, or statistics, which have no place.
void read_index_attribute(Reading& reading, Oid index, std::int64_t number, Cells& cells) {
  auto name = cells.string();
  for (int skipped = 0; skipped < 7; ++skipped) cells.text();
  if (cells.number() >= 0) reading.not_read("index column", name, "statistics targets of indexes");
  std::string parameters;
  Options options;
  put_options(cells.text(), "", options);
  for (const auto& [key, value] : options) {
    parameters += fmt::format("{}{}={}", parameters.empty() ? "" : ", ", key, quote_text(value));
  }
  if (!parameters.empty()) reading.class_parameters[index][number] = parameters;
}

/// Rows come as they lie in the catalogue: a column that was altered may be behind its successors.
void sort_columns(Relation& relation) {
  auto& slots = relation.slots;
  auto before = [&](std::size_t a, std::size_t b) { return slots[a].number < slots[b].number; };
  std::vector<std::size_t> order(slots.size());
  std::iota(order.begin(), order.end(), 0);
  if (std::is_sorted(order.begin(), order.end(), before)) return;
  std::sort(order.begin(), order.end(), before);
  std::vector<Column> columns;
  std::vector<Slot> sorted;
  for (auto at : order) {
    columns.push_back(std::move(relation.table.columns[at]));
    sorted.push_back(slots[at]);
  }
  relation.table.columns = std::move(columns);
  slots = std::move(sorted);
}

/// Each type and modifier that one of the columns has.
TypeUses types_of(const pqxx::result& columns) {
  TypeUses out;
  for (const auto& row : columns) {
    Cells cells(row);
    cells.text();
    cells.text();
    bool of_index = cells.letter() == 'i';
    cells.text();
    if (!of_index) out.insert({cells.oid(), cells.number()});
  }
  return out;
}

}  // namespace

void read_relations(Reading& reading) {
  for (const auto& row : reading.connection.run(kRelations)) {
    Cells cells(row);
    auto oid = cells.oid(), schema = cells.oid();
    auto& relation = reading.relations[oid];
    relation.name = reading.names.qualified(schema, cells.string());
    relation.kind = cells.letter();
    relation.table.name = relation.name;
    auto columns = static_cast<std::size_t>(cells.number());
    relation.table.columns.reserve(columns);
    relation.slots.reserve(columns);
    relation.parents = oids(cells.text());
    bool own = reading.names.is_user_namespace(schema) &&
               !reading.names.is_member(Catalogue::Class, oid) && relation.kind != 'c';
    if (!own) continue;
    read_properties(reading, relation, cells);
    relation.listed = report_unmodelled(reading, relation, cells);
    if (relation.kind == 'r') {
      relation.table.comment = reading.comments.take(Catalogue::Class, oid);
    }
  }
}

void read_columns(Reading& reading) {
  auto rows = reading.connection.run(column_query(reading.connection.server_version()));
  read_types_in_use(reading, types_of(rows));
  for (const auto& row : rows) {
    Cells cells(row);
    auto owner = cells.oid();
    auto number = cells.number();
    if (cells.letter() == 'i') {
      read_index_attribute(reading, owner, number, cells);
    } else if (auto found = reading.relations.find(owner); found != reading.relations.end()) {
      read_column(reading, owner, found->second, number, cells);
    }
  }
  for (auto& [oid, relation] : reading.relations) sort_columns(relation);
}

}  // namespace athanor::postgresql
