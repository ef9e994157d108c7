#include <algorithm>

#include "engine/dialects/postgresql/conventions.hpp"
#include "engine/dialects/postgresql/literal.hpp"
#include "engine/dialects/postgresql/lower.hpp"
#include "engine/dialects/postgresql/serial.hpp"
#include "engine/dialects/postgresql/types.hpp"

namespace athanor::postgresql {
namespace {

/// The model's short words for PostgreSQL's long ones.
DataType raise_type(DataType type) {
  if (!type.name.schema.empty()) return type;
  static const std::map<std::string, const char*, std::less<>> words = {
      {"character varying", "varchar"},
      {"character", "char"},
      {"double precision", "double"},
      {"bytea", "bytes"},
      {"timestamp without time zone", "timestamp"},
      {"timestamp with time zone", "timestamptz"},
      {"time without time zone", "time"},
      {"time with time zone", "timetz"},
      {"bit varying", "varbit"},
  };
  auto found = words.find(type.name.name);
  if (found == words.end()) return type;
  DataType model = type;
  model.name.name = found->second;
  return lower_type(model) == type ? model : type;
}

void raise_default(std::optional<DefaultValue>& value, const DataType& type) {
  if (!value) return;
  const auto& text = std::get<Expression>(*value).text;
  if (auto literal = read_literal(text, type)) value = *literal;
}

bool is_key_column(const Table& table, const std::string& name) {
  if (!table.primary_key) return false;
  const auto& columns = table.primary_key->columns;
  return std::any_of(columns.begin(), columns.end(),
                     [&](const KeyColumn& column) { return column.name == name; });
}

void raise_column(Column& column, const Table& table, Schema& out) {
  if (const Sequence* sequence = serial_sequence(column, table.name, out.sequences)) {
    bool plain = !sequence->comment;
    if (plain) {
      column.type = {{"", serial_of_integer(column.type)}, {}, 0};
      column.default_value.reset();
      column.nullable.reset();
      out.sequences.erase(sequence->name);
      return;
    }
  }
  raise_default(column.default_value, column.type);
  column.type = raise_type(column.type);
  if (column.generated) column.generated->storage.reset();
  bool implied = column.nullable == !(is_key_column(table, column.name) || column.identity);
  if (implied) column.nullable.reset();
}

/// A name that the convention gives says nothing. Two that the convention would give one name are
/// told apart by their numbers, which are names then.
template <class T>
void forget_convention(std::vector<T>& parts, const Table& table) {
  for (auto& part : parts) {
    if (is_conventional(part, table)) part.name.reset();
  }
}

void raise_names(Table& table) {
  const Table named = table;
  if (table.primary_key && is_conventional(*table.primary_key, named)) {
    table.primary_key->name.reset();
  }
  forget_convention(table.uniques, named);
  forget_convention(table.foreign_keys, named);
  forget_convention(table.checks, named);
  forget_convention(table.exclusions, named);
  for (auto& index : table.indexes) {
    if (!is_conventional(index, named)) continue;
    index.name.clear();
    index.named = false;
  }
}

}  // namespace

Schema raise(const Schema& schema) {
  Schema out = schema;
  for (auto& [name, table] : out.tables) {
    raise_names(table);
    for (auto& column : table.columns) raise_column(column, table, out);
  }
  for (auto& [name, domain] : out.domains) {
    raise_default(domain.default_value, domain.type);
    domain.type = raise_type(domain.type);
    Table like;
    like.name = {"", name.name};
    forget_convention(domain.checks, like);
  }
  for (auto& [name, type] : out.composites) {
    for (auto& field : type.fields) field.type = raise_type(field.type);
  }
  for (auto& [name, type] : out.ranges) type.subtype = raise_type(type.subtype);
  return out;
}

}  // namespace athanor::postgresql
