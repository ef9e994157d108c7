#include "engine/dialects/postgresql/type_classes.hpp"

namespace athanor::postgresql {
namespace {

using operations::string_parameters;
using Kind = operations::TypeKind;

constexpr std::string_view module = "sqlalchemy.dialects.postgresql";

constexpr operations::TypeClass classes[] = {
    {module, "ARRAY", Kind::Array, "", "ARRAY", operations::array_parameters},
    {module, "BIT", Kind::Bit, "BIT", "BIT", "length varying"},
    {module, "BYTEA", Kind::OwnWord, "BYTEA", "_Binary", "length"},
    {module, "CIDR", Kind::OwnWord, "CIDR", "CIDR", ""},
    {module, "CITEXT", Kind::OwnWord, "CITEXT", "String", string_parameters},
    {module, "DATEMULTIRANGE", Kind::OwnWord, "DATEMULTIRANGE", "AbstractRange", ""},
    {module, "DATERANGE", Kind::OwnWord, "DATERANGE", "AbstractRange", ""},
    {module, "DOMAIN", Kind::Domain, "", "NamedType",
     "name data_type | collation collation_schema default constraint_name not_null check "
     "create_type schema metadata quote inherit_schema"},
    {module, "ENUM", Kind::NativeEnum, "VARCHAR", "NamedType", operations::enum_parameters},
    {module, "HSTORE", Kind::OwnWord, "HSTORE", "HSTORE", "text_type"},
    {module, "INET", Kind::OwnWord, "INET", "INET", ""},
    {module, "INT4MULTIRANGE", Kind::OwnWord, "INT4MULTIRANGE", "AbstractRange", ""},
    {module, "INT4RANGE", Kind::OwnWord, "INT4RANGE", "AbstractRange", ""},
    {module, "INT8MULTIRANGE", Kind::OwnWord, "INT8MULTIRANGE", "AbstractRange", ""},
    {module, "INT8RANGE", Kind::OwnWord, "INT8RANGE", "AbstractRange", ""},
    {module, "INTERVAL", Kind::FieldsInterval, "INTERVAL", "Interval", "precision fields"},
    {module, "JSON", Kind::Fixed, "JSON", "JSON", "none_as_null astext_type"},
    {module, "JSONB", Kind::Fixed, "JSONB", "JSON", "none_as_null astext_type"},
    {module, "JSONPATH", Kind::OwnWord, "JSONPATH", "JSONElementType", ""},
    {module, "MACADDR", Kind::OwnWord, "MACADDR", "MACADDR", ""},
    {module, "MACADDR8", Kind::OwnWord, "MACADDR8", "MACADDR8", ""},
    {module, "MONEY", Kind::OwnWord, "MONEY", "MONEY", ""},
    {module, "NUMMULTIRANGE", Kind::OwnWord, "NUMMULTIRANGE", "AbstractRange", ""},
    {module, "NUMRANGE", Kind::OwnWord, "NUMRANGE", "AbstractRange", ""},
    {module, "OID", Kind::OwnWord, "OID", "OID", ""},
    {module, "REGCLASS", Kind::OwnWord, "REGCLASS", "REGCLASS", ""},
    {module, "REGCONFIG", Kind::OwnWord, "REGCONFIG", "REGCONFIG", ""},
    {module, "TIME", Kind::Time, "TIME", "Time", "timezone precision"},
    {module, "TIMESTAMP", Kind::Timestamp, "TIMESTAMP", "DateTime", "timezone precision"},
    {module, "TSMULTIRANGE", Kind::OwnWord, "TSMULTIRANGE", "AbstractRange", ""},
    {module, "TSQUERY", Kind::OwnWord, "TSQUERY", "TSQUERY", ""},
    {module, "TSRANGE", Kind::OwnWord, "TSRANGE", "AbstractRange", ""},
    {module, "TSTZMULTIRANGE", Kind::OwnWord, "TSTZMULTIRANGE", "AbstractRange", ""},
    {module, "TSTZRANGE", Kind::OwnWord, "TSTZRANGE", "AbstractRange", ""},
    {module, "TSVECTOR", Kind::OwnWord, "TSVECTOR", "TSVECTOR", ""},
};

}  // namespace

std::span<const operations::TypeClass> type_classes() {
  return classes;
}

}  // namespace athanor::postgresql
