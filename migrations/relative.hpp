#pragma once
/// Private to this folder: `+2`, `-1`, `rev+1`, `label@+1`.

#include <optional>
#include <string>
#include <string_view>

namespace athanor {

/// An argument that counts steps. A count beyond nine digits is cut; no history is that long.
struct Relative {
  std::optional<std::string> label;
  std::optional<std::string> symbol;  ///< the revision to count from, else the database's own
  int steps = 0;
  std::string text;  ///< `+2`, as written
};

/// What `argument` begins with, if that is relative: `(?:(.+?)@)?(\w+)?((?:\+|-)\d+)`.
std::optional<Relative> read_relative(std::string_view argument);

}  // namespace athanor
