#include "grammar/postgresql/sequences.hpp"

#include <limits>

namespace athanor::postgresql {
namespace {

struct Range {
  std::int64_t lowest, highest;
};

template <class Integer>
Range range_of() {
  return {std::numeric_limits<Integer>::min(), std::numeric_limits<Integer>::max()};
}

Range range_of(const std::string& type) {
  if (type == "smallint") return range_of<std::int16_t>();
  if (type == "integer") return range_of<std::int32_t>();
  return range_of<std::int64_t>();
}

void drop_default(std::optional<std::int64_t>& value, std::int64_t usual) {
  if (value == usual) value.reset();
}

bool descends(const SequenceOptions& options) {
  return options.increment.value_or(1) < 0;
}

Range range_of(const SequenceOptions& options, const std::string& own_type) {
  return range_of(options.type ? options.type->name.name : own_type);
}

void fill_limits(SequenceOptions& options, const Range& range) {
  bool down = descends(options);
  if (!options.minimum) options.minimum = down ? range.lowest : 1;
  if (!options.maximum) options.maximum = down ? -1 : range.highest;
}

void fill_defaults(SequenceOptions& options, const std::string& own_type) {
  fill_limits(options, range_of(options, own_type));
  if (!options.start) options.start = descends(options) ? options.maximum : options.minimum;
}

void drop_defaults(SequenceOptions& options, const std::string& own_type) {
  if (options.type && options.type->name.name == own_type) options.type.reset();
  auto range = range_of(options, own_type);
  bool down = descends(options);
  drop_default(options.start, *(down ? options.maximum : options.minimum));
  drop_default(options.minimum, down ? range.lowest : 1);
  drop_default(options.maximum, down ? -1 : range.highest);
  drop_default(options.increment, 1);
  drop_default(options.cache, 1);
}

/// The limits of the old type become those of the new one (manual, ALTER SEQUENCE, AS).
void change_type(SequenceOptions& options, const DataType& type, const std::string& own_type) {
  auto from = range_of(options, own_type);
  options.type = type;
  if (options.maximum == from.highest) options.maximum.reset();
  if (options.minimum == from.lowest) options.minimum.reset();
}

void apply(SequenceOptions& options, const SequenceChange& change) {
  if (change.start) options.start = change.start;
  if (change.increment) options.increment = change.increment;
  if (change.cache) options.cache = change.cache;
  if (change.minimum) options.minimum = change.minimum->value;
  if (change.maximum) options.maximum = change.maximum->value;
  if (change.cycle) options.cycle = *change.cycle;
}

}  // namespace

SequenceOptions created(const SequenceChange& change, const std::string& own_type) {
  SequenceOptions options;
  options.type = change.type;
  apply(options, change);
  fill_defaults(options, own_type);
  drop_defaults(options, own_type);
  return options;
}

SequenceOptions altered(SequenceOptions options, const SequenceChange& change,
                        const std::string& own_type) {
  fill_defaults(options, own_type);
  if (change.type) change_type(options, *change.type, own_type);
  apply(options, change);
  fill_defaults(options, own_type);
  drop_defaults(options, own_type);
  return options;
}

}  // namespace athanor::postgresql
