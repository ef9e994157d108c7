#include "grammar/postgresql/types.hpp"

#include <map>
#include <set>

namespace athanor::postgresql {
namespace {

/// Names of the catalogue that format_type spells otherwise.
const std::map<std::string_view, std::string_view>& spellings() {
  static const std::map<std::string_view, std::string_view> names = {
      {"bool", "boolean"},
      {"int2", "smallint"},
      {"int4", "integer"},
      {"int", "integer"},
      {"int8", "bigint"},
      {"float4", "real"},
      {"float8", "double precision"},
      {"decimal", "numeric"},
      {"dec", "numeric"},
      {"varchar", "character varying"},
      {"char", "character"},
      {"varbit", "bit varying"},
      {"time", "time without time zone"},
      {"timetz", "time with time zone"},
      {"timestamp", "timestamp without time zone"},
      {"timestamptz", "timestamp with time zone"},
  };
  return names;
}

const std::set<std::string_view>& plain_types() {
  static const std::set<std::string_view> names = {"aclitem",
                                                   "any",
                                                   "anyarray",
                                                   "anycompatible",
                                                   "anycompatiblearray",
                                                   "anycompatiblemultirange",
                                                   "anycompatiblenonarray",
                                                   "anycompatiblerange",
                                                   "anyelement",
                                                   "anyenum",
                                                   "anymultirange",
                                                   "anynonarray",
                                                   "anyrange",
                                                   "bigint",
                                                   "bit",
                                                   "bit varying",
                                                   "boolean",
                                                   "box",
                                                   "bytea",
                                                   "character",
                                                   "character varying",
                                                   "cid",
                                                   "cidr",
                                                   "circle",
                                                   "cstring",
                                                   "date",
                                                   "datemultirange",
                                                   "daterange",
                                                   "double precision",
                                                   "event_trigger",
                                                   "fdw_handler",
                                                   "gtsvector",
                                                   "index_am_handler",
                                                   "inet",
                                                   "int2vector",
                                                   "int4multirange",
                                                   "int4range",
                                                   "int8multirange",
                                                   "int8range",
                                                   "integer",
                                                   "internal",
                                                   "interval",
                                                   "json",
                                                   "jsonb",
                                                   "jsonpath",
                                                   "language_handler",
                                                   "line",
                                                   "lseg",
                                                   "macaddr",
                                                   "macaddr8",
                                                   "money",
                                                   "name",
                                                   "numeric",
                                                   "nummultirange",
                                                   "numrange",
                                                   "oid",
                                                   "oidvector",
                                                   "path",
                                                   "pg_brin_bloom_summary",
                                                   "pg_brin_minmax_multi_summary",
                                                   "pg_ddl_command",
                                                   "pg_dependencies",
                                                   "pg_lsn",
                                                   "pg_mcv_list",
                                                   "pg_ndistinct",
                                                   "pg_node_tree",
                                                   "pg_snapshot",
                                                   "point",
                                                   "polygon",
                                                   "real",
                                                   "record",
                                                   "refcursor",
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
                                                   "smallint",
                                                   "table_am_handler",
                                                   "text",
                                                   "tid",
                                                   "time with time zone",
                                                   "time without time zone",
                                                   "timestamp with time zone",
                                                   "timestamp without time zone",
                                                   "trigger",
                                                   "tsm_handler",
                                                   "tsmultirange",
                                                   "tsquery",
                                                   "tsrange",
                                                   "tstzmultirange",
                                                   "tstzrange",
                                                   "tsvector",
                                                   "txid_snapshot",
                                                   "unknown",
                                                   "uuid",
                                                   "void",
                                                   "xid",
                                                   "xid8",
                                                   "xml"};
  return names;
}

void complete_modifiers(DataType& type) {
  auto& modifiers = type.modifiers;
  const auto& name = type.name.name;
  if (name == "numeric" && modifiers.size() == 1) modifiers.push_back("0");
  if ((name == "character" || name == "bit") && modifiers.empty()) modifiers.push_back("1");
}

}  // namespace

std::optional<DataType> built_in_type(std::string_view name, std::vector<std::string> modifiers) {
  DataType type{{"", std::string(name)}, std::move(modifiers), 0};
  auto spelled = spellings().find(name);
  if (spelled != spellings().end()) {
    type.name.name = spelled->second;
  } else if (name == "bpchar" && !type.modifiers.empty()) {
    type.name.name = "character";
  } else if (!plain_types().contains(name)) {
    return std::nullopt;
  }
  complete_modifiers(type);
  return type;
}

std::string_view serial_type(std::string_view name) {
  if (name == "serial" || name == "serial4") return "integer";
  if (name == "bigserial" || name == "serial8") return "bigint";
  if (name == "smallserial" || name == "serial2") return "smallint";
  return "";
}

std::string catalog_type_name(std::string_view name) {
  for (const auto& [catalog, spelled] : spellings()) {
    bool alias = catalog == "int" || catalog == "decimal" || catalog == "dec" || catalog == "char";
    if (spelled == name && !alias) return std::string(catalog);
  }
  return std::string(name == "character" ? "bpchar" : name);
}

}  // namespace athanor::postgresql
