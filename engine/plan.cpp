#include "engine/plan.hpp"

#include <algorithm>
#include <set>

#include "engine/diff.hpp"
#include "engine/equality.hpp"
#include "engine/keys_apart.hpp"
#include "engine/ordering.hpp"
#include "engine/table_delta.hpp"
#include "schema/overloaded.hpp"
#include "schema/sql_text.hpp"

namespace athanor {
namespace {

/// Turns changes into steps, in no order yet.
class StepMaker {
 public:
  StepMaker(const Schema& before, const Schema& after, const Dialect& dialect)
      : before_(before), after_(after), dialect_(dialect), equality_(dialect, before, after) {}

  std::vector<Step> run(const Difference& difference) {
    for (const auto& rename : difference.object_renames) {
      add(step::RenameObject{rename.kind, rename.from, rename.to});
    }
    for (const auto& rename : difference.table_renames) {
      add(step::RenameTable{rename.from, rename.to});
    }
    for (const auto& rename : difference.column_renames) {
      add(step::RenameColumn{rename.table, rename.from, rename.to});
    }
    for (const auto& rename : difference.part_renames) {
      add(step::RenamePart{rename.kind, rename.owner, rename.from, rename.to});
    }
    if (!dialect_.keys_may_dangle()) apart_ = KeysApart(difference, after_, before_);
    for (const auto& change : difference.changes) {
      std::visit([this](const auto& changed) { make(changed); }, change);
    }
    dialect_.complete(steps_, {before_, after_});
    forget_renames_of_dropped();
    if (dialect_.binding() == Dialect::Binding::ByName) {
      renew_bodies(difference);
      if (reads_all_bodies()) renew_dependents();
    }
    return std::move(steps_);
  }

 private:
  void add(Step step) { steps_.push_back(std::move(step)); }

  void make(const Changed<Table>& table) {
    if (!table.before) {
      create(*table.after);
    } else if (!table.after) {
      drop(*table.before);
    } else {
      for (auto& step : dialect_.alter(table, {before_, after_})) add(std::move(step));
    }
  }

  void create(Table table) {
    for (auto& key : apart_.take_made(table)) {
      add(step::AddConstraint{table.name, std::move(key)});
    }
    for (auto& index : table.indexes) add(step::CreateIndex{table.name, std::move(index)});
    for (auto& trigger : table.triggers) add(step::CreateTrigger{table.name, std::move(trigger)});
    table.indexes.clear();
    table.triggers.clear();
    add(step::Create<Table>{std::move(table)});
  }

  void drop(Table table) {
    for (auto& key : apart_.take_dropped(table)) {
      add(step::DropConstraint{table.name, std::move(key)});
    }
    add(step::Drop<Table>{std::move(table)});
  }

  /// A part that goes needs no new name before.
  void forget_renames_of_dropped() {
    std::vector<step::RenamePart> forgotten;
    for (const auto& step : steps_) {
      const auto* rename = std::get_if<step::RenamePart>(&step);
      if (!rename) continue;
      auto copy = *rename;
      for (auto& other : steps_) {
        if (drops_by_old_name(other, copy)) forgotten.push_back(copy);
      }
    }
    std::erase_if(steps_, [&](const Step& step) {
      const auto* rename = std::get_if<step::RenamePart>(&step);
      return rename && std::find(forgotten.begin(), forgotten.end(), *rename) != forgotten.end();
    });
  }

  /// Whether `step` drops what `rename` renames; it does so under the old name then.
  static bool drops_by_old_name(Step& step, const step::RenamePart& rename) {
    if (auto* index = std::get_if<step::DropIndex>(&step)) {
      bool same = rename.kind == PartRename::Kind::Index && index->table == rename.owner &&
                  index->index.name == rename.to;
      if (same) index->index.name = rename.from;
      return same;
    }
    auto* drop = std::get_if<step::DropConstraint>(&step);
    if (!drop || rename.kind != PartRename::Kind::Constraint || drop->table != rename.owner) {
      return false;
    }
    return std::visit(
        [&](auto& constraint) {
          bool same = constraint.name == rename.to;
          if (same) constraint.name = rename.from;
          return same;
        },
        drop->constraint);
  }

  /// Kinds that are created, dropped, and changed in place.
  template <class T>
  void make_in_place(const Changed<T>& object) {
    if (!object.before) {
      add(step::Create<T>{*object.after});
    } else if (!object.after) {
      add(step::Drop<T>{*object.before});
    } else {
      add(step::Alter<T>{*object.before, *object.after});
    }
  }
  void make(const Changed<Namespace>& object) { make_in_place(object); }
  void make(const Changed<Extension>& object) { make_in_place(object); }
  void make(const Changed<Collation>& object) { make_in_place(object); }

  template <class T>
  void make_type(const Changed<T>& type) {
    if (!type.before) {
      add(step::Create<T>{*type.after});
    } else if (!type.after) {
      add(step::Drop<T>{*type.before});
    } else {
      add(step::ChangeType<T>{*type.before, *type.after, uses_of(type.before->name)});
    }
  }
  void make(const Changed<EnumType>& type) { make_type(type); }
  void make(const Changed<CompositeType>& type) { make_type(type); }
  void make(const Changed<RangeType>& type) { make_type(type); }
  void make(const Changed<Domain>& type) { make_type(type); }

  /// The columns that have a type before and after. A default that changes besides is none here.
  std::vector<step::TypeUse> uses_of(const QualifiedName& type) const {
    std::vector<step::TypeUse> out;
    for (const auto& [name, table] : before_.tables) {
      auto after = after_.tables.find(name);
      if (after == after_.tables.end()) continue;
      for (const auto& column : table.columns) {
        const Column* other = find_column(after->second, column.name);
        if (column.type.name != type || !other || other->type != column.type) continue;
        out.push_back({name, column});
        if (!equality_.same(column, with_default(column, other->default_value))) {
          out.back().keeps_default = false;
        }
      }
    }
    return out;
  }

  static Column with_default(Column column, const std::optional<DefaultValue>& value) {
    column.default_value = value;
    return column;
  }

  void make(const Changed<Sequence>& sequence) {
    if (!sequence.before) {
      Sequence made = *sequence.after;
      if (made.owner_table) {
        Sequence free = made;
        free.owner_table.reset();
        free.owner_column.clear();
        add(step::SetSequenceOwner{free, made});
        made = std::move(free);
      }
      add(step::Create<Sequence>{std::move(made)});
    } else if (!sequence.after) {
      if (!goes_with_its_column(*sequence.before)) add(step::Drop<Sequence>{*sequence.before});
    } else {
      change(*sequence.before, *sequence.after);
    }
  }

  void change(const Sequence& before, const Sequence& after) {
    Sequence same_owner = after;
    same_owner.owner_table = before.owner_table;
    same_owner.owner_column = before.owner_column;
    if (!equality_.same(before, same_owner)) add(step::Alter<Sequence>{before, same_owner});
    if (!equality_.same(same_owner, after)) add(step::SetSequenceOwner{same_owner, after});
  }

  /// Whether the database drops a sequence with the column or the table that owns it.
  bool goes_with_its_column(const Sequence& sequence) const {
    if (!sequence.owner_table || !before_.tables.contains(*sequence.owner_table)) return false;
    auto table = after_.tables.find(*sequence.owner_table);
    return table == after_.tables.end() || !find_column(table->second, sequence.owner_column);
  }

  void make(const Changed<VirtualTable>& table) {
    if (table.before) add(step::Drop<VirtualTable>{*table.before});
    if (table.after) add(step::Create<VirtualTable>{*table.after});
  }

  void make(const Changed<View>& view) {
    if (view.before && view.after) {
      View same = *view.after;
      same.triggers = view.before->triggers;
      if (equality_.same(*view.before, same)) return change_triggers(view);
    }
    if (view.before) add(step::Drop<View>{*view.before});
    if (view.after) create(*view.after);
  }

  void create(View view) {
    for (auto& trigger : view.triggers) add(step::CreateTrigger{view.name, std::move(trigger)});
    view.triggers.clear();
    add(step::Create<View>{std::move(view)});
  }

  void change_triggers(const Changed<View>& view) {
    for (const auto& trigger :
         compare_triggers(view.before->triggers, view.after->triggers, equality_)) {
      if (trigger.before) add(step::DropTrigger{view.before->name, *trigger.before});
      if (trigger.after) add(step::CreateTrigger{view.after->name, *trigger.after});
    }
  }

  /// Kinds that no dialect of today plans yet: lowering keeps them out of its graphs.
  template <class T>
  void make(const Changed<T>& object) {
    const auto& side = object.before ? object.before : object.after;
    Diagnostics diagnostics;
    diagnostics.error(side->place, std::string(kind_name<T>) + " \"" + display(side->name) +
                                       "\" differs, and a plan cannot change that kind");
    throw InputError(diagnostics);
  }

  /// Where bodies hold names as text, what mentions an old name goes before the rename and comes
  /// back after it as the new schema writes it.
  void renew_bodies(const Difference& difference) {
    std::set<std::string> old_names;
    for (const auto& rename : difference.table_renames) old_names.insert(rename.from.name);
    for (const auto& rename : difference.column_renames) old_names.insert(rename.from);
    if (old_names.empty()) return;
    auto mentioned = [&](std::string_view text) {
      return std::any_of(old_names.begin(), old_names.end(),
                         [&](const auto& name) { return mentions(text, name); });
    };
    renew_where([&](const View& view) { return mentioned(view.query.text); },
                [&](const Trigger& trigger) { return mentioned(whole_text(trigger)); });
  }

  static std::string whole_text(const Trigger& trigger) {
    auto text = (trigger.body ? trigger.body->text : "") +
                (trigger.condition ? " " + trigger.condition->text : "");
    for (const auto& column : trigger.update_columns) text += " \"" + column + "\"";
    return text;
  }

  /// Makes the views and the triggers anew that the predicates choose and both sides have.
  template <class ChooseView, class ChooseTrigger>
  void renew_where(ChooseView view_chosen, ChooseTrigger trigger_chosen) {
    for (const auto& [name, view] : before_.views) {
      auto after = after_.views.find(name);
      if (after == after_.views.end()) continue;
      if (view_chosen(view)) {
        renew(view, after->second);
      } else {
        renew_triggers(name, view.triggers, after->second.triggers, trigger_chosen);
      }
    }
    for (const auto& [name, table] : before_.tables) {
      auto after = after_.tables.find(name);
      if (after == after_.tables.end()) continue;
      renew_triggers(name, table.triggers, after->second.triggers, trigger_chosen);
    }
  }

  void renew(const View& before, const View& after) {
    bool planned = std::any_of(steps_.begin(), steps_.end(), [&](const Step& step) {
      const auto* drop = std::get_if<step::Drop<View>>(&step);
      return drop && drop->object.name == before.name;
    });
    if (planned) return;
    std::erase_if(steps_, [&](const Step& step) {
      const auto* create = std::get_if<step::CreateTrigger>(&step);
      const auto* drop = std::get_if<step::DropTrigger>(&step);
      return (create && create->on == before.name) || (drop && drop->on == before.name);
    });
    add(step::Drop<View>{before});
    create(after);
  }

  /// Whether a step makes the database resolve every body it holds.
  bool reads_all_bodies() const {
    return std::any_of(steps_.begin(), steps_.end(), [](const Step& step) {
      return std::holds_alternative<step::RenameTable>(step) ||
             std::holds_alternative<step::RenameColumn>(step) ||
             std::holds_alternative<step::DropColumn>(step);
    });
  }

  /// What reads a view that is gone for a while could not be resolved then, so it goes with it.
  void renew_dependents() {
    for (std::size_t known = 0, now = 1; known != now; now = steps_.size()) {
      known = steps_.size();
      auto gone = dropped_views();
      if (gone.empty()) return;
      renew_where(
          [&](const View& view) { return reads_any(view.query, gone); },
          [&](const Trigger& trigger) { return trigger.body && reads_any(*trigger.body, gone); });
    }
  }

  std::set<std::string> dropped_views() const {
    std::set<std::string> out;
    for (const auto& step : steps_) {
      if (const auto* drop = std::get_if<step::Drop<View>>(&step)) {
        out.insert(dialect_.fold(drop->object.name.name));
      }
    }
    return out;
  }

  bool reads_any(const Body& body, const std::set<std::string>& names) const {
    auto read = dialect_.referenced_tables(body);
    return std::any_of(read.begin(), read.end(), [&](const QualifiedName& name) {
      return names.contains(dialect_.fold(name.name));
    });
  }

  template <class Choose>
  void renew_triggers(const QualifiedName& on, const std::vector<Trigger>& before,
                      const std::vector<Trigger>& after, Choose chosen) {
    for (const auto& trigger : before) {
      if (!chosen(trigger)) continue;
      auto same = std::find_if(after.begin(), after.end(), [&](const Trigger& other) {
        return equality_.same_name(trigger.name, other.name);
      });
      if (same != after.end()) renew(on, trigger, *same);
    }
  }

  void renew(const QualifiedName& on, const Trigger& before, const Trigger& after) {
    bool planned = std::any_of(steps_.begin(), steps_.end(), [&](const Step& step) {
      const auto* drop = std::get_if<step::DropTrigger>(&step);
      const auto* view = std::get_if<step::Drop<View>>(&step);
      return (drop && drop->on == on && drop->trigger.name == before.name) ||
             (view && view->object.name == on);
    });
    if (planned) return;
    forget_in_rebuilds(on, before.name);
    add(step::DropTrigger{on, before});
    add(step::CreateTrigger{on, after});
  }

  /// A rebuild makes again the triggers it carries: not those with steps of their own.
  void forget_in_rebuilds(const QualifiedName& table, const std::string& trigger) {
    for (auto& step : steps_) {
      auto* rebuild = std::get_if<step::RebuildTable>(&step);
      if (!rebuild || rebuild->after.name != table) continue;
      auto named = [&](const Trigger& other) { return equality_.same_name(other.name, trigger); };
      std::erase_if(rebuild->before.triggers, named);
      std::erase_if(rebuild->after.triggers, named);
    }
  }

  const Schema& before_;
  const Schema& after_;
  const Dialect& dialect_;
  Equality equality_;
  KeysApart apart_;
  std::vector<Step> steps_;
};

}  // namespace

Plan plan(const Difference& difference, const Schema& from, const Schema& to,
          const Dialect& dialect, Traffic traffic) {
  bool renames = difference.renames();
  Schema moved = renames ? renamed(from, difference, dialect) : Schema{};
  const Schema& before = renames ? moved : from;
  auto after = difference.empty() ? Schema{} : with_names_kept(to, before, dialect);
  auto steps = StepMaker(before, after, dialect).run(difference);
  if (traffic == Traffic::Online) dialect.go_online(steps, {before, after});
  Diagnostics diagnostics;
  for (const auto& step : steps) dialect.check(step, diagnostics);
  require_no_errors(diagnostics);
  Plan plan;
  plan.frame = dialect.frame(steps, from, to);
  plan.steps = in_order(std::move(steps), dialect);
  return plan;
}

Plan plan_back(const Difference& difference, const Schema& from, const Schema& to,
               const Dialect& dialect, Traffic traffic) {
  if (difference.empty()) return {};
  auto target = way_back(from, difference);
  auto there = with_names_kept(to, renamed(from, difference, dialect), dialect);
  return plan(diff(there, target, dialect), there, target, dialect, traffic);
}

std::vector<SqlStatement> render(const Plan& plan, const Dialect& dialect) {
  if (plan.empty()) return {};
  std::vector<SqlStatement> out = plan.frame.before;
  for (const auto& planned : plan.steps) {
    auto statements = dialect.render(planned.step);
    out.insert(out.end(), statements.begin(), statements.end());
  }
  out.insert(out.end(), plan.frame.after.begin(), plan.frame.after.end());
  return out;
}

std::vector<std::string> missing_steps(const Schema& is, const Schema& should,
                                       const Dialect& dialect) {
  auto difference = diff(is, should, dialect);
  std::vector<std::string> out;
  if (difference.empty()) return out;
  for (const auto& planned : plan(difference, is, should, dialect).steps) {
    out.push_back(describe(planned.step));
  }
  return out;
}

std::string listed(const std::vector<std::string>& lines) {
  std::string out;
  for (const auto& line : lines) out += "\n  " + line;
  return out;
}

}  // namespace athanor
