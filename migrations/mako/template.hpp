#pragma once
/// Mako templates, as far as `script.py.mako` files go: text, `${expression | filters}`, lines of
/// `% if`, `% elif`, `% else`, `% for` and `##`. What runs Python (`<% ... %>`, calls of anything
/// but a few functions) is named as such.

#include <map>
#include <string>
#include <variant>
#include <vector>

#include "schema/diagnostics.hpp"

namespace athanor::mako {

struct None {
  bool operator==(const None&) const = default;
};
/// A name that nothing is known by: false, and an error where it would be printed.
struct Undefined {
  bool operator==(const Undefined&) const = default;
};
/// A list or a tuple of strings.
struct Sequence {
  enum class Kind { List, Tuple };
  Kind kind;
  std::vector<std::string> items;
  bool operator==(const Sequence&) const = default;
};
using Value = std::variant<None, Undefined, bool, std::string, Sequence>;
using Variables = std::map<std::string, Value>;

/// The text that `source` gives with these variables. Throws InputError with the place of what
/// cannot be read, or needs Python.
std::string render(const SourcePtr& source, const Variables& variables);

}  // namespace athanor::mako
