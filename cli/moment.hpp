#pragma once
/// When a revision is made.

#include <optional>
#include <string>

#include "migrations/script_writer.hpp"

namespace athanor::cli {

struct Moment {
  RevisionTime time;
  std::string text;  ///< as Alembic prints it in a docstring
};

/// Now, in a time zone of the system's database, in upper case where it is not there as written, or
/// in the machine's own. Throws Error for a zone that is not there.
Moment now(const std::optional<std::string>& timezone);

}  // namespace athanor::cli
