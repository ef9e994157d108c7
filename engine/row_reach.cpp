#include "engine/row_reach.hpp"

#include <algorithm>
#include <tuple>

#include "engine/reach.hpp"

namespace athanor {
namespace {

using Event = Trigger::Event;

bool acts(ReferenceAction action) {
  return action == ReferenceAction::Cascade || action == ReferenceAction::SetNull ||
         action == ReferenceAction::SetDefault;
}

std::set<std::string> folded_names(const std::vector<std::string>& names, const Dialect& dialect) {
  std::set<std::string> out;
  for (const auto& name : names) out.insert(dialect.fold(name));
  return out;
}

bool share_one(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const auto& name) { return b.contains(name); });
}

/// Goes from one change of rows to those that follow from it, until nothing new does.
class RowWave {
 public:
  RowWave(const Schema& schema, const Dialect& dialect) : schema_(schema), dialect_(dialect) {}

  std::vector<QualifiedName> run(const QualifiedName& table, const RowEvents& events) {
    start(table, events);
    while (!todo_.empty()) {
      auto next = std::move(todo_.back());
      todo_.pop_back();
      follow(next);
    }
    return std::move(reached_);
  }

 private:
  struct Happening {
    QualifiedName table;
    RowEvents what;
  };

  void start(const QualifiedName& table, const RowEvents& events) {
    seen_.insert(key(table, events));
    todo_.push_back({table, events});
  }

  static std::tuple<QualifiedName, std::set<Event>, std::set<std::string>> key(
      const QualifiedName& table, const RowEvents& events) {
    return {table, events.events, events.columns};
  }

  void add(const QualifiedName& table, RowEvents what) {
    if (!seen_.insert(key(table, what)).second) return;
    if (std::find(reached_.begin(), reached_.end(), table) == reached_.end()) {
      reached_.push_back(table);
    }
    todo_.push_back({table, std::move(what)});
  }

  void follow(const Happening& here) {
    for (const auto& [name, table] : schema_.tables) {
      for (const auto& key : table.foreign_keys) {
        if (same_name(key.table, here.table, dialect_)) follow_key(here, name, key);
      }
      bool inherits =
          std::any_of(table.inherits.begin(), table.inherits.end(),
                      [&](const auto& parent) { return same_name(parent, here.table, dialect_); });
      if (inherits) add_heir(here, name);
      if (same_name(name, here.table, dialect_)) fire(here, table.triggers);
    }
    for (const auto& [name, view] : schema_.views) {
      if (same_name(name, here.table, dialect_)) fire(here, view.triggers);
    }
  }

  /// What is inserted into a parent stays there.
  void add_heir(const Happening& parent, const QualifiedName& heir) {
    auto what = parent.what;
    what.events.erase(Event::Insert);
    if (!what.events.empty()) add(heir, std::move(what));
  }

  void follow_key(const Happening& here, const QualifiedName& child, const ForeignKey& key) {
    auto own = folded_names(key.columns, dialect_);
    if (here.what.events.contains(Event::Delete) && acts(key.on_delete)) {
      bool deletes = key.on_delete == ReferenceAction::Cascade;
      add(child, deletes ? RowEvents{{Event::Delete}, {}} : RowEvents{{Event::Update}, own});
    }
    bool updates = here.what.events.contains(Event::Update) && acts(key.on_update);
    if (updates && share_one(referenced(here.table, key), here.what.columns)) {
      add(child, {{Event::Update}, own});
    }
  }

  std::set<std::string> referenced(const QualifiedName& parent, const ForeignKey& key) const {
    auto out = folded_names(key.referenced, dialect_);
    const Table* table = out.empty() ? find_table(schema_, parent, dialect_) : nullptr;
    if (!table || !table->primary_key) return out;
    for (const auto& column : table->primary_key->columns) out.insert(dialect_.fold(column.name));
    return out;
  }

  void fire(const Happening& here, const std::vector<Trigger>& triggers) {
    for (const auto& trigger : triggers) {
      bool meant = std::any_of(trigger.events.begin(), trigger.events.end(),
                               [&](Event event) { return here.what.events.contains(event); });
      if (!meant || !trigger.body) continue;
      for (const auto& change : changes_in(*trigger.body, dialect_)) {
        for (const auto& table : change.tables) add(table, row_events(change, dialect_));
      }
    }
  }

  const Schema& schema_;
  const Dialect& dialect_;
  std::vector<Happening> todo_;
  std::set<std::tuple<QualifiedName, std::set<Event>, std::set<std::string>>> seen_;
  std::vector<QualifiedName> reached_;
};

/// `table` and all that lead to it by `leads`.
template <class Leads>
std::vector<QualifiedName> closure(const QualifiedName& table, Leads leads) {
  std::vector<QualifiedName> out = {table};
  for (std::size_t i = 0; i < out.size(); ++i) {
    for (auto& next : leads(QualifiedName(out[i]))) {
      if (std::find(out.begin(), out.end(), next) == out.end()) out.push_back(std::move(next));
    }
  }
  out.erase(out.begin());
  return out;
}

std::vector<QualifiedName> direct_heirs(const Schema& schema, const QualifiedName& parent,
                                        const Dialect& dialect) {
  std::vector<QualifiedName> out;
  for (const auto& [name, table] : schema.tables) {
    bool inherits = std::any_of(table.inherits.begin(), table.inherits.end(),
                                [&](const auto& one) { return same_name(one, parent, dialect); });
    if (inherits) out.push_back(name);
  }
  return out;
}

}  // namespace

RowEvents row_events(const ChangeRows& rows, const Dialect& dialect) {
  using Verb = ChangeRows::Verb;
  RowEvents out{{}, folded_names(rows.assigns, dialect)};
  if (rows.verb == Verb::Insert || rows.verb == Verb::Replace) out.events.insert(Event::Insert);
  if (rows.verb == Verb::Delete || rows.replaces) out.events.insert(Event::Delete);
  if (rows.verb == Verb::Update || !rows.assigns.empty()) out.events.insert(Event::Update);
  if (rows.verb == Verb::Truncate) out.events.insert(Event::Truncate);
  return out;
}

std::vector<QualifiedName> tables_changed_with(const Schema& schema, const QualifiedName& table,
                                               const RowEvents& events, const Dialect& dialect) {
  return RowWave(schema, dialect).run(table, events);
}

std::vector<QualifiedName> tables_truncated_with(const Schema& schema, const QualifiedName& table,
                                                 const Dialect& dialect) {
  return closure(table, [&](const QualifiedName& parent) {
    auto out = tables_referencing(schema, parent, dialect);
    for (auto& heir : direct_heirs(schema, parent, dialect)) out.push_back(std::move(heir));
    return out;
  });
}

std::vector<QualifiedName> heirs_of(const Schema& schema, const QualifiedName& table,
                                    const Dialect& dialect) {
  return closure(
      table, [&](const QualifiedName& parent) { return direct_heirs(schema, parent, dialect); });
}

std::vector<ChangeRows> changes_in(const Body& body, const Dialect& dialect) {
  std::vector<ChangeRows> out;
  Diagnostics ignored;  // the trigger itself was read
  auto source = std::make_shared<SourceText>(SourceText{"", body.text});
  for (const auto& statement : dialect.read_script(source, ignored)) {
    const auto* change = std::get_if<ChangeRows>(&statement.action);
    if (change) out.push_back(*change);
  }
  return out;
}

}  // namespace athanor
