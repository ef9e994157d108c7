#include "tests/grammar/postgresql/canonical/sample_table.hpp"

namespace athanor::postgresql::testing {
namespace {

DataType type(std::string name, std::vector<std::string> modifiers = {}, int dimensions = 0) {
  return {{"", std::move(name)}, std::move(modifiers), dimensions};
}

}  // namespace

const char* const kSampleTable = R"(
  CREATE SCHEMA app;
  CREATE TYPE mood AS ENUM ('sad', 'ok');
  CREATE TYPE app.level AS ENUM ('a', 'b');
  CREATE DOMAIN email AS text;
  CREATE DOMAIN code AS varchar(10);
  CREATE SEQUENCE s1;
  CREATE SEQUENCE app.s2;
  CREATE FUNCTION app.plus(integer) RETURNS integer IMMUTABLE LANGUAGE sql AS 'SELECT $1 + 1';
  CREATE TABLE t (
    i integer, s smallint, b bigint, n numeric, n2 numeric(10,2), r real, d double precision,
    t text, v varchar(20), c char(3), nm name, bo boolean, dt date, ts timestamp,
    tz timestamptz, tm time, iv interval, u uuid, j json, jb jsonb, ta text[], va varchar(10)[],
    ia integer[], m mood, l app.level, e email, k code, bytes bytea, ip inet, bt bit(3),
    tr tsrange, ir int4range, words tsvector, "Odd Name" integer, value text, "left" integer);
)";

const std::map<std::string, DataType>& sample_columns() {
  static const std::map<std::string, DataType> columns = {
      {"i", type("integer")},
      {"s", type("smallint")},
      {"b", type("bigint")},
      {"n", type("numeric")},
      {"n2", type("numeric", {"10", "2"})},
      {"r", type("real")},
      {"d", type("double precision")},
      {"t", type("text")},
      {"v", type("character varying", {"20"})},
      {"c", type("character", {"3"})},
      {"nm", type("name")},
      {"bo", type("boolean")},
      {"dt", type("date")},
      {"ts", type("timestamp without time zone")},
      {"tz", type("timestamp with time zone")},
      {"tm", type("time without time zone")},
      {"iv", type("interval")},
      {"u", type("uuid")},
      {"j", type("json")},
      {"jb", type("jsonb")},
      {"ta", type("text", {}, 1)},
      {"va", type("character varying", {"10"}, 1)},
      {"ia", type("integer", {}, 1)},
      {"m", type("mood")},
      {"l", {{"app", "level"}, {}, 0}},
      {"e", type("email")},
      {"k", type("code")},
      {"bytes", type("bytea")},
      {"ip", type("inet")},
      {"bt", type("bit", {"3"})},
      {"tr", type("tsrange")},
      {"ir", type("int4range")},
      {"words", type("tsvector")},
      {"Odd Name", type("integer")},
      {"value", type("text")},
      {"left", type("integer")},
  };
  return columns;
}

ExpressionTypes sample_types() {
  static const DataType text = type("text"), ten = type("character varying", {"10"});
  ExpressionTypes types;
  types.column = [](std::string_view name) {
    auto found = sample_columns().find(std::string(name));
    return found == sample_columns().end() ? nullptr : &found->second;
  };
  types.domain = [](const QualifiedName& name) -> const DataType* {
    if (name == QualifiedName{"", "email"}) return &text;
    return name == QualifiedName{"", "code"} ? &ten : nullptr;
  };
  return types;
}

}  // namespace athanor::postgresql::testing
