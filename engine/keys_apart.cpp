#include "engine/keys_apart.hpp"

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>

namespace athanor {
namespace {

/// The tables that a difference makes, or drops, numbered in the order of their names.
using Numbers = std::map<QualifiedName, std::size_t>;

std::vector<int> circles(const Numbers& tables, const Schema& schema) {
  boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS> graph(tables.size());
  for (const auto& [name, number] : tables) {
    for (const auto& key : schema.tables.at(name).foreign_keys) {
      auto other = tables.find(key.table);
      if (other != tables.end()) boost::add_edge(number, other->second, graph);
    }
  }
  std::vector<int> circle(tables.size());
  if (tables.empty()) return circle;
  boost::strong_components(graph, boost::make_iterator_property_map(
                                      circle.begin(), boost::get(boost::vertex_index, graph)));
  return circle;
}

bool same_columns(std::vector<std::string> a, std::vector<std::string> b) {
  std::sort(a.begin(), a.end());
  std::sort(b.begin(), b.end());
  return a == b;
}

template <class Key>
bool covers(const Key& key, const std::vector<std::string>& columns) {
  std::vector<std::string> own;
  for (const auto& column : key.columns) own.push_back(column.name);
  return same_columns(own, columns);
}

/// Whether a key of the table itself, not an index beside it, makes these columns unique.
bool has_key(const Table& table, const std::vector<std::string>& columns) {
  if (table.primary_key && (columns.empty() || covers(*table.primary_key, columns))) return true;
  return std::any_of(table.uniques.begin(), table.uniques.end(),
                     [&](const Unique& unique) { return covers(unique, columns); });
}

/// Whether the referenced columns have their key once the referenced table is there: it is new, or
/// has it already.
bool has_key_in_time(const ForeignKey& key, const Numbers& made, const Schema& after,
                     const Schema& before) {
  auto table = after.tables.find(key.table);
  if (table == after.tables.end() || !has_key(table->second, key.referenced)) return false;
  if (made.contains(key.table)) return true;
  auto old = before.tables.find(key.table);
  return old != before.tables.end() && has_key(old->second, key.referenced);
}

}  // namespace

KeysApart::KeysApart(const Difference& difference, const Schema& after, const Schema& before) {
  Numbers made, dropped;
  for (const auto& change : difference.changes) {
    const auto* table = std::get_if<Changed<Table>>(&change);
    if (!table || (table->before && table->after)) continue;
    if (table->after) made.emplace(table->after->name, made.size());
    if (table->before) dropped.emplace(table->before->name, dropped.size());
  }
  auto circle = circles(made, after);
  for (const auto& [name, number] : made) {
    for (const auto& key : after.tables.at(name).foreign_keys) {
      auto other = made.find(key.table);
      bool in_circle =
          other != made.end() && key.table != name && circle[other->second] == circle[number];
      made_[name].push_back(in_circle || !has_key_in_time(key, made, after, before));
    }
  }
  circle = circles(dropped, before);
  for (const auto& [name, number] : dropped) {
    for (const auto& key : before.tables.at(name).foreign_keys) {
      auto other = dropped.find(key.table);
      dropped_[name].push_back(other != dropped.end() && key.table != name &&
                               circle[other->second] == circle[number]);
    }
  }
}

std::vector<ForeignKey> KeysApart::take(Table& table, const Places& places) {
  std::vector<ForeignKey> out, kept;
  auto found = places.find(table.name);
  if (found == places.end()) return out;
  for (std::size_t i = 0; i < table.foreign_keys.size(); ++i) {
    bool apart = i < found->second.size() && found->second[i];
    (apart ? out : kept).push_back(std::move(table.foreign_keys[i]));
  }
  table.foreign_keys = std::move(kept);
  return out;
}

}  // namespace athanor
