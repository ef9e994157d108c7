#pragma once
/// What changes of a sequence in place (manual, ALTER SEQUENCE).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "schema/column.hpp"

namespace athanor::postgresql {

/// The least and the greatest value of a sequence.
struct SequenceBounds {
  std::int64_t least, greatest;
};

struct SequenceChanges {
  std::vector<std::string> options;  ///< clauses of ALTER SEQUENCE
  /// Where the old position cannot be one of the new: `RESTART WITH n`.
  std::optional<std::string> restart;
  /// Where it may not be one of the new, and is to be moved first: the new bounds.
  std::optional<SequenceBounds> bounds;
};

/// From one to the other. What `after` leaves out goes back to its default; the types are those of
/// the sequences' columns where the options say none.
SequenceChanges sequence_changes(const SequenceOptions& before, const SequenceOptions& after,
                                 const DataType& type_before, const DataType& type_after);

/// The statement that moves a sequence to the nearest position within `bounds`.
std::string moved_within(const QualifiedName& sequence, const SequenceBounds& bounds);

/// The statement after which the sequence of a column that has just become an identity goes on
/// where the values end that it could have given itself.
std::string moved_behind_values(const QualifiedName& table, const Column& identity);

/// The sequence of an identity column of `table`.
QualifiedName identity_sequence(const QualifiedName& table, const Column& column);

}  // namespace athanor::postgresql
