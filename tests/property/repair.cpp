#include "tests/property/repair.hpp"

#include <algorithm>
#include <set>

#include "tests/property/tongue.hpp"

namespace athanor::testing {
namespace {

bool contains(const std::vector<Id>& ids, Id id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

bool trigger_speaks_of(const TriggerPlan& trigger, Id id) {
  return contains(trigger.of, id) || speaks_of(trigger.body, id) ||
         (trigger.condition && speaks_of(*trigger.condition, id));
}

void forget(std::vector<TriggerPlan>& triggers, Id id) {
  std::erase_if(triggers, [&](const auto& trigger) { return trigger_speaks_of(trigger, id); });
}

void forget(TablePlan& table, Id id) {
  std::erase_if(table.columns, [&](const auto& column) {
    return column.id == id || speaks_of(column.type, id) ||
           (column.generated && speaks_of(*column.generated, id));
  });
  for (auto& column : table.columns) {
    if (column.default_text && speaks_of(*column.default_text, id)) column.default_text.reset();
  }
  std::erase(table.primary_key, id);
  std::erase_if(table.uniques, [&](const auto& unique) { return contains(unique, id); });
  std::erase_if(table.keys, [&](const KeyPlan& key) {
    return key.parent == id || contains(key.columns, id) || contains(key.referenced, id);
  });
  std::erase_if(table.checks, [&](const auto& check) { return speaks_of(check.expression, id); });
  std::erase_if(table.indexes, [&](const IndexPlan& index) {
    bool over = std::any_of(index.elements.begin(), index.elements.end(),
                            [&](const auto& element) { return speaks_of(element, id); });
    return over || (index.where && speaks_of(*index.where, id));
  });
  forget(table.triggers, id);
}

void repair_columns(TablePlan& table) {
  for (auto& column : table.columns) {
    if (column.generated) column.default_text.reset();
  }
  std::erase_if(table.primary_key, [&](Id id) {
    auto* column = find_column(table, id);
    return !column || column->generated;
  });
}

/// Each key of a table once.
void repair_uniques(TablePlan& table) {
  std::vector<std::vector<Id>> kept;
  for (const auto& unique : table.uniques) {
    bool again = std::find(kept.begin(), kept.end(), unique) != kept.end();
    if (!again && unique != table.primary_key) kept.push_back(unique);
  }
  table.uniques = kept;
}

bool holds(const KeyPlan& key, const Blueprint& blueprint) {
  for (const auto& parent : blueprint.tables) {
    if (parent.id != key.parent) continue;
    if (key.referenced.empty()) return parent.primary_key.size() == key.columns.size();
    return key.referenced == parent.primary_key ||
           std::find(parent.uniques.begin(), parent.uniques.end(), key.referenced) !=
               parent.uniques.end();
  }
  return false;
}

}  // namespace

void forget(Blueprint& blueprint, Id id) {
  std::set<Id> gone;
  std::erase_if(blueprint.tables, [&](const auto& table) { return table.id == id; });
  std::erase_if(blueprint.enums, [&](const auto& type) { return type.id == id; });
  std::erase_if(blueprint.domains, [&](const auto& domain) { return domain.id == id; });
  for (auto& type : blueprint.enums) {
    std::erase_if(type.values, [&](const auto& value) { return value.first == id; });
  }
  for (auto& table : blueprint.tables) {
    auto before = table.columns;
    forget(table, id);
    for (const auto& column : before) {
      if (column.id != id && !find_column(table, column.id)) gone.insert(column.id);
    }
  }
  std::erase_if(blueprint.views, [&](const ViewPlan& view) {
    bool goes = view.id == id || speaks_of(view.query, id);
    if (goes && view.id != id) gone.insert(view.id);
    return goes;
  });
  for (auto& view : blueprint.views) forget(view.triggers, id);
  for (auto other : gone) forget(blueprint, other);
}

void repair(Blueprint& blueprint) {
  for (auto& table : blueprint.tables) repair_columns(table);
  blueprint.tongue->repair(blueprint);
  for (auto& table : blueprint.tables) repair_uniques(table);
  for (auto& table : blueprint.tables) {
    std::erase_if(table.keys, [&](const KeyPlan& key) { return !holds(key, blueprint); });
  }
}

}  // namespace athanor::testing
