#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "schema/names.hpp"
#include "tests/property/generator.hpp"
#include "tests/property/growth.hpp"
#include "tests/property/repair.hpp"
#include "tests/property/tongue.hpp"

namespace athanor::testing {
namespace {

using Names = std::vector<std::pair<Id, std::string>>;

Names column_ids(const TablePlan& table) {
  Names out;
  for (const auto& column : table.columns) out.emplace_back(column.id, column.name);
  return out;
}

const std::string* name_in(const Names& names, Id id) {
  for (const auto& [other, name] : names) {
    if (other == id) return &name;
  }
  return nullptr;
}

std::optional<Id> holder_of(const Names& names, const std::string& name) {
  for (const auto& [id, other] : names) {
    if (ascii_iequals(other, name)) return id;
  }
  return std::nullopt;
}

/// Whether a model could say how thing `id` came by its name: a name that something else bore
/// before can be taken over by a rename only where that was renamed too, and not in a circle.
bool can_be_said(Id id, const Names& before, const Names& after) {
  bool is_new = !name_in(before, id);
  if (!is_new && *name_in(before, id) == *name_in(after, id)) return true;
  auto holder = holder_of(before, *name_in(after, id));
  if (!holder || *holder == id) return true;
  if (is_new) return !name_in(after, *holder);
  for (std::size_t steps = 0; holder && steps <= before.size(); ++steps) {
    if (*holder == id || !name_in(after, *holder)) return false;
    holder = holder_of(before, *name_in(after, *holder));
  }
  return !holder;
}

/// Makes a few changes.
class Change {
 public:
  Change(const Blueprint& from, Random& random)
      : from_(from),
        to_(from),
        tongue_(*from.tongue),
        random_(random),
        parts_(tongue_.parts(random)),
        growth_(to_, random) {}

  Blueprint run() {
    for (std::size_t i = 1 + random_.below(5); i > 0; --i) one();
    repair(to_);
    untangle();
    return std::move(to_);
  }

 private:
  void one() {
    if (to_.tables.empty()) return growth_.add_table();
    static const std::vector<std::function<void(Change&)>> kChanges = {
        [](Change& c) { c.growth_.add_table(); },
        [](Change& c) { c.forget_table(); },
        [](Change& c) { c.rename_table(); },
        [](Change& c) { c.growth_.add_column(c.table()); },
        [](Change& c) { c.growth_.add_column(c.table()); },
        [](Change& c) { c.drop_column(); },
        [](Change& c) { c.drop_column(); },
        [](Change& c) { c.rename_column(); },
        [](Change& c) { c.rename_column(); },
        [](Change& c) { c.chain(); },
        [](Change& c) { c.alter_column(); },
        [](Change& c) { c.alter_column(); },
        [](Change& c) { c.alter_table(); },
        [](Change& c) { c.reorder(); },
        [](Change& c) { c.growth_.add_generated(c.table()); },
        [](Change& c) { c.growth_.add_unique(c.table()); },
        [](Change& c) { c.growth_.add_check(c.table()); },
        [](Change& c) { c.growth_.add_index(c.table()); },
        [](Change& c) { c.growth_.add_key(); },
        [](Change& c) { c.growth_.add_view(); },
        [](Change& c) { c.growth_.add_trigger(); },
        [](Change& c) { c.drop_part(); },
        [](Change& c) { c.drop_part(); },
        [](Change& c) { c.change_view(); },
        [](Change& c) { c.to_.search_table = c.tongue_.has_views() && !c.to_.search_table; },
        [](Change& c) { c.tongue_.change_types(c.to_, c.from_, c.random_); },
        [](Change& c) { c.tongue_.change_types(c.to_, c.from_, c.random_); },
    };
    random_.one_of(kChanges)(*this);
    repair(to_);
  }

  TablePlan& table() { return growth_.any_table(); }
  ColumnPlan& column(TablePlan& table) {
    return table.columns[random_.below(table.columns.size())];
  }

  void forget_table() {
    if (to_.tables.size() > 1) forget(to_, table().id);
  }

  std::vector<std::string> taken_names() const {
    auto out = relation_names(to_), before = relation_names(from_);
    out.insert(out.end(), before.begin(), before.end());
    return out;
  }

  void rename_table() {
    auto& one = table();
    auto old = one.name;
    one.name = parts_->table_name(taken_names());
    if (to_.tables.size() > 1 && random_.once_in(3)) {
      auto& other = table();
      if (other.id != one.id) other.name = old;
    }
  }

  std::vector<std::string> taken_names(const TablePlan& table) const {
    auto out = column_names(table);
    for (const auto& old : from_.tables) {
      if (old.id != table.id) continue;
      for (auto& name : column_names(old)) out.push_back(std::move(name));
    }
    return out;
  }

  void drop_column() {
    auto& from = table();
    auto plain = std::count_if(from.columns.begin(), from.columns.end(),
                               [](const auto& column) { return !column.generated; });
    auto& chosen = column(from);
    if (plain > 1 || chosen.generated) forget(to_, chosen.id);
  }

  void rename_column() {
    auto& of = table();
    column(of).name = parts_->column_name(taken_names(of));
  }

  /// One takes the name that the other leaves.
  void chain() {
    auto& of = table();
    auto& one = column(of);
    auto& other = column(of);
    if (&one == &other) return;
    auto free = parts_->column_name(taken_names(of));
    one.name = std::exchange(other.name, free);
  }

  void alter_column() {
    auto& of = table();
    auto& chosen = column(of);
    if (chosen.generated) {
      return parts_->generate(chosen, of);
    }
    auto fresh = parts_->column(chosen.id, chosen.name, to_);
    switch (random_.below(4)) {
      case 0:
        chosen = fresh;
        break;
      case 1:
        chosen.default_text = parts_->default_for(chosen.type, to_);
        break;
      case 2:
        chosen.collation = fresh.collation;
        break;
      default:
        chosen.default_text = parts_->default_for(chosen.type, to_);
        chosen.not_null = !chosen.not_null;
    }
  }

  void alter_table() {
    auto& of = table();
    if (random_.once_in(4)) {
      of.primary_key = {parts_->plain_column(of).id};
    } else {
      tongue_.change_table(of, random_);
    }
  }

  void reorder() {
    auto& columns = table().columns;
    std::rotate(columns.begin(), columns.begin() + 1, columns.end());
  }

  void drop_part() {
    auto& of = table();
    auto drop = [&](auto& parts) {
      if (!parts.empty())
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(random_.below(parts.size())));
    };
    switch (random_.below(6)) {
      case 0:
        return drop(of.uniques);
      case 1:
        return drop(of.checks);
      case 2:
        return drop(of.keys);
      case 3:
        return drop(of.indexes);
      case 4:
        return drop(of.triggers);
      default:
        if (!to_.views.empty()) forget(to_, random_.one_of(to_.views).id);
    }
  }

  void change_view() {
    if (to_.views.empty()) return;
    auto& view = to_.views[random_.below(to_.views.size())];
    if (random_.once_in(3)) {
      view.name = parts_->table_name(taken_names());
    } else if (!view.triggers.empty()) {
      view.triggers.clear();
    } else {
      view.triggers.push_back(parts_->instead_of(view, "tr_" + std::to_string(to_.next++)));
    }
  }

  /// Gives names of their own to what a model could not say.
  void untangle() {
    for (auto& table : to_.tables) {
      auto old = std::find_if(from_.tables.begin(), from_.tables.end(),
                              [&](const auto& other) { return other.id == table.id; });
      if (old == from_.tables.end()) continue;
      untangle_columns(table, column_ids(*old));
    }
    untangle_tables();
  }

  void untangle_columns(TablePlan& table, const Names& before) {
    for (bool again = true; again;) {
      again = false;
      for (auto& column : table.columns) {
        if (can_be_said(column.id, before, column_ids(table))) continue;
        column.name = parts_->column_name(taken_names(table));
        again = true;
      }
    }
  }

  void untangle_tables() {
    auto ids = [](const Blueprint& blueprint) {
      Names out;
      for (const auto& table : blueprint.tables) out.emplace_back(table.id, table.name);
      return out;
    };
    for (bool again = true; again;) {
      again = false;
      for (auto& table : to_.tables) {
        if (can_be_said(table.id, ids(from_), ids(to_))) continue;
        table.name = parts_->table_name(taken_names());
        again = true;
      }
    }
  }

  const Blueprint& from_;
  Blueprint to_;
  const Tongue& tongue_;
  Random& random_;
  std::unique_ptr<Parts> parts_;
  Growth growth_;
};

}  // namespace

Blueprint changed(const Blueprint& from, Random& random) {
  return Change(from, random).run();
}

}  // namespace athanor::testing
