#include "grammar/postgresql/storage.hpp"

#include <set>
#include <string_view>

namespace athanor::postgresql {

std::string usual_storage(const Schema& schema, const DataType& type) {
  static const std::set<std::string_view> plain = {"\"char\"",
                                                   "aclitem",
                                                   "bigint",
                                                   "boolean",
                                                   "box",
                                                   "cid",
                                                   "circle",
                                                   "date",
                                                   "double precision",
                                                   "gtsvector",
                                                   "integer",
                                                   "interval",
                                                   "line",
                                                   "lseg",
                                                   "macaddr",
                                                   "macaddr8",
                                                   "money",
                                                   "name",
                                                   "oid",
                                                   "pg_lsn",
                                                   "point",
                                                   "real",
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
                                                   "tid",
                                                   "time with time zone",
                                                   "time without time zone",
                                                   "timestamp with time zone",
                                                   "timestamp without time zone",
                                                   "tsquery",
                                                   "uuid",
                                                   "xid",
                                                   "xid8"};
  static const std::set<std::string_view> main = {"cidr", "inet", "numeric"};
  if (type.dimensions > 0) return "extended";
  auto domain = schema.domains.find(type.name);
  if (domain != schema.domains.end()) return usual_storage(schema, domain->second.type);
  if (schema.enums.contains(type.name)) return "plain";
  const auto& name = type.name.name;
  if (!type.name.schema.empty()) return "extended";
  if (main.contains(name)) return "main";
  return plain.contains(name) || name.starts_with("interval") ? "plain" : "extended";
}

}  // namespace athanor::postgresql
