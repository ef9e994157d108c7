/// Schemas, tablespaces, access methods, operator classes, collations, extensions, comments.

#include <fmt/format.h>

#include "engine/dialects/postgresql/connection.hpp"
#include "engine/dialects/postgresql/reading.hpp"

namespace athanor::postgresql {
namespace {

/// What each row's first column says of the rest.
constexpr const char* kNames = R"(
SELECT 'n', oid, 0::oid, nspname, 0::oid, 0::oid, false FROM pg_namespace
UNION ALL
SELECT 't', oid, 0, spcname, 0, 0, false FROM pg_tablespace
UNION ALL
SELECT 'a', oid, 0, amname, 0, 0, false FROM pg_am
UNION ALL
SELECT 'o', oid, opcnamespace, opcname, opcmethod, opcintype, opcdefault FROM pg_opclass
UNION ALL
SELECT 'm', objid, classid, '', 0, 0, false FROM pg_depend
 WHERE refclassid = 'pg_extension'::regclass AND deptype = 'e')";

void put_operator_class(Dictionary& names, Oid oid, Oid schema, std::string name, Cells& cells) {
  OperatorClass found{{"", std::move(name)}, cells.oid(), cells.oid(), cells.flag()};
  if (names.is_user_namespace(schema)) found.name = names.qualified(schema, found.name.name);
  if (found.is_default) names.default_classes.emplace(found.method, found.input);
  names.operator_classes.emplace(oid, std::move(found));
}

/// The locale's columns changed their names and homes from version to version.
std::string collation_query(int version) {
  const char* locale = version >= 170000   ? "c.colllocale"
                       : version >= 150000 ? "c.colliculocale"
                                           : "CASE c.collprovider WHEN 'i' THEN c.collcollate END";
  const char* rules = version >= 160000 ? "c.collicurules" : "NULL";
  return fmt::format(
      "SELECT c.oid, c.collnamespace, c.collname, c.collprovider, c.collisdeterministic, "
      "c.collcollate, c.collctype, {}, {} FROM pg_collation AS c",
      locale, rules);
}

std::string provider_name(char letter) {
  return letter == 'i' ? "icu" : letter == 'b' ? "builtin" : "libc";
}

/// The options that CREATE COLLATION would need.
Options collation_options(Cells& cells) {
  Options out;
  auto provider = provider_name(cells.letter());
  if (provider != "libc") out["provider"] = provider;
  if (!cells.flag()) out["deterministic"] = "false";
  auto collate = cells.string(), ctype = cells.string(), locale = cells.string();
  if (provider != "libc") {
    out["locale"] = locale;
  } else if (collate == ctype) {
    out["locale"] = collate;
  } else {
    out["lc_collate"] = collate;
    out["lc_ctype"] = ctype;
  }
  if (!cells.next_is_null()) out["rules"] = cells.string();
  return out;
}

/// `public` is there without being made, with a comment that initdb gave it.
void put_namespace(Reading& reading, Oid oid, const std::string& name) {
  if (!reading.names.is_user_namespace(oid)) return;
  auto comment = reading.comments.take(Catalogue::Namespace, oid);
  bool is_public = name == "public";
  if (is_public && (!comment || *comment == "standard public schema")) return;
  if (reading.names.is_member(Catalogue::Namespace, oid)) return;
  Namespace made;
  made.name = {"", name};
  made.comment = comment;
  put(reading.schema.namespaces, std::move(made));
}

}  // namespace

void read_names(Reading& reading) {
  auto& names = reading.names;
  for (const auto& row : reading.connection.run(kNames)) {
    Cells cells(row);
    char kind = cells.letter();
    auto oid = cells.oid(), other = cells.oid();
    auto name = cells.string();
    switch (kind) {
      case 'n':
        names.namespaces.emplace(oid, std::move(name));
        break;
      case 't':
        names.tablespaces.emplace(oid, std::move(name));
        break;
      case 'a':
        names.access_methods.emplace(oid, std::move(name));
        break;
      case 'o':
        put_operator_class(names, oid, other, std::move(name), cells);
        break;
      case 'm':
        names.members.emplace(other, oid);
        break;
      default:
        break;
    }
  }
  for (const auto& [oid, name] : names.namespaces) put_namespace(reading, oid, name);
}

void read_collations(Reading& reading) {
  auto& names = reading.names;
  for (const auto& row :
       reading.connection.run(collation_query(reading.connection.server_version()))) {
    Cells cells(row);
    auto oid = cells.oid(), schema = cells.oid();
    auto name = cells.string();
    bool own = names.is_user_namespace(schema);
    auto qualified = own ? names.qualified(schema, name) : QualifiedName{"", name};
    names.collations.emplace(oid, qualified);
    if (!own || names.is_member(Catalogue::Collation, oid)) continue;
    Collation collation;
    collation.name = qualified;
    collation.options = collation_options(cells);
    collation.comment = reading.comments.take(Catalogue::Collation, oid);
    put(reading.schema.collations, std::move(collation));
  }
}

void read_extensions(Reading& reading) {
  // 16384 is the first number that is not the system's own: plpgsql's is below it.
  static constexpr const char* kExtensions = R"(
SELECT e.extname, e.extversion, e.extnamespace, d.description
  FROM pg_extension AS e
  LEFT JOIN pg_description AS d
    ON d.classoid = 'pg_extension'::regclass AND d.objoid = e.oid
   AND d.description IS DISTINCT FROM
       (SELECT a.comment FROM pg_available_extensions() AS a WHERE a.name = e.extname)
 WHERE e.oid >= 16384)";
  for (const auto& row : reading.connection.run(kExtensions)) {
    Cells cells(row);
    Extension extension;
    auto name = cells.string();
    extension.version = cells.string();
    auto schema = cells.oid();
    bool own = reading.names.is_user_namespace(schema);
    extension.name = own ? reading.names.qualified(schema, name)
                         : QualifiedName{reading.names.namespaces[schema], name};
    if (!cells.next_is_null()) extension.comment = cells.string();
    put(reading.schema.extensions, std::move(extension));
  }
}

void read_comments(Reading& reading) {
  static constexpr const char* kComments = R"(
SELECT classoid, objoid, objsubid, description FROM pg_description
 WHERE (objoid >= 16384 AND classoid <> 'pg_extension'::regclass)
    OR (classoid = 'pg_namespace'::regclass AND objoid = 2200))";
  for (const auto& row : reading.connection.run(kComments)) {
    Cells cells(row);
    Comments::Key key{cells.oid(), cells.oid(), cells.number()};
    reading.comments.put(key, cells.string());
  }
}

}  // namespace athanor::postgresql
