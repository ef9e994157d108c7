#include "engine/dialects/postgresql/sequence_changes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

#include "engine/dialects/postgresql/names.hpp"
#include "engine/dialects/postgresql/types.hpp"
#include "grammar/postgresql/conventional_names.hpp"

namespace athanor::postgresql {
namespace {

template <class Integer>
SequenceBounds whole_range() {
  return {std::numeric_limits<Integer>::min(), std::numeric_limits<Integer>::max()};
}

SequenceBounds range_of(const DataType& type) {
  if (type.name.name == "smallint") return whole_range<std::int16_t>();
  if (type.name.name == "integer") return whole_range<std::int32_t>();
  return whole_range<std::int64_t>();
}

/// The defaults are those of CREATE SEQUENCE.
SequenceBounds bounds_of(const SequenceOptions& options, const DataType& type) {
  auto range = range_of(options.type.value_or(type));
  bool ascends = options.increment.value_or(1) > 0;
  return {options.minimum.value_or(ascends ? 1 : range.least),
          options.maximum.value_or(ascends ? range.greatest : -1)};
}

std::int64_t first_of(const SequenceOptions& options) {
  if (options.start) return *options.start;
  return options.increment.value_or(1) > 0 ? options.minimum.value_or(1)
                                           : options.maximum.value_or(-1);
}

}  // namespace

SequenceChanges sequence_changes(const SequenceOptions& before, const SequenceOptions& after,
                                 const DataType& type_before, const DataType& type_after) {
  SequenceChanges out;
  auto number = [&](const auto& old, const auto& now, const char* clause, std::string reset) {
    if (old == now) return;
    out.options.push_back(now ? fmt::format("{} {}", clause, *now) : std::move(reset));
  };
  if (before.type != after.type) {
    out.options.push_back("AS " + (after.type ? type_text(*after.type) : "bigint"));
  }
  number(before.increment, after.increment, "INCREMENT BY", "INCREMENT BY 1");
  number(before.minimum, after.minimum, "MINVALUE", "NO MINVALUE");
  number(before.maximum, after.maximum, "MAXVALUE", "NO MAXVALUE");
  // The server keeps a start that was the old bound.
  if (first_of(before) != first_of(after)) {
    out.options.push_back(fmt::format("START WITH {}", first_of(after)));
  }
  number(before.cache, after.cache, "CACHE", "CACHE 1");
  if (before.cycle != after.cycle) out.options.emplace_back(after.cycle ? "CYCLE" : "NO CYCLE");

  auto was = bounds_of(before, type_before), is = bounds_of(after, type_after);
  if (is.least > was.greatest || is.greatest < was.least) {
    out.restart = fmt::format("RESTART WITH {}", first_of(after));
  } else if (is.least > was.least || is.greatest < was.greatest) {
    out.bounds = is;
  }
  return out;
}

std::string moved_within(const QualifiedName& sequence, const SequenceBounds& bounds) {
  auto name = quote_name(sequence);
  return fmt::format(
      "SELECT setval({}, greatest({}, least(last_value, {})), is_called AND last_value BETWEEN {} "
      "AND {}) FROM {}",
      quote_text(name), bounds.least, bounds.greatest, bounds.least, bounds.greatest, name);
}

std::string moved_behind_values(const QualifiedName& table, const Column& identity) {
  const auto& options = identity.identity->sequence;
  auto bounds = bounds_of(options, identity.type);
  auto first = first_of(options);
  bool ascends = options.increment.value_or(1) > 0;
  auto last = fmt::format("{}({})", ascends ? "max" : "min", quote_name(identity.name));
  return fmt::format(
      "SELECT setval(pg_get_serial_sequence({}, {}), {}) FROM {} HAVING {} BETWEEN {} AND {}",
      quote_text(quote_name(table)), quote_text(identity.name), last, quote_name(table), last,
      ascends ? first : bounds.least, ascends ? bounds.greatest : first);
}

QualifiedName identity_sequence(const QualifiedName& table, const Column& column) {
  if (column.identity && column.identity->sequence_name) return *column.identity->sequence_name;
  return {table.schema, joined_name(table.name, column.name, "seq")};
}

}  // namespace athanor::postgresql
