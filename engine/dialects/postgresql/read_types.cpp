/// Types: how columns spell them, and those that the database defines.

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/dialects/postgresql/connection.hpp"
#include "engine/dialects/postgresql/names.hpp"
#include "engine/dialects/postgresql/reading.hpp"
#include "grammar/postgresql/conventional_names.hpp"

namespace athanor::postgresql {
namespace {

/// The types of columns, and of what else is made of types. Of an array, the element's names and
/// spelling.
std::string type_query(const TypeUses& columns) {
  std::vector<Oid> oids;
  std::vector<std::int64_t> modifiers;
  for (const auto& [oid, modifier] : columns) {
    oids.push_back(oid);
    modifiers.push_back(modifier);
  }
  return fmt::format(R"(
WITH used AS (
  SELECT oid, modifier FROM unnest(ARRAY[{}]::oid[], ARRAY[{}]::int[]) AS c(oid, modifier)
   UNION
  SELECT typbasetype, typtypmod FROM pg_type WHERE typtype = 'd' AND oid >= 16384
   UNION
  SELECT rngsubtype, -1 FROM pg_range WHERE rngtypid >= 16384)
SELECT u.oid, u.modifier, coalesce(e.typnamespace, t.typnamespace),
       coalesce(e.typname, t.typname), format_type(coalesce(e.oid, t.oid), u.modifier),
       e.oid IS NOT NULL, t.typcollation, t.typstorage, t.typbasetype
  FROM used AS u
  JOIN pg_type AS t ON t.oid = u.oid
  LEFT JOIN pg_type AS e ON e.oid = t.typelem AND e.typarray = t.oid)",
                     fmt::join(oids, ","), fmt::join(modifiers, ","));
}

std::string user_type_query(int version) {
  const char* multirange =
      version >= 140000 ? "(SELECT m.typname FROM pg_type AS m WHERE m.oid = r.rngmultitypid)"
                        : "NULL";
  return fmt::format(R"(
SELECT t.oid, t.typnamespace, t.typname, t.typtype, t.typisdefined, t.typrelid,
       t.typbasetype, t.typtypmod, t.typnotnull, t.typcollation,
       pg_get_expr(t.typdefaultbin, 0, true), e.labels,
       r.rngsubtype, r.rngcollation, r.rngsubopc, r.rngcanonical, r.rngsubdiff, {}
  FROM pg_type AS t
  LEFT JOIN (SELECT enumtypid, array_agg(enumlabel ORDER BY enumsortorder) AS labels
               FROM pg_enum GROUP BY enumtypid) AS e ON e.enumtypid = t.oid
  LEFT JOIN pg_range AS r ON r.rngtypid = t.oid
  LEFT JOIN pg_class AS c ON c.oid = t.typrelid
 WHERE t.oid >= 16384
   AND (t.typtype IN ('e', 'd', 'r', 'p') OR (t.typtype = 'c' AND c.relkind = 'c')
        OR (t.typtype = 'b' AND t.typcategory <> 'A')))",
                     multirange);
}

/// A built-in type is as `format_type` spells it; of any other, the catalogue has the name and only
/// the modifiers are read from there.
DataType spelled(const Dictionary& names, Oid schema, std::string name, std::string_view text) {
  if (names.is_user_namespace(schema)) {
    auto modifiers = parse_type(text).modifiers;
    return {names.qualified(schema, std::move(name)), std::move(modifiers), 0};
  }
  if (text.starts_with('"')) return {{"", std::string(text)}, {}, 0};
  return parse_type(text);
}

/// The fields of a row of user_type_query behind the type's name.
struct TypeRow {
  explicit TypeRow(Cells& cells)
      : oid(cells.oid()),
        schema(cells.oid()),
        name(cells.string()),
        kind(cells.letter()),
        defined(cells.flag()),
        relation(cells.oid()) {}
  Oid oid, schema;
  std::string name;
  char kind;
  bool defined;
  Oid relation;
};

void put_domain(Reading& reading, const TypeRow& row, const QualifiedName& name, Cells& cells) {
  Domain domain;
  domain.name = name;
  auto base = cells.oid();
  const auto& type = reading.type(base, cells.number());
  domain.type = type.type;
  domain.nullable = !cells.flag();
  auto collation = cells.oid();
  if (collation != type.collation) domain.collation = reading.names.collation(collation);
  if (!cells.next_is_null()) domain.default_value = Expression{one_line(cells.text()), {}};
  domain.comment = reading.comments.take(Catalogue::Type, row.oid);
  reading.domains.emplace(row.oid, name);
  put(reading.schema.domains, std::move(domain));
}

void put_enum(Reading& reading, const TypeRow& row, const QualifiedName& name, Cells& cells) {
  EnumType type;
  type.name = name;
  for (int skipped = 0; skipped < 5; ++skipped) cells.text();
  type.values = array_elements(cells.text());
  type.comment = reading.comments.take(Catalogue::Type, row.oid);
  put(reading.schema.enums, std::move(type));
}

void put_composite(Reading& reading, const TypeRow& row, const QualifiedName& name) {
  CompositeType type;
  type.name = name;
  for (const auto& column : reading.relations.at(row.relation).table.columns) {
    type.fields.push_back({column.name, column.type, column.collation});
    if (column.comment) {
      reading.not_read("attribute", display(name) + "." + column.name,
                       "comments on attributes of types");
    }
  }
  type.comment = reading.comments.take(Catalogue::Type, row.oid);
  put(reading.schema.composites, std::move(type));
}

/// The name that the server makes: `range` in the type's becomes `multirange`, or `_multirange` is
/// appended (CREATE TYPE, "Range Types").
std::string conventional_multirange(const std::string& range) {
  auto at = range.find("range");
  if (at == std::string::npos) return joined_name(range, "", "multirange");
  return range.substr(0, at) + "multi" + range.substr(at);
}

Options range_options(Reading& reading, const TypeUse& subtype, const std::string& name,
                      Cells& cells) {
  Options out;
  auto collation = cells.oid(), operator_class = cells.oid();
  if (collation != subtype.collation) out["collation"] = reading.names.collation(collation);
  const auto& found = reading.names.operator_classes.at(operator_class);
  if (!found.is_default) out["subtype_opclass"] = display(found.name);
  auto put_function = [&](const char* key) {
    auto function = cells.string();
    if (function != "-") out[key] = function;
  };
  put_function("canonical");
  put_function("subtype_diff");
  auto multirange = cells.string();
  if (!multirange.empty() && multirange != conventional_multirange(name)) {
    out["multirange_type_name"] = multirange;
  }
  return out;
}

void put_range(Reading& reading, const TypeRow& row, const QualifiedName& name, Cells& cells) {
  RangeType type;
  type.name = name;
  for (int skipped = 0; skipped < 6; ++skipped) cells.text();
  const auto& subtype = reading.type(cells.oid(), -1);
  type.subtype = subtype.type;
  type.options = range_options(reading, subtype, name.name, cells);
  type.comment = reading.comments.take(Catalogue::Type, row.oid);
  put(reading.schema.ranges, std::move(type));
}

}  // namespace

void read_types_in_use(Reading& reading, const TypeUses& columns) {
  for (const auto& row : reading.connection.run(type_query(columns))) {
    Cells cells(row);
    auto oid = cells.oid();
    auto key = std::uint64_t{oid} << 32U | static_cast<std::uint32_t>(cells.number());
    auto schema = cells.oid();
    auto name = cells.string();
    TypeUse use;
    use.type = spelled(reading.names, schema, std::move(name), cells.text());
    use.type.dimensions = cells.flag() ? 1 : 0;
    use.collation = cells.oid();
    use.storage = cells.letter();
    if (auto base = cells.oid()) reading.domain_bases.emplace(oid, base);
    reading.types.emplace(key, std::move(use));
  }
}

void read_user_types(Reading& reading) {
  for (const auto& cells_of_row :
       reading.connection.run(user_type_query(reading.connection.server_version()))) {
    Cells cells(cells_of_row);
    TypeRow row(cells);
    if (!reading.names.is_user_namespace(row.schema) ||
        reading.names.is_member(Catalogue::Type, row.oid)) {
      continue;
    }
    auto name = reading.names.qualified(row.schema, row.name);
    if (row.kind == 'd') {
      put_domain(reading, row, name, cells);
    } else if (row.kind == 'e') {
      put_enum(reading, row, name, cells);
    } else if (row.kind == 'c') {
      put_composite(reading, row, name);
    } else if (row.kind == 'r') {
      put_range(reading, row, name, cells);
    } else {
      reading.not_read("type", display(name), "base types");
    }
  }
}

}  // namespace athanor::postgresql
