#include "grammar/postgresql/canonical_types.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>
#include <set>

#include "schema/names.hpp"

namespace athanor::postgresql {
namespace {

using Names = std::set<std::string_view>;

struct Category {
  char code;
  std::string_view preferred;
  std::vector<std::string_view> types;
};

const std::vector<Category>& categories() {
  static const std::vector<Category> all = {
      {'B', "boolean", {"boolean"}},
      {'N',
       "double precision",
       {"smallint", "integer", "bigint", "real", "double precision", "numeric", "money", "oid",
        "regclass", "regtype", "regconfig", "regproc", "regprocedure", "regoper", "regoperator",
        "regdictionary", "regnamespace", "regrole", "regcollation"}},
      {'S', "text", {"text", "character varying", "bpchar", "name", "citext"}},
      {'D',
       "timestamp with time zone",
       {"date", "time without time zone", "time with time zone", "timestamp without time zone",
        "timestamp with time zone"}},
      {'T', "interval", {"interval"}},
      {'V', "bit varying", {"bit", "bit varying"}},
      {'I', "inet", {"inet", "cidr"}},
      {'G', "", {"point", "lseg", "path", "box", "polygon", "line", "circle"}},
      {'R',
       "",
       {"int4range", "int8range", "numrange", "tsrange", "tstzrange", "daterange", "int4multirange",
        "int8multirange", "nummultirange", "tsmultirange", "tstzmultirange", "datemultirange"}},
      {'U',
       "",
       {"bytea", "uuid", "json", "jsonb", "jsonpath", "xml", "macaddr", "macaddr8", "tsvector",
        "tsquery", "pg_lsn", "aclitem"}},
      {'Z', "", {"\"char\""}},
      {'X', "", {"unknown"}},
      {'P',
       "",
       {"any", "anyelement", "anyarray", "anynonarray", "anyenum", "anyrange", "anymultirange",
        "anycompatible", "anycompatiblearray", "anycompatiblenonarray", "anycompatiblerange",
        "record"}},
  };
  return all;
}

const Category* category_of(std::string_view type) {
  static const auto by_name = [] {
    std::map<std::string_view, const Category*> map;
    for (const auto& one : categories()) {
      for (auto name : one.types) map.emplace(name, &one);
    }
    return map;
  }();
  auto found = by_name.find(type);
  return found == by_name.end() ? nullptr : found->second;
}

/// pg_cast, castcontext 'i'; also of the extension citext, the one that many schemas use whose type
/// becomes another by itself.
const std::map<std::string_view, Names>& implicit_casts() {
  static const std::map<std::string_view, Names> casts = {
      {"smallint", {"integer", "bigint", "numeric", "real", "double precision", "oid", "regclass"}},
      {"integer", {"bigint", "numeric", "real", "double precision", "oid", "regclass", "regtype"}},
      {"bigint", {"numeric", "real", "double precision", "oid", "regclass", "regtype"}},
      {"numeric", {"real", "double precision"}},
      {"real", {"double precision"}},
      {"oid", {"regclass", "regtype", "regconfig"}},
      {"regclass", {"oid"}},
      {"regtype", {"oid"}},
      {"regconfig", {"oid"}},
      {"text", {"character varying", "bpchar", "name", "regclass"}},
      {"character varying", {"text", "bpchar", "name", "regclass"}},
      {"bpchar", {"text", "character varying", "name"}},
      {"name", {"text"}},
      {"\"char\"", {"text"}},
      {"date", {"timestamp without time zone", "timestamp with time zone"}},
      {"timestamp without time zone", {"timestamp with time zone"}},
      {"time without time zone", {"time with time zone", "interval"}},
      {"bit", {"bit varying"}},
      {"bit varying", {"bit"}},
      {"cidr", {"inet"}},
      {"macaddr", {"macaddr8"}},
      {"macaddr8", {"macaddr"}},
      {"citext", {"text", "character varying", "bpchar"}},
  };
  return casts;
}

bool is_taken_as(std::string_view type, std::string_view polymorphic) {
  if (polymorphic == "record") return false;
  if (polymorphic.ends_with("nonarray")) return !is_array(type);
  if (polymorphic.ends_with("array")) return is_array(type);
  if (polymorphic.ends_with("multirange")) return type.ends_with("multirange");
  if (polymorphic.ends_with("range")) return !bound_of(type).empty();
  if (polymorphic == "anyenum") return category(type) == '?';
  return true;
}

/// Whether the first is to give way to the second as the common type.
bool gives_way(std::string_view type, std::string_view next) {
  return !is_preferred(type) && converts(type, next) && !converts(next, type);
}

}  // namespace

ValueType value_type(const DataType& type) {
  auto name = display(type.name);
  auto modifiers = fmt::format("{}", fmt::join(type.modifiers, ","));
  if (name == "character") name = "bpchar";
  if (name.starts_with("interval ")) {
    auto fields = name.substr(9);
    modifiers = modifiers.empty() ? fields : fmt::format("{}({})", fields, modifiers);
    name = "interval";
  }
  return {type.dimensions > 0 ? array_of(name) : name, modifiers};
}

std::string_view spelled_type(std::string_view name) {
  static const std::map<std::string_view, std::string_view> spellings = {
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
      {"character", "bpchar"},
      {"char", "\"char\""},
      {"varbit", "bit varying"},
      {"time", "time without time zone"},
      {"timetz", "time with time zone"},
      {"timestamp", "timestamp without time zone"},
      {"timestamptz", "timestamp with time zone"},
  };
  auto found = spellings.find(name);
  return found == spellings.end() ? name : found->second;
}

bool is_array(std::string_view type) {
  return type.ends_with("[]");
}

std::string element_of(std::string_view type) {
  return std::string(is_array(type) ? type.substr(0, type.size() - 2) : type);
}

std::string array_of(std::string_view element) {
  bool plain = !element.empty() && !is_array(element) && element != "unknown";
  return std::string(element) + (plain ? "[]" : "");
}

std::string_view bound_of(std::string_view range) {
  static const std::map<std::string_view, std::string_view> bounds = {
      {"int4range", "integer"},
      {"int8range", "bigint"},
      {"numrange", "numeric"},
      {"daterange", "date"},
      {"tsrange", "timestamp without time zone"},
      {"tstzrange", "timestamp with time zone"},
  };
  auto found = bounds.find(range);
  return found == bounds.end() ? std::string_view() : found->second;
}

char category(std::string_view type) {
  if (is_array(type)) return 'A';
  const auto* known = category_of(type);
  return known == nullptr ? '?' : known->code;
}

bool is_preferred(std::string_view type) {
  const auto* known = category_of(type);
  return known != nullptr && (known->preferred == type || type == "oid");
}

bool is_built_in(std::string_view type) {
  return category_of(element_of(type)) != nullptr;
}

bool is_polymorphic(std::string_view type) {
  return category(type) == 'P';
}

bool converts(std::string_view from, std::string_view to) {
  if (from == to || from == "unknown") return true;
  if (is_polymorphic(to)) return is_taken_as(from, to);
  if (is_array(from) && is_array(to)) return converts(element_of(from), element_of(to));
  auto casts = implicit_casts().find(from);
  return casts != implicit_casts().end() && casts->second.contains(to);
}

std::string common_type(const std::vector<std::string>& types) {
  std::string common = "unknown";
  for (const auto& type : types) {
    if (type.empty()) return "";
    if (type == "unknown" || type == common) continue;
    if (common == "unknown") {
      common = type;
    } else if (category(type) != category(common)) {
      return "";
    } else if (gives_way(common, type)) {
      common = type;
    }
  }
  return common == "unknown" ? "text" : common;
}

}  // namespace athanor::postgresql
