#pragma once
/// Private to this folder: the expressions of a template.

#include <stdexcept>
#include <string>

#include "migrations/mako/template.hpp"

namespace athanor::mako {

/// An expression that cannot be read or told without Python. Thrown within this folder only.
class Unreadable : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What `expression` is. Throws Unreadable.
Value evaluate(const std::string& expression, const Variables& variables);

/// Python's `bool(value)`, `str(value)` and `repr(value)`. The texts throw Unreadable for what is
/// undefined.
bool is_true(const Value& value);
std::string text_of(const Value& value);
std::string repr_of(const Value& value);
/// Alembic's `comma` filter.
std::string joined_by_commas(const Value& value);

}  // namespace athanor::mako
