#pragma once
/// What is sent to a database.

#include <string>

namespace athanor {

/// One SQL statement of a plan or a revision.
struct SqlStatement {
  enum class Mode { Transactional, Autocommit };
  std::string sql;  ///< without a final semicolon
  Mode mode = Mode::Transactional;
  std::string comment = {};  ///< for the reviewer: why it is there; "" where the SQL says it

  bool operator==(const SqlStatement&) const = default;
};

}  // namespace athanor
