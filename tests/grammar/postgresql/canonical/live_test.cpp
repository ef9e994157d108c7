#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include "grammar/postgresql/canonical.hpp"
#include "tests/grammar/postgresql/canonical/live_postgresql.hpp"
#include "tests/grammar/postgresql/canonical/sample_expressions.hpp"
#include "tests/grammar/postgresql/canonical/sample_table.hpp"

using namespace athanor;
using namespace athanor::postgresql;
using namespace athanor::postgresql::testing;

namespace {

std::string canonical_check(const std::string& text) {
  return canonical_expression(text, sample_types()).value_or("cannot be read: " + text);
}

std::string canonical_default_of(const std::string& column, const std::string& text) {
  auto types = sample_types();
  types.value = &sample_columns().at(column);
  return canonical_default(text, types).value_or("cannot be read: " + text);
}

/// Functions that put an expression on the table and tell how the catalogue prints it, plainly and
/// pretty; of one that the server refuses, why.
constexpr const char* kPrinters = R"(
  CREATE FUNCTION printed_check(text text, OUT plain text, OUT pretty text) LANGUAGE plpgsql AS $$
  BEGIN
    EXECUTE format(E'ALTER TABLE t ADD CONSTRAINT sample CHECK (%s\n)', text);
    SELECT pg_get_expr(conbin, conrelid), pg_get_expr(conbin, conrelid, true) INTO plain, pretty
      FROM pg_constraint WHERE conname = 'sample';
    ALTER TABLE t DROP CONSTRAINT sample;
  EXCEPTION WHEN OTHERS THEN plain := 'refused: ' || SQLERRM; pretty := plain;
  END $$;
  CREATE FUNCTION printed_default(name text, text text, OUT plain text, OUT pretty text)
    LANGUAGE plpgsql AS $$
  BEGIN
    EXECUTE format('ALTER TABLE t ALTER %I SET DEFAULT %s', name, text);
    SELECT pg_get_expr(adbin, adrelid), pg_get_expr(adbin, adrelid, true) INTO plain, pretty
      FROM pg_attrdef JOIN pg_attribute ON attrelid = adrelid AND attnum = adnum
      WHERE attname = name AND adrelid = 't'::regclass;
    EXECUTE format('ALTER TABLE t ALTER %I DROP DEFAULT', name);
  EXCEPTION WHEN OTHERS THEN plain := 'refused: ' || SQLERRM; pretty := plain;
  END $$;
)";

std::string quoted(const std::string& text) {
  return fmt::format("$sample${}$sample$", text);
}

const LivePostgresql& server() {
  static LivePostgresql one;
  static bool made = [] {
    one.run(std::string(kSampleTable) + kPrinters);
    return true;
  }();
  (void)made;
  return one;
}

/// How the catalogue prints each of the expressions, plainly and pretty.
std::vector<std::vector<std::string>> printed_checks(const std::vector<std::string>& texts) {
  std::vector<std::string> samples;
  for (const auto& text : texts) samples.push_back(quoted(text));
  return server().run(
      fmt::format("SELECT p.* FROM unnest(ARRAY[{}]) WITH ORDINALITY AS w(text, place),"
                  " LATERAL printed_check(text) AS p ORDER BY place",
                  fmt::join(samples, ", ")));
}

}  // namespace

TEST_CASE("a check that a person wrote has the canonical text of what the catalogue prints") {
  const auto& samples = sample_expressions();
  auto printed = printed_checks(samples);
  REQUIRE(printed.size() == samples.size());
  for (std::size_t i = 0; i < samples.size(); ++i) {
    auto written = canonical_check(samples[i]);
    CAPTURE(samples[i]);
    CAPTURE(printed[i][0]);
    CHECK(written == canonical_check(printed[i][0]));
    CHECK(written == canonical_check(printed[i][1]));
    CHECK(written == canonical_check(written));
  }
}

TEST_CASE("a check that is dumped and restored keeps its canonical text") {
  std::vector<std::string> dumped;
  for (const auto& row : printed_checks(sample_expressions())) dumped.push_back(row[0]);
  auto restored = printed_checks(dumped);
  REQUIRE(restored.size() == dumped.size());
  for (std::size_t i = 0; i < dumped.size(); ++i) {
    CAPTURE(dumped[i]);
    CHECK(canonical_check(restored[i][0]) == canonical_check(dumped[i]));
  }
}

TEST_CASE("a default that a person wrote has the canonical text of what the catalogue prints") {
  std::vector<std::string> columns, samples;
  for (const auto& one : sample_defaults()) {
    columns.push_back(quoted(one.column));
    samples.push_back(quoted(one.text));
  }
  auto rows = server().run(fmt::format(
      "SELECT p.* FROM unnest(ARRAY[{}], ARRAY[{}]) WITH ORDINALITY AS w(name, text, place),"
      " LATERAL printed_default(name, text) AS p ORDER BY place",
      fmt::join(columns, ", "), fmt::join(samples, ", ")));
  REQUIRE(rows.size() == sample_defaults().size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto& [column, text] = sample_defaults()[i];
    auto written = canonical_default_of(column, text);
    CAPTURE(column);
    CAPTURE(text);
    CAPTURE(rows[i][0]);
    CHECK(written == canonical_default_of(column, rows[i][0]));
    CHECK(written == canonical_default_of(column, rows[i][1]));
  }
}
