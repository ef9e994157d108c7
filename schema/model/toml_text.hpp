#pragma once
/// Writing TOML as a person would: the quotes that need the fewest escapes, inline tables, and
/// blocks whose `=` stand below one another.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "schema/options.hpp"

namespace athanor::model {

/// A string on one line: `"..."`, or `'...'` where that saves escapes. Throws Error where `text` is
/// not UTF-8, which TOML cannot hold.
std::string toml_string(std::string_view text);

/// A string that may take several lines: `'''` or `"""` where `text` has line breaks. Only for
/// texts that the reader trims, for a line break is added before the end.
std::string toml_block(std::string_view text);

/// A key, quoted where it must be.
std::string toml_key(std::string_view key);

/// `[a, b]`, of elements that are TOML already.
std::string toml_array(const std::vector<std::string>& elements);
std::string toml_strings(const std::vector<std::string>& texts);

/// `{ a = 1, b = "x" }`: options, as numbers and booleans where they look so.
std::string toml_scalars(const Options& options);
std::string toml_scalar(const std::string& text);

/// Keys with their values, both TOML already, in the order they were added.
class InlineTable {
 public:
  void add(std::string key, std::string value) {
    entries_.emplace_back(std::move(key), std::move(value));
  }
  bool empty() const { return entries_.empty(); }
  /// The value of a key, or null.
  const std::string* find(std::string_view key) const;
  const std::vector<std::pair<std::string, std::string>>& entries() const { return entries_; }
  /// `{ key = value, ... }`.
  std::string text() const;
  /// One `key = value` a line.
  std::string lines() const;
  /// The same with every `=` in one column.
  std::string aligned_lines() const;

 private:
  std::vector<std::pair<std::string, std::string>> entries_;
};

}  // namespace athanor::model
