/// Sequences: those of their own, those of serial columns, and those of identity columns.

#include <limits>

#include "engine/dialects/postgresql/connection.hpp"
#include "engine/dialects/postgresql/names.hpp"
#include "engine/dialects/postgresql/reading.hpp"
#include "grammar/postgresql/conventional_names.hpp"

namespace athanor::postgresql {
namespace {

/// The column that owns a sequence hangs on it with 'a' for serial and OWNED BY, 'i' for identity.
constexpr const char* kSequences = R"(
SELECT s.seqrelid, c.relpersistence = 'u', s.seqtypid,
       s.seqincrement, s.seqmin, s.seqmax, s.seqstart, s.seqcache, s.seqcycle,
       d.deptype, d.refobjid, d.refobjsubid
  FROM pg_sequence AS s
  JOIN pg_class AS c ON c.oid = s.seqrelid
  LEFT JOIN pg_depend AS d
    ON d.classid = 'pg_class'::regclass AND d.objid = s.seqrelid AND d.objsubid = 0
   AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
 WHERE s.seqrelid >= 16384 AND c.relpersistence <> 't')";

/// The three types that a sequence may have (pg_type.dat of the server).
const char* type_name(Oid oid) {
  return oid == 21 ? "smallint" : oid == 23 ? "integer" : "bigint";
}

struct Range {
  std::int64_t least, most;
};

Range range_of(const std::string& type) {
  auto range = [](auto value) {
    using Limits = std::numeric_limits<decltype(value)>;
    return Range{Limits::min(), Limits::max()};
  };
  if (type == "smallint") return range(std::int16_t{});
  return type == "integer" ? range(std::int32_t{}) : range(std::int64_t{});
}

/// What differs from the defaults of that type and direction (CREATE SEQUENCE).
SequenceOptions options_of(const std::string& type, Cells& cells) {
  SequenceOptions out;
  auto differing = [](std::int64_t value, std::int64_t usual) {
    return value == usual ? std::nullopt : std::optional(value);
  };
  auto increment = cells.number(), minimum = cells.number(), maximum = cells.number();
  bool up = increment > 0;
  auto range = range_of(type);
  out.increment = differing(increment, 1);
  out.minimum = differing(minimum, up ? 1 : range.least);
  out.maximum = differing(maximum, up ? range.most : -1);
  out.start = differing(cells.number(), up ? minimum : maximum);
  out.cache = differing(cells.number(), 1);
  out.cycle = cells.flag();
  return out;
}

void put_identity(Relation& table, Column& column, QualifiedName sequence, const std::string& type,
                  SequenceOptions options) {
  if (!column.identity) return;
  if (type != column.type.name.name) options.type = DataType{{"", type}, {}, 0};
  column.identity->sequence = std::move(options);
  QualifiedName usual{table.name.schema, joined_name(table.name.name, column.name, "seq")};
  if (sequence != usual) column.identity->sequence_name = std::move(sequence);
}

void read_sequence(Reading& reading, Oid oid, const Relation& relation, Cells& cells) {
  Sequence sequence;
  sequence.name = relation.name;
  sequence.unlogged = cells.flag();
  std::string type = type_name(cells.oid());
  sequence.options = options_of(type, cells);
  char dependency = cells.letter();
  auto owner = cells.oid();
  auto number = cells.number();
  auto found = reading.relations.find(owner);
  if (dependency == 'i' && found != reading.relations.end()) {
    auto& table = found->second;
    put_identity(table, table.table.columns[table.position(number)], relation.name, type,
                 std::move(sequence.options));
    return;
  }
  if (type != "bigint") sequence.options.type = DataType{{"", type}, {}, 0};
  if (dependency == 'a' && found != reading.relations.end()) {
    sequence.owner_table = found->second.name;
    sequence.owner_column = found->second.column_name(number);
  }
  sequence.comment = reading.comments.take(Catalogue::Class, oid);
  put(reading.schema.sequences, std::move(sequence));
}

}  // namespace

void read_sequences(Reading& reading) {
  for (const auto& row : reading.connection.run(kSequences)) {
    Cells cells(row);
    auto oid = cells.oid();
    if (const auto* relation = reading.listed(oid)) read_sequence(reading, oid, *relation, cells);
  }
}

}  // namespace athanor::postgresql
