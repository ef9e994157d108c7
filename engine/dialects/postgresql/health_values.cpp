/// Values of PostgreSQL's types (manual, chapter 8).

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <cmath>
#include <map>

#include "engine/dialects/postgresql/health.hpp"
#include "engine/dialects/postgresql/names.hpp"
#include "engine/dialects/postgresql/types.hpp"

namespace athanor::postgresql {
namespace {

using SampleTexts = std::vector<std::string>;

/// Values of types of which no check says anything that helps, as literals.
const std::map<std::string, SampleTexts, std::less<>>& plain_samples() {
  static const std::map<std::string, SampleTexts, std::less<>> samples = {
      {"boolean", {"true", "false"}},
      {"interval", {"1 day", "0", "-1 day"}},
      {"time without time zone", {"12:00", "00:00", "23:59:59"}},
      {"time with time zone", {"12:00+00", "00:00+00", "23:59:59+00"}},
      {"json", {"{}", "[]", "1", "\"a\"", "null"}},
      {"jsonb", {"{}", "[]", "1", "\"a\"", "null"}},
      {"bytea", {"\\x61", ""}},
      {"xml", {"<a/>"}},
      {"money", {"1", "0", "100"}},
      {"inet", {"127.0.0.1", "::1"}},
      {"cidr", {"10.0.0.0/8"}},
      {"macaddr", {"08:00:2b:01:02:03"}},
      {"macaddr8", {"08:00:2b:01:02:03:04:05"}},
      {"bit varying", {"1", "0"}},
      {"point", {"(0,0)"}},
      {"line", {"{1,1,0}"}},
      {"lseg", {"[(0,0),(1,1)]"}},
      {"box", {"(1,1),(0,0)"}},
      {"path", {"((0,0),(1,1))"}},
      {"polygon", {"((0,0),(1,1),(1,0))"}},
      {"circle", {"<(0,0),1>"}},
      {"tsvector", {"a"}},
      {"tsquery", {"a"}},
      {"pg_lsn", {"0/0"}},
      {"oid", {"1", "0"}},
      {"int4range", {"[1,2)", "empty"}},
      {"int8range", {"[1,2)", "empty"}},
      {"numrange", {"[1,2)", "empty"}},
      {"daterange", {"[2000-01-01,2000-01-02)", "empty"}},
      {"tsrange", {"[2000-01-01,2000-01-02)", "empty"}},
      {"tstzrange", {"[2000-01-01,2000-01-02)", "empty"}},
  };
  return samples;
}

std::optional<long> modifier(const DataType& type, std::size_t at) {
  if (at >= type.modifiers.size()) return std::nullopt;
  const auto& text = type.modifiers[at];
  long out = 0;
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), out);
  return problem == std::errc() ? std::optional(out) : std::nullopt;
}

/// The greatest number of a type; nothing for what is no number.
std::optional<long double> greatest(const DataType& type) {
  const auto& name = type.name.name;
  if (name == "smallint") return 32767.0L;
  if (name == "integer") return 2147483647.0L;
  if (name == "bigint") return 9.2e18L;
  if (name == "real" || name == "double precision") return 1e30L;
  if (name != "numeric") return std::nullopt;
  auto precision = modifier(type, 0);
  if (!precision) return 1e30L;
  return std::pow(10.0L, static_cast<long double>(*precision - modifier(type, 1).value_or(0))) - 1;
}

/// The most characters that a type of texts takes; nothing for what is none.
std::optional<std::size_t> longest(const DataType& type) {
  const auto& name = type.name.name;
  if (name == "text" || name == "citext") return 4000;
  if (name == "name") return 63;
  if (name != "character varying" && name != "character") return std::nullopt;
  return static_cast<std::size_t>(modifier(type, 0).value_or(4000));
}

bool is_moment(const std::string& type) {
  return type == "date" || type == "timestamp without time zone" ||
         type == "timestamp with time zone";
}

SampleTexts as_literals(const SampleTexts& texts) {
  SampleTexts out;
  for (const auto& text : texts) out.push_back(quote_text(text));
  return out;
}

/// Without a cast around them.
SampleTexts bare_values(const DataType& type, const health::Hints& hints, const Schema& schema) {
  if (auto found = schema.enums.find(type.name); found != schema.enums.end()) {
    return as_literals(found->second.values);
  }
  if (schema.ranges.contains(type.name)) return {"'empty'"};
  if (auto most = greatest(type)) return health::numbers_within(hints, -*most, *most);
  if (auto most = longest(type)) return as_literals(health::texts_within(hints, *most));
  const auto& name = type.name.name;
  if (is_moment(name)) {
    auto out = as_literals(health::days(hints));
    out.emplace_back("now()");
    return out;
  }
  if (name == "uuid") return {"md5(random()::text)::uuid"};
  if (name == "bit") {
    return {quote_text(std::string(static_cast<std::size_t>(modifier(type, 0).value_or(1)), '0'))};
  }
  auto found = plain_samples().find(name);
  return found == plain_samples().end() ? SampleTexts{} : as_literals(found->second);
}

/// One value: a row of the first value of each field.
SampleTexts composite_values(const CompositeType& composite, const Schema& schema) {
  SampleTexts fields;
  for (const auto& field : composite.fields) {
    auto values = sample_values(field.type, {}, schema);
    if (values.empty()) return {};
    fields.push_back(std::move(values.front()));
  }
  return {fmt::format("ROW({})", fmt::join(fields, ", "))};
}

SampleTexts array_values(DataType type, const health::Hints& hints, const Schema& schema) {
  SampleTexts out = {"'{}'"};
  --type.dimensions;
  if (type.dimensions > 0) return out;
  auto values = sample_values(type, hints, schema);
  if (!values.empty()) out.push_back(fmt::format("ARRAY[{}]", values.front()));
  return out;
}

}  // namespace

SampleTexts sample_values(const DataType& type, const health::Hints& hints, const Schema& schema) {
  SampleTexts values;
  if (type.dimensions > 0) {
    values = array_values(type, hints, schema);
  } else if (auto domain = schema.domains.find(type.name); domain != schema.domains.end()) {
    return sample_values(domain->second.type, hints, schema);
  } else if (auto found = schema.composites.find(type.name); found != schema.composites.end()) {
    values = composite_values(found->second, schema);
  } else {
    values = bare_values(type, hints, schema);
  }
  for (auto& value : values) value = fmt::format("CAST({} AS {})", value, type_text(type));
  return values;
}

}  // namespace athanor::postgresql
