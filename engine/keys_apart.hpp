#pragma once
/// Which foreign keys of new and of dropped tables need steps of their own.

#include <map>
#include <vector>

#include "engine/change.hpp"

namespace athanor {

/// For databases that want what a foreign key references to be there: keys in a circle of new (or
/// of dropped) tables cannot be part of any of these tables' own steps, nor can a key to columns
/// whose key comes in a later step than the table.
class KeysApart {
 public:
  /// None: every key stays with its table.
  KeysApart() = default;
  KeysApart(const Difference& difference, const Schema& after, const Schema& before);

  /// Takes the keys with steps of their own out of a table that is created, or dropped.
  std::vector<ForeignKey> take_made(Table& table) const { return take(table, made_); }
  std::vector<ForeignKey> take_dropped(Table& table) const { return take(table, dropped_); }

 private:
  /// By table, the places of its keys that go apart.
  using Places = std::map<QualifiedName, std::vector<bool>>;

  static std::vector<ForeignKey> take(Table& table, const Places& places);

  Places made_, dropped_;
};

}  // namespace athanor
