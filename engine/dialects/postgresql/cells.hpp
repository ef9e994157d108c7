#pragma once
/// Cells of catalogue queries, read where libpq keeps them. Private to this folder.

#include <cstdint>
#include <pqxx/row>
#include <string>
#include <string_view>
#include <vector>

#include "schema/options.hpp"

namespace athanor::postgresql {

using Oid = std::uint32_t;

/// Takes the cells of one row from left to right, so that the order of calls is the order of the
/// query's columns. A NULL is an empty text, the number 0 and false.
class Cells {
 public:
  explicit Cells(const pqxx::row& row) : row_(row) {}

  std::string_view text();
  std::string string() { return std::string(text()); }
  std::int64_t number();
  Oid oid() { return static_cast<Oid>(number()); }
  /// The only character of a cell of type "char"; 0 where it is empty.
  char letter();
  bool flag() { return text() == "t"; }
  /// Whether the next cell is NULL; it is not taken.
  bool next_is_null() const;

 private:
  const pqxx::row& row_;
  pqxx::row::size_type at_ = 0;
};

/// The elements of an array's text form, `{a,"b c"}` (manual, section 8.15.6); NULLs are empty.
std::vector<std::string> array_elements(std::string_view text);

/// The numbers of `{1,2}` or `1 2`, as arrays and vectors print them.
std::vector<std::int64_t> array_numbers(std::string_view text);

/// Puts the options of `{fillfactor=70,...}`, as reloptions and attoptions hold them, into `out`,
/// `prefix` before each key.
void put_options(std::string_view array, const std::string& prefix, Options& out);

/// `expression` without a pair of parentheses around the whole of it, line breaks and indentation
/// of the server's printer folded to one space.
std::string bare_expression(std::string_view expression);

/// The same with its parentheses as they are, for defaults.
std::string one_line(std::string_view expression);

}  // namespace athanor::postgresql
