#pragma once
/// Serial columns: an integer whose default asks a sequence that goes with it
/// (datatype-numeric.html, "Serial Types").

#include <map>
#include <string>

#include "schema/schema.hpp"

namespace athanor::postgresql {

/// `smallserial`, `serial` or `bigserial`.
std::string serial_of_integer(const DataType& type);

/// Makes a column what `serial` abbreviates, and its sequence.
Sequence expand_serial(Column& column, const DataType& integer, const QualifiedName& table);

/// The sequence of a column that is exactly what `serial` abbreviates; null for another.
const Sequence* serial_sequence(const Column& column, const QualifiedName& table,
                                const std::map<QualifiedName, Sequence>& sequences);

/// The sequence that belongs to a column and that its default asks, however named and set; null
/// where there is none.
const Sequence* counting_sequence(const Column& column, const QualifiedName& table,
                                  const std::map<QualifiedName, Sequence>& sequences);

}  // namespace athanor::postgresql
