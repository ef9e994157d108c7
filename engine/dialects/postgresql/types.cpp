#include "engine/dialects/postgresql/types.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

#include "engine/dialects/postgresql/names.hpp"

namespace athanor::postgresql {
namespace {

/// Other names of built-in types: internal ones (pg_type.typname), SQL's, and those of model files.
const std::map<std::string_view, std::string_view>& synonyms() {
  static const std::map<std::string_view, std::string_view> table = {
      {"int", "integer"},
      {"int4", "integer"},
      {"int2", "smallint"},
      {"int8", "bigint"},
      {"float4", "real"},
      {"float8", "double precision"},
      {"float", "double precision"},
      {"double", "double precision"},
      {"decimal", "numeric"},
      {"dec", "numeric"},
      {"bool", "boolean"},
      {"varchar", "character varying"},
      {"char varying", "character varying"},
      {"national character varying", "character varying"},
      {"national char varying", "character varying"},
      {"nchar varying", "character varying"},
      {"char", "character"},
      {"nchar", "character"},
      {"national character", "character"},
      {"national char", "character"},
      {"varbit", "bit varying"},
      {"bytes", "bytea"},
      {"blob", "bytea"},
      {"time", "time without time zone"},
      {"timetz", "time with time zone"},
      {"timestamp", "timestamp without time zone"},
      {"datetime", "timestamp without time zone"},
      {"timestamptz", "timestamp with time zone"},
  };
  return table;
}

/// Built-in types by the names of `format_type`.
const std::set<std::string_view>& built_in_names() {
  static const std::set<std::string_view> names = {
      "smallint",
      "integer",
      "bigint",
      "boolean",
      "real",
      "double precision",
      "numeric",
      "text",
      "character varying",
      "character",
      "bpchar",
      "bytea",
      "date",
      "time without time zone",
      "time with time zone",
      "timestamp without time zone",
      "timestamp with time zone",
      "interval",
      "bit",
      "bit varying",
      "uuid",
      "json",
      "jsonb",
      "jsonpath",
      "xml",
      "name",
      "oid",
      "\"char\"",
      "\"bit\"",
      "money",
      "inet",
      "cidr",
      "macaddr",
      "macaddr8",
      "point",
      "line",
      "lseg",
      "box",
      "path",
      "polygon",
      "circle",
      "tsvector",
      "tsquery",
      "gtsvector",
      "int4range",
      "int8range",
      "numrange",
      "tsrange",
      "tstzrange",
      "daterange",
      "int4multirange",
      "int8multirange",
      "nummultirange",
      "tsmultirange",
      "tstzmultirange",
      "datemultirange",
      "regclass",
      "regcollation",
      "regconfig",
      "regdictionary",
      "regnamespace",
      "regoper",
      "regoperator",
      "regproc",
      "regprocedure",
      "regrole",
      "regtype",
      "pg_lsn",
      "pg_snapshot",
      "txid_snapshot",
      "xid",
      "xid8",
      "cid",
      "tid",
      "refcursor",
      "aclitem",
      "int2vector",
      "oidvector",
  };
  return names;
}

bool is_interval(std::string_view name) {
  return name == "interval" || name.starts_with("interval ");
}

/// `integer array` (section 8.15.1) and `_int4`, the internal name of an array of int4.
void take_array_words(DataType& type, std::string& name) {
  static constexpr std::string_view kArray = " array";
  if (name.ends_with(kArray)) {
    name.resize(name.size() - kArray.size());
    type.name.name.resize(name.size());
    type.dimensions = 1;
  } else if (name.starts_with('_') &&
             (synonyms().contains(name.substr(1)) || built_in_names().contains(name.substr(1)))) {
    name.erase(0, 1);
    type.dimensions = 1;
  }
}

std::string built_in_spelling(const std::string& name, bool internal) {
  if (internal && name == "char") return "\"char\"";
  auto found = synonyms().find(name);
  return found == synonyms().end() ? name : std::string(found->second);
}

/// `float(p)` is real up to 24 bits and double precision up to 53 (section 8.1.3).
void lower_float(DataType& type) {
  int bits = 0;
  const auto& text = type.modifiers.front();
  std::from_chars(text.data(), text.data() + text.size(), bits);
  if (bits < 1 || bits > 53) return;
  type.name.name = bits <= 24 ? "real" : "double precision";
  type.modifiers.clear();
}

void complete_modifiers(DataType& type) {
  const auto& name = type.name.name;
  if (name == "numeric" && type.modifiers.size() == 1) type.modifiers.emplace_back("0");
  if (name == "bpchar" && !type.modifiers.empty()) type.name.name = "character";
  if ((name == "character" || name == "bit") && type.modifiers.empty()) {
    type.modifiers.emplace_back("1");
  }
}

}  // namespace

DataType lower_type(const DataType& written) {
  DataType type = written;
  type.dimensions = std::min(type.dimensions, 1);
  bool internal = type.name.schema == "pg_catalog";
  if (!type.name.schema.empty() && !internal) {
    if (type.name.schema == "public") type.name.schema.clear();
    return type;
  }
  auto name = ascii_lower(type.name.name);
  take_array_words(type, name);
  auto spelling = built_in_spelling(name, internal);
  if (!internal && !is_interval(spelling) && !built_in_names().contains(spelling)) return type;
  type.name = {"", spelling};
  if (name == "float" && !type.modifiers.empty()) {
    lower_float(type);
  } else {
    complete_modifiers(type);
  }
  return type;
}

std::optional<DataType> serial_type(const DataType& written) {
  static const std::map<std::string_view, const char*> kinds = {
      {"serial", "integer"}, {"serial4", "integer"},      {"bigserial", "bigint"},
      {"serial8", "bigint"}, {"smallserial", "smallint"}, {"serial2", "smallint"},
  };
  auto found = kinds.find(ascii_lower(written.name.name));
  bool bare = written.name.schema.empty() && written.modifiers.empty() && written.dimensions == 0;
  if (!bare || found == kinds.end()) return std::nullopt;
  return DataType{{"", found->second}, {}, 0};
}

bool is_built_in(const QualifiedName& lowered) {
  return lowered.schema.empty() &&
         (is_interval(lowered.name) || built_in_names().contains(lowered.name));
}

std::string type_text(const DataType& lowered) {
  if (is_built_in(lowered.name)) return display(lowered);
  auto out = quote_name(lowered.name);
  if (!lowered.modifiers.empty()) out += fmt::format("({})", fmt::join(lowered.modifiers, ","));
  return lowered.dimensions > 0 ? out + "[]" : out;
}

bool same_type(const DataType& a, const DataType& b) {
  return a == b || lower_type(a) == lower_type(b);
}

}  // namespace athanor::postgresql
