#pragma once
/// Putting a row into tables and taking it back.

#include <string>
#include <vector>

#include "engine/dialect.hpp"

namespace athanor::health {

/// What became of a row that was made up for a table.
struct RowTrial {
  enum class Outcome {
    Taken,
    Refused,   ///< by the table as it is: nobody's row would get in
    NotTried,  ///< no row could be made up, or none may be tried there
  };
  QualifiedName table;
  Outcome outcome = Outcome::Taken;
  std::string reason;  ///< "" where it was taken

  bool operator==(const RowTrial&) const = default;
};

/// Tries one row in each of `tables`, each in a transaction of its own that is rolled back: neither
/// rows nor counters are other than before. Only tables of `schema` are written to, be it for a
/// row that a key needs; what `schema` leaves out is read at most. A statement may take two
/// seconds. Wants a session that may write and has no transaction open. Throws Error where the
/// connection is lost.
std::vector<RowTrial> try_rows(Session& session, const std::vector<QualifiedName>& tables,
                               const Schema& schema, const Dialect& dialect);

}  // namespace athanor::health
