/// Objects of kinds that the graph has no place for: each is an error that names it.

#include <fmt/format.h>

#include <string_view>

#include "engine/dialects/postgresql/connection.hpp"
#include "engine/dialects/postgresql/reading.hpp"

namespace athanor::postgresql {
namespace {

/// One kind of object, as a SELECT of its singular, its schema's number (0 where it has none), its
/// name, and its plural.
struct Kind {
  const char* catalogue;  ///< whose members of extensions are left out
  const char* singular;
  const char* plural;
  const char* schema;
  const char* name;
  const char* where;  ///< besides being no system object
};

constexpr Kind kKinds[] = {
    {"pg_proc", "function", "functions", "o.pronamespace",
     "o.proname || '(' || pg_get_function_identity_arguments(o.oid) || ')'", "o.prokind = 'f'"},
    {"pg_proc", "procedure", "procedures", "o.pronamespace",
     "o.proname || '(' || pg_get_function_identity_arguments(o.oid) || ')'", "o.prokind = 'p'"},
    {"pg_proc", "aggregate", "aggregates", "o.pronamespace",
     "o.proname || '(' || pg_get_function_identity_arguments(o.oid) || ')'",
     "o.prokind IN ('a', 'w')"},
    {"pg_trigger", "trigger", "triggers", "0", "o.tgname || ' on ' || o.tgrelid::regclass",
     "NOT o.tgisinternal"},
    {"pg_trigger", "table", "disabled constraint triggers", "0", "o.tgrelid::regclass::text",
     "o.tgisinternal AND o.tgenabled <> 'O'"},
    {"pg_rewrite", "rule", "rules", "0", "o.rulename || ' on ' || o.ev_class::regclass",
     "o.rulename <> '_RETURN'"},
    {"pg_policy", "policy", "policies", "0", "o.polname || ' on ' || o.polrelid::regclass", "true"},
    {"pg_statistic_ext", "statistics object", "statistics objects", "o.stxnamespace", "o.stxname",
     "true"},
    {"pg_publication", "publication", "publications", "0", "o.pubname", "true"},
    {"pg_event_trigger", "event trigger", "event triggers", "0", "o.evtname", "true"},
    {"pg_foreign_data_wrapper", "foreign-data wrapper", "foreign-data wrappers", "0", "o.fdwname",
     "true"},
    {"pg_foreign_server", "foreign server", "foreign servers", "0", "o.srvname", "true"},
    {"pg_language", "language", "languages", "0", "o.lanname", "true"},
    {"pg_am", "access method", "access methods", "0", "o.amname", "true"},
    {"pg_operator", "operator", "operators", "o.oprnamespace", "o.oprname", "true"},
    {"pg_opclass", "operator class", "operator classes", "o.opcnamespace", "o.opcname", "true"},
    {"pg_opfamily", "operator family", "operator families", "o.opfnamespace", "o.opfname", "true"},
    {"pg_cast", "cast", "casts", "0",
     "format_type(o.castsource, NULL) || ' as ' || format_type(o.casttarget, NULL)", "true"},
    {"pg_conversion", "conversion", "conversions", "o.connamespace", "o.conname", "true"},
    {"pg_transform", "transform", "transforms", "0", "format_type(o.trftype, NULL)", "true"},
    {"pg_ts_config", "text search configuration", "text search configurations", "o.cfgnamespace",
     "o.cfgname", "true"},
    {"pg_ts_dict", "text search dictionary", "text search dictionaries", "o.dictnamespace",
     "o.dictname", "true"},
    {"pg_ts_parser", "text search parser", "text search parsers", "o.prsnamespace", "o.prsname",
     "true"},
    {"pg_ts_template", "text search template", "text search templates", "o.tmplnamespace",
     "o.tmplname", "true"},
    {"pg_default_acl", "role", "default privileges", "0", "o.defaclrole::regrole::text", "true"},
    {"pg_type", "type", "privileges", "o.typnamespace", "o.typname",
     "o.typacl <> acldefault('T', o.typowner)"},
};

/// Members of extensions, and what only serves another object (deptype 'i': the constructors of a
/// range type), are no objects of their own.
std::string select_kind(const Kind& kind) {
  return fmt::format(R"(
SELECT '{1}' AS kind, {3}::oid AS schema, {4} AS name, '{2}' AS plural FROM {0} AS o
 WHERE o.oid >= 16384 AND {5}
   AND NOT EXISTS (SELECT FROM pg_depend AS d
                    WHERE d.classid = '{0}'::regclass AND d.objid = o.oid
                      AND d.deptype IN ('e', 'i') AND d.refclassid <> 'pg_constraint'::regclass))",
                     kind.catalogue, kind.singular, kind.plural, kind.schema, kind.name,
                     kind.where);
}

/// A schema's privileges are compared with those that initdb or its extension gave it.
constexpr const char* kSchemaPrivileges = R"(
SELECT 'schema', 0::oid, o.nspname, 'privileges' FROM pg_namespace AS o
  LEFT JOIN pg_init_privs AS p
    ON p.classoid = 'pg_namespace'::regclass AND p.objoid = o.oid AND p.objsubid = 0
 WHERE (o.oid >= 16384 OR o.oid = 2200) AND o.nspname NOT LIKE 'pg\_%'
   AND o.nspacl <> coalesce(p.initprivs, acldefault('n', o.nspowner)))";

/// Whether the object of a comment is an extension's, or an error already.
bool is_spoken_for(const Reading& reading, const Comments::Key& key) {
  switch (Catalogue{key.catalogue}) {
    case Catalogue::Class: {
      auto found = reading.relations.find(key.object);
      if (found != reading.relations.end()) return !found->second.listed;
      break;
    }
    case Catalogue::Type:
    case Catalogue::Constraint:
    case Catalogue::Namespace:
    case Catalogue::Collation:
      break;
    default:
      return true;
  }
  return reading.names.members.contains({key.catalogue, key.object});
}

std::string unmodelled_query() {
  std::string out = kSchemaPrivileges;
  for (const auto& kind : kKinds) out += "\nUNION ALL" + select_kind(kind);
  return out + "\nORDER BY 1, 2, 3";
}

}  // namespace

void read_unmodelled(Reading& reading) {
  static const std::string query = unmodelled_query();
  for (const auto& row : reading.connection.run(query)) {
    Cells cells(row);
    auto kind = cells.string();
    auto schema = cells.oid();
    if (schema != 0 && !reading.names.is_user_namespace(schema)) continue;
    auto name = reading.names.qualified(schema, cells.string());
    reading.not_read(kind, display(name), cells.text());
  }
}

void report_comments_left(Reading& reading) {
  std::string wanted;
  for (const auto& [key, text] : reading.comments.rest()) {
    if (is_spoken_for(reading, key)) continue;
    wanted += fmt::format("{}({}, {}, {})", wanted.empty() ? "" : ", ", key.catalogue, key.object,
                          key.part);
  }
  if (wanted.empty()) return;
  for (const auto& row : reading.connection.run(
           "SELECT pg_describe_object(c.class, c.object, c.part::int) FROM (VALUES " + wanted +
           ") AS c(class, object, part) ORDER BY 1")) {
    Cells cells(row);
    reading.diagnostics.error({}, fmt::format("{}: comments on it are not read yet", cells.text()));
  }
}

}  // namespace athanor::postgresql
