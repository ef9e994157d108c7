#pragma once
/// SQL text inside schema objects: expressions and whole bodies.

#include <string>

#include "schema/diagnostics.hpp"

namespace athanor {

/// An SQL expression as it was written, without comments and with white space outside quotes
/// folded to one space. `operator==` compares text; whether two texts mean the same is the
/// dialect's to say (`Dialect::same_expression`).
struct Expression {
  std::string text;
  Place place;

  bool operator==(const Expression&) const = default;
};

/// The text of a query or a routine's body, exactly as written (line breaks kept), without
/// white space around it and without a final semicolon.
struct Body {
  std::string text;
  Place place;

  bool operator==(const Body&) const = default;
};

}  // namespace athanor
