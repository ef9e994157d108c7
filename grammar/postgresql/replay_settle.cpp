#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "grammar/postgresql/change.hpp"
#include "grammar/postgresql/conventional_names.hpp"
#include "grammar/postgresql/names.hpp"
#include "grammar/postgresql/references.hpp"
#include "grammar/postgresql/sequences.hpp"
#include "grammar/postgresql/storage.hpp"
#include "grammar/postgresql/table_edit.hpp"
#include "grammar/postgresql/types.hpp"
#include "schema/overloaded.hpp"

namespace athanor::postgresql {
namespace {

bool is_built_in(const DataType& type) {
  if (!type.name.schema.empty()) return false;
  const auto& name = type.name.name;
  return name == "\"char\"" || name.starts_with("interval ") || built_in_type(name, {});
}

/// The extension that has a type which nothing in the graph shows.
std::string_view extension_of(std::string_view type) {
  static const std::map<std::string_view, std::string_view> known = {{"citext", "citext"},
                                                                     {"hstore", "hstore"},
                                                                     {"geometry", "postgis"},
                                                                     {"geography", "postgis"},
                                                                     {"ltree", "ltree"},
                                                                     {"lquery", "ltree"},
                                                                     {"ltxtquery", "ltree"},
                                                                     {"cube", "cube"},
                                                                     {"seg", "seg"},
                                                                     {"vector", "vector"},
                                                                     {"halfvec", "vector"},
                                                                     {"sparsevec", "vector"},
                                                                     {"lo", "lo"},
                                                                     {"query_int", "intarray"},
                                                                     {"isbn", "isn"}};
  auto found = known.find(type);
  return found == known.end() ? std::string_view() : found->second;
}

/// Where a type of an extension lives: the schema of the one that is known to have it.
std::optional<QualifiedName> extension_type(const Change& change, const QualifiedName& name) {
  const auto& extensions = change.catalog.schema().extensions;
  if (extensions.empty()) return std::nullopt;
  auto owner = extension_of(name.name);
  for (const auto& [extension_name, extension] : extensions) {
    if (extension.name.name == owner) return QualifiedName{extension.name.schema, name.name};
  }
  return change.catalog.placed(name);
}

void make_serial(const Change& change, const Table& table, Column& column, std::string_view type,
                 std::vector<Sequence>& sequences) {
  Sequence sequence;
  const auto& schema = table.name.schema;
  auto taken = [&](const std::string& name) {
    return change.catalog.find_relation({schema, name}) != nullptr;
  };
  sequence.name = {schema, free_name(table.name.name, column.name, "seq", taken)};
  if (type != "bigint") sequence.options.type = DataType{{"", std::string(type)}, {}, 0};
  sequence.owner_table = table.name;
  sequence.owner_column = column.name;
  sequence.unlogged = table.unlogged;
  sequence.place = column.place;
  column.type = {{"", std::string(type)}, {}, 0};
  column.nullable = false;
  column.default_value = Expression{nextval(sequence.name), column.place};
  sequences.push_back(std::move(sequence));
}

void settle_identity(const Change& change, const Table& table, Column& column) {
  auto& name = column.identity->sequence_name;
  auto usual = usual_identity_sequence(table, column);
  auto taken = [&](const std::string& each) {
    return change.catalog.find_relation({table.name.schema, each}) != nullptr;
  };
  if (name) {
    name = change.catalog.placed(*name);
  } else {
    name = QualifiedName{usual.schema, free_name(table.name.name, column.name, "seq", taken)};
  }
  if (*name == usual) name.reset();
}

bool settle_default(const Change& change, Column& column) {
  if (!column.default_value) return true;
  auto& value = std::get<Expression>(*column.default_value);
  auto sequence = sequence_of(value.text);
  if (sequence.name.empty()) return true;
  auto name = change.catalog.relation_name(sequence);
  // What is looked up by text at each call, and not when the default is made, has no cast.
  if (value.text.find("regclass") != std::string::npos) value.text = nextval(name);
  return true;
}

}  // namespace

bool resolve_type(const Change& change, DataType& type, const Place& place) {
  if (is_built_in(type)) return true;
  auto name = change.catalog.type_name(type.name);
  if (!change.catalog.has_type(name)) {
    auto extension = extension_type(change, type.name);
    if (!extension) {
      return change.error(place, fmt::format("type \"{}\" does not exist", display(type.name)));
    }
    name = *extension;
  }
  type.name = std::move(name);
  return true;
}

bool settle_column(const Change& change, const Table& table, Column& column,
                   std::vector<Sequence>& sequences) {
  auto serial = column.type.name.schema.empty() ? serial_type(column.type.name.name) : "";
  if (!serial.empty()) make_serial(change, table, column, serial, sequences);
  if (!resolve_type(change, column.type, column.place)) return false;
  if (column.collation == "default") column.collation.reset();
  if (column.storage == usual_storage(change.catalog.schema(), column.type)) column.storage.reset();
  if (column.identity) settle_identity(change, table, column);
  return settle_default(change, column);
}

}  // namespace athanor::postgresql
