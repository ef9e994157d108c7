/// SQLAlchemy's types: every expected text is what SQLAlchemy's own compilers give.

#include <doctest/doctest.h>

#include "tests/engine/operations/say.hpp"

namespace athanor::testing {
namespace {

struct TypeText {
  alembic::SaType type;
  std::string postgresql, sqlite;
};

/// How `type` is written in ADD COLUMN.
std::string text_of(const char* dialect, const alembic::SaType& type) {
  alembic::AddColumn operation;
  operation.table = table("t");
  operation.column = column("c", type);
  auto sql = rendered(dialect, operation);
  const std::string before = "ALTER TABLE t ADD COLUMN c ";
  if (sql.rfind(before, 0) != 0) return sql;
  return sql.substr(before.size(), sql.size() - before.size() - 1);
}

void check_types(const std::vector<TypeText>& types) {
  for (const auto& each : types) {
    CAPTURE(each.type.name);
    CHECK(text_of("postgresql", each.type) == each.postgresql);
    CHECK(text_of("sqlite", each.type) == each.sqlite);
  }
}

}  // namespace

TEST_CASE("every type of SQLAlchemy has its text on both dialects") {
  check_types({
      {sa("String"), "VARCHAR", "VARCHAR"},
      {sa("String", {50}), "VARCHAR(50)", "VARCHAR(50)"},
      {sa("String", {}, {{"length", 5}}), "VARCHAR(5)", "VARCHAR(5)"},
      {sa("String", {5}, {{"collation", "de_DE"}}), "VARCHAR(5) COLLATE \"de_DE\"",
       "VARCHAR(5) COLLATE \"de_DE\""},
      {sa("Text"), "TEXT", "TEXT"},
      {sa("Text", {9}), "TEXT(9)", "TEXT(9)"},
      {sa("Unicode", {3}), "VARCHAR(3)", "VARCHAR(3)"},
      {sa("UnicodeText"), "TEXT", "TEXT"},
      {sa("VARCHAR", {4}), "VARCHAR(4)", "VARCHAR(4)"},
      {sa("CHAR", {4}), "CHAR(4)", "CHAR(4)"},
      {sa("NCHAR", {4}), "NCHAR(4)", "NCHAR(4)"},
      {sa("NVARCHAR", {4}), "NVARCHAR(4)", "NVARCHAR(4)"},
      {sa("CLOB"), "CLOB", "CLOB"},
      {sa("TEXT"), "TEXT", "TEXT"},
      {sa("Integer"), "INTEGER", "INTEGER"},
      {sa("SmallInteger"), "SMALLINT", "SMALLINT"},
      {sa("BigInteger"), "BIGINT", "BIGINT"},
      {sa("INTEGER"), "INTEGER", "INTEGER"},
      {sa("INT"), "INTEGER", "INTEGER"},
      {sa("SMALLINT"), "SMALLINT", "SMALLINT"},
      {sa("BIGINT"), "BIGINT", "BIGINT"},
      {sa("Numeric"), "NUMERIC", "NUMERIC"},
      {sa("Numeric", {10}), "NUMERIC(10)", "NUMERIC(10)"},
      {sa("Numeric", {10, 2}), "NUMERIC(10, 2)", "NUMERIC(10, 2)"},
      {sa("NUMERIC", {}, {{"precision", 3}, {"scale", 1}}), "NUMERIC(3, 1)", "NUMERIC(3, 1)"},
      {sa("DECIMAL", {5, 0}), "DECIMAL(5, 0)", "DECIMAL(5, 0)"},
      {sa("Float"), "FLOAT", "FLOAT"},
      {sa("Float", {24}), "FLOAT(24)", "FLOAT"},
      {sa("FLOAT", {53}), "FLOAT(53)", "FLOAT"},
      {sa("REAL"), "REAL", "REAL"},
      {sa("Double"), "DOUBLE PRECISION", "DOUBLE"},
      {sa("Double", {53}), "DOUBLE PRECISION", "DOUBLE"},
      {sa("DOUBLE"), "DOUBLE", "DOUBLE"},
      {sa("DOUBLE_PRECISION"), "DOUBLE PRECISION", "DOUBLE PRECISION"},
      {sa("Boolean"), "BOOLEAN", "BOOLEAN"},
      {sa("BOOLEAN"), "BOOLEAN", "BOOLEAN"},
      {sa("Date"), "DATE", "DATE"},
      {sa("DATE"), "DATE", "DATE"},
      {sa("DateTime"), "TIMESTAMP WITHOUT TIME ZONE", "DATETIME"},
      {sa("DateTime", {}, {{"timezone", true}}), "TIMESTAMP WITH TIME ZONE", "DATETIME"},
      {sa("DATETIME"), "DATETIME", "DATETIME"},
      {sa("TIMESTAMP"), "TIMESTAMP WITHOUT TIME ZONE", "TIMESTAMP"},
      {sa("TIMESTAMP", {}, {{"timezone", true}}), "TIMESTAMP WITH TIME ZONE", "TIMESTAMP"},
      {sa("Time"), "TIME WITHOUT TIME ZONE", "TIME"},
      {sa("Time", {}, {{"timezone", true}}), "TIME WITH TIME ZONE", "TIME"},
      {sa("TIME"), "TIME WITHOUT TIME ZONE", "TIME"},
      {sa("Interval"), "INTERVAL", "DATETIME"},
      {sa("Interval", {}, {{"second_precision", 3}}), "INTERVAL (3)", "DATETIME"},
      {sa("Interval", {}, {{"native", false}}), "TIMESTAMP WITHOUT TIME ZONE", "DATETIME"},
      {sa("LargeBinary"), "BYTEA", "BLOB"},
      {sa("LargeBinary", {9}), "BYTEA", "BLOB"},
      {sa("BLOB"), "BLOB", "BLOB"},
      {sa("BINARY", {4}), "BINARY(4)", "BINARY(4)"},
      {sa("VARBINARY", {4}), "VARBINARY(4)", "VARBINARY(4)"},
      {sa("PickleType"), "BYTEA", "BLOB"},
      {sa("JSON"), "JSON", "JSON"},
      {sa("JSON", {}, {{"none_as_null", true}}), "JSON", "JSON"},
      {sa("Uuid"), "UUID", "CHAR(32)"},
      {sa("Uuid", {}, {{"native_uuid", false}}), "CHAR(32)", "CHAR(32)"},
      {sa("UUID"), "UUID", "UUID"},
      {sa("Enum", {"a", "bcd"}, {{"name", "e"}}), "e", "VARCHAR(3)"},
      {sa("Enum", {"a", "bcd"}, {{"name", "E"}, {"schema", "S"}}), "\"S\".\"E\"", "VARCHAR(3)"},
      {sa("Enum", {"a", "bcd"}, {{"name", "e"}, {"native_enum", false}}), "VARCHAR(3)",
       "VARCHAR(3)"},
      {sa("Enum", {"a", "bcd"}, {{"name", "e"}, {"native_enum", false}, {"length", 20}}),
       "VARCHAR(20)", "VARCHAR(20)"},
      {sa("Enum", {"\u00e9\u00e9\u00e9"}, {{"name", "e"}}), "e", "VARCHAR(3)"},
      {sa("ARRAY", {sa("Integer")}), "INTEGER[]",
       "error: Compiler can't render element of type ARRAY"},
      {sa("ARRAY", {sa("String", {3})}, {{"dimensions", 2}}), "VARCHAR(3)[][]",
       "error: Compiler can't render element of type ARRAY"},
      {postgresql_type("ARRAY", {sa("Text", {}, {{"collation", "C"}})}), "TEXT[] COLLATE \"C\"",
       "error: Compiler can't render element of type ARRAY"},
      {postgresql_type("ARRAY", {sa("Enum", {"a"}, {{"name", "e"}})}), "e[]",
       "error: Compiler can't render element of type ARRAY"},
      {postgresql_type("BIT"), "BIT(1)", "error: Compiler can't render element of type BIT"},
      {postgresql_type("BIT", {5}), "BIT(5)", "error: Compiler can't render element of type BIT"},
      {postgresql_type("BIT", {5}, {{"varying", true}}), "BIT VARYING(5)",
       "error: Compiler can't render element of type BIT"},
      {postgresql_type("BIT", {}, {{"varying", true}}), "BIT VARYING",
       "error: Compiler can't render element of type BIT"},
      {postgresql_type("BYTEA"), "BYTEA", "error: Compiler can't render element of type BYTEA"},
      {postgresql_type("CIDR"), "CIDR", "error: Compiler can't render element of type CIDR"},
      {postgresql_type("CITEXT"), "CITEXT", "error: Compiler can't render element of type CITEXT"},
      {postgresql_type("DATERANGE"), "DATERANGE",
       "error: Compiler can't render element of type DATERANGE"},
      {postgresql_type("ENUM", {"a"}, {{"name", "e"}, {"create_type", false}}), "e", "VARCHAR(1)"},
      {postgresql_type("HSTORE"), "HSTORE", "error: Compiler can't render element of type HSTORE"},
      {postgresql_type("INET"), "INET", "error: Compiler can't render element of type INET"},
      {postgresql_type("INT4RANGE"), "INT4RANGE",
       "error: Compiler can't render element of type INT4RANGE"},
      {postgresql_type("INT8MULTIRANGE"), "INT8MULTIRANGE",
       "error: Compiler can't render element of type INT8MULTIRANGE"},
      {postgresql_type("INTERVAL"), "INTERVAL",
       "error: Compiler can't render element of type INTERVAL"},
      {postgresql_type("INTERVAL", {}, {{"fields", "DAY TO SECOND"}, {"precision", 3}}),
       "INTERVAL DAY TO SECOND (3)", "error: Compiler can't render element of type INTERVAL"},
      {postgresql_type("JSON", {}, {{"astext_type", sa("Text")}}), "JSON", "JSON"},
      {postgresql_type("JSONB"), "JSONB", "JSONB"},
      {postgresql_type("JSONPATH"), "JSONPATH",
       "error: Compiler can't render element of type JSONPATH"},
      {postgresql_type("MACADDR"), "MACADDR",
       "error: Compiler can't render element of type MACADDR"},
      {postgresql_type("MACADDR8"), "MACADDR8",
       "error: Compiler can't render element of type MACADDR8"},
      {postgresql_type("MONEY"), "MONEY", "error: Compiler can't render element of type MONEY"},
      {postgresql_type("NUMRANGE"), "NUMRANGE",
       "error: Compiler can't render element of type NUMRANGE"},
      {postgresql_type("OID"), "OID", "error: Compiler can't render element of type OID"},
      {postgresql_type("REGCLASS"), "REGCLASS",
       "error: Compiler can't render element of type REGCLASS"},
      {postgresql_type("REGCONFIG"), "REGCONFIG",
       "error: Compiler can't render element of type REGCONFIG"},
      {postgresql_type("TIME", {}, {{"precision", 2}}), "TIME(2) WITHOUT TIME ZONE", "TIME"},
      {postgresql_type("TIMESTAMP", {}, {{"timezone", true}, {"precision", 2}}),
       "TIMESTAMP(2) WITH TIME ZONE", "TIMESTAMP"},
      {postgresql_type("TSQUERY"), "TSQUERY",
       "error: Compiler can't render element of type TSQUERY"},
      {postgresql_type("TSRANGE"), "TSRANGE",
       "error: Compiler can't render element of type TSRANGE"},
      {postgresql_type("TSTZRANGE"), "TSTZRANGE",
       "error: Compiler can't render element of type TSTZRANGE"},
      {postgresql_type("TSTZMULTIRANGE"), "TSTZMULTIRANGE",
       "error: Compiler can't render element of type TSTZMULTIRANGE"},
      {postgresql_type("TSVECTOR"), "TSVECTOR",
       "error: Compiler can't render element of type TSVECTOR"},
      {postgresql_type("UUID", {}, {{"as_uuid", true}}), "UUID", "UUID"},
      {postgresql_type("DOUBLE_PRECISION"), "DOUBLE PRECISION", "DOUBLE PRECISION"},
      {postgresql_type("VARCHAR", {3}), "VARCHAR(3)", "VARCHAR(3)"},
      {sqlite_type("DATETIME"), "TIMESTAMP WITHOUT TIME ZONE", "DATETIME"},
      {sqlite_type("DATE", {{"storage_format", "%(year)04d%(month)02d%(day)02d"}}), "DATE",
       "DATE_CHAR"},
      {sqlite_type("DATETIME", {{"truncate_microseconds", true}}), "TIMESTAMP WITHOUT TIME ZONE",
       "DATETIME"},
      {sqlite_type("TIME"), "TIME WITHOUT TIME ZONE", "TIME"},
      {sqlite_type("JSON"), "JSON", "JSON"},
      {sqlite_type("JSONB"), "JSONB", "JSONB"},
  });
}

TEST_CASE("a type takes its variant for the dialect") {
  auto type = postgresql_type("JSONB", {}, {{"astext_type", sa("Text")}});
  type.variants = {{sa("JSON"), {"sqlite"}}, {sa("String", {9}), {"mysql", "mariadb"}}};
  check_types({{type, "JSONB", "JSON"}});
}

TEST_CASE("a type with arguments that it does not have is refused") {
  check_types({
      {sa("String", {}, {{"size", 5}}), "error: String() got an unexpected keyword argument 'size'",
       "error: String() got an unexpected keyword argument 'size'"},
      {sa("Point"), "error: the type sqlalchemy.Point is not known",
       "error: the type sqlalchemy.Point is not known"},
      {sa("Enum", {"abc"}, {{"length", 2}, {"native_enum", false}}),
       "error: When provided, length must be larger or equal than the length of the longest enum "
       "value. 2 < 3",
       "error: When provided, length must be larger or equal than the length of the longest enum "
       "value. 2 < 3"},
      {sa("Enum", {"abc"}), "error: PostgreSQL ENUM type requires a name.", "VARCHAR(3)"},
  });
}

}  // namespace athanor::testing
