#pragma once
/// What is left of statements that no graph holds: their texts, found by the names in them.

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "grammar/statement.hpp"

namespace athanor::risk {

/// Such statements of all units so far, in order.
class Chronicle {
 public:
  struct Entry {
    std::string text;
    std::size_t unit;  ///< the number of its unit
    std::size_t at;    ///< its place among the statements of the unit
  };

  /// Begins a new unit; `statements` are all of it.
  void add_unit(const std::vector<Statement>& statements);
  /// The number of the newest unit.
  std::size_t unit() const { return units_; }
  /// Those in which a name or a keyword stands as one of `words`, in whatever case.
  std::vector<const Entry*> with_any(const std::vector<std::string>& words) const;

 private:
  std::size_t units_ = 0;
  std::vector<Entry> entries_;
  std::unordered_map<std::string, std::vector<std::size_t>> places_;
};

}  // namespace athanor::risk
