#pragma once
/// What the checks on a column give away of the values that it may hold.

#include <string>
#include <vector>

namespace athanor::health {

/// Literals that stand in checks beside a column, and what lies next to them: at 18, also 17 and
/// 19; of a pattern `%@%`, also a text that it matches. Each once, in the order found.
struct Hints {
  std::vector<std::string> numbers;  ///< as SQL writes them
  std::vector<std::string> texts;    ///< without quotes

  bool operator==(const Hints&) const = default;
};

/// Adds what `expression` gives away.
void add_hints(Hints& hints, const std::string& expression);

/// What people call a column that holds addresses, by mail or of the web.
Hints hints_from_name(const std::string& column);

/// A few small numbers and those of `hints`, as far as they lie between the two.
std::vector<std::string> numbers_within(const Hints& hints, long double least, long double most);

/// Texts of at most `longest` characters: those of `hints`, short ones, and one of each length that
/// the numbers of `hints` name.
std::vector<std::string> texts_within(const Hints& hints, std::size_t longest);

/// Days as `2000-01-31`: one long ago, one to come, and those of `hints`.
std::vector<std::string> days(const Hints& hints);

}  // namespace athanor::health
