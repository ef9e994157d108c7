#pragma once
/// Golden `.case` files: a schema before and after, rows, and the plan, the SQL and the rows that
/// are expected, in one place.
///
///     # a sentence that says what the case shows
///     --- before.sql        or before.toml
///     --- after.toml        or after.sql
///     --- online            (empty) the plan is for a database that others use meanwhile
///     --- rows              INSERTs that run before the plan; may be left out
///     --- plan              from here on it is expected text, which ATHANOR_UPDATE_GOLDEN=1 writes
///     --- up
///     --- down
///     --- rows after up     these two only where there are rows; where they stand in the way of
///                           the plan, what the database said to it
///     --- rows after down

#include <string>
#include <utility>
#include <vector>

namespace athanor::testing {

class CaseFile {
 public:
  explicit CaseFile(std::string path);

  const std::string& path() const { return path_; }
  /// The section's text, ending in a newline unless it is empty; "" where there is none.
  std::string section(const std::string& name) const;
  bool has(const std::string& name) const;
  /// Compares a section with what came out, or writes that into the file.
  void expect(const std::string& name, const std::string& text);

 private:
  std::string text() const;

  std::string path_, title_;
  std::vector<std::pair<std::string, std::string>> sections_;
};

}  // namespace athanor::testing
