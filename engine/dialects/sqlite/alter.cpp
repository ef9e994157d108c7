#include "engine/dialects/sqlite/alter.hpp"

#include <algorithm>

#include "engine/dialects/sqlite/keys.hpp"
#include "engine/dialects/sqlite/render.hpp"
#include "engine/equality.hpp"
#include "engine/table_delta.hpp"
#include "schema/sql_text.hpp"

namespace athanor::sqlite {
namespace {

bool is_null(const std::optional<DefaultValue>& value) {
  return !value || ascii_iequals(std::get<Expression>(*value).text, "null");
}

/// Decides whether ALTER TABLE can do the whole change, and how.
class Alteration {
 public:
  Alteration(const Table& before, const Table& after, const AlterationContext& context,
             const Equality& equality)
      : before_(before),
        after_(after),
        context_(context),
        equality_(equality),
        delta_(compare(before, after, equality)) {}

  std::vector<Step> run() {
    satellites();
    if (!alter_columns()) rebuild();
    return std::move(steps_);
  }

 private:
  void satellites() {
    for (const auto& index : delta_.indexes) {
      if (index.before) steps_.push_back(step::DropIndex{before_.name, *index.before});
      if (index.after) steps_.push_back(step::CreateIndex{after_.name, *index.after});
    }
    for (const auto& trigger : delta_.triggers) {
      if (trigger.before) steps_.push_back(step::DropTrigger{before_.name, *trigger.before});
      if (trigger.after) steps_.push_back(step::CreateTrigger{after_.name, *trigger.after});
    }
  }

  /// Adds and drops columns one by one, or does nothing and says no.
  bool alter_columns() {
    std::vector<Step> steps;
    for (const auto& column : delta_.columns) {
      if (column.before && column.after) return false;
      auto step = column.after ? add(*column.after) : drop(*column.before);
      if (!step) return false;
      steps.push_back(std::move(*step));
    }
    if (!delta_.primary_key.empty() || !delta_.uniques.empty() || delta_.attributes) return false;
    if (!delta_.foreign_keys.empty() || !delta_.checks.empty()) return false;
    for (auto& step : steps) steps_.push_back(std::move(step));
    return true;
  }

  /// lang_altertable.html, section 4, lists what ADD COLUMN refuses.
  std::optional<Step> add(const Column& column) {
    if (column.default_value && !is_constant(std::get<Expression>(*column.default_value).text)) {
      return std::nullopt;
    }
    if (column.generated && column.generated->storage == Generated::Storage::Stored) {
      return std::nullopt;
    }
    step::AddColumn step{after_.name, column, {}};
    for (const auto& key : take_own_keys(column)) step.constraints.emplace_back(key);
    for (const auto& check : take_own_checks(column)) step.constraints.emplace_back(check);
    if (has_key(step.constraints) && !is_null(column.default_value)) return std::nullopt;
    return step;
  }

  static bool has_key(const std::vector<Constraint>& constraints) {
    return std::any_of(constraints.begin(), constraints.end(), [](const Constraint& constraint) {
      return std::holds_alternative<ForeignKey>(constraint);
    });
  }

  /// New foreign keys of this column alone can be written with it.
  std::vector<ForeignKey> take_own_keys(const Column& column) {
    std::vector<ForeignKey> taken;
    std::erase_if(delta_.foreign_keys, [&](const Changed<ForeignKey>& key) {
      bool own = !key.before && key.after->columns.size() == 1 &&
                 equality_.same_name(key.after->columns[0], column.name);
      if (own) taken.push_back(*key.after);
      return own;
    });
    return taken;
  }

  /// New checks that mention this column and no other can be written with it.
  std::vector<Check> take_own_checks(const Column& column) {
    std::vector<Check> taken;
    std::erase_if(delta_.checks, [&](const Changed<Check>& check) {
      bool own = !check.before && mentions(check.after->expression.text, column.name) &&
                 std::none_of(after_.columns.begin(), after_.columns.end(), [&](const auto& other) {
                   return !equality_.same_name(other.name, column.name) &&
                          mentions(check.after->expression.text, other.name);
                 });
      if (own) taken.push_back(*check.after);
      return own;
    });
    return taken;
  }

  /// lang_altertable.html, section 5, lists what DROP COLUMN refuses.
  std::optional<Step> drop(const Column& column) const {
    if (in_key(column) || mentioned_inside(column) || mentioned_elsewhere(column)) {
      return std::nullopt;
    }
    if (!bodies_resolve() || after_.columns.empty()) return std::nullopt;
    return step::DropColumn{after_.name, column, {}};
  }

  bool names(const std::vector<std::string>& list, const Column& column) const {
    return std::any_of(list.begin(), list.end(),
                       [&](const auto& name) { return equality_.same_name(name, column.name); });
  }
  bool names(const std::vector<KeyColumn>& list, const Column& column) const {
    return std::any_of(list.begin(), list.end(),
                       [&](const auto& key) { return equality_.same_name(key.name, column.name); });
  }

  bool in_key(const Column& column) const {
    if (before_.primary_key && names(before_.primary_key->columns, column)) return true;
    for (const auto& unique : before_.uniques) {
      if (names(unique.columns, column)) return true;
    }
    for (const auto& key : before_.foreign_keys) {
      if (names(key.columns, column)) return true;
    }
    return false;
  }

  bool mentioned_inside(const Column& column) const {
    for (const auto& check : before_.checks) {
      if (mentions(check.expression.text, column.name)) return true;
    }
    for (const auto& other : before_.columns) {
      if (other.generated && mentions(other.generated->expression.text, column.name)) return true;
    }
    return false;
  }

  /// A body that mentions the column and stays as it is would make DROP COLUMN fail.
  bool mentioned_elsewhere(const Column& column) const {
    auto mentioned = [&](const std::vector<Trigger>& triggers) {
      return std::any_of(triggers.begin(), triggers.end(),
                         [&](const Trigger& trigger) { return mentions_column(trigger, column); });
    };
    for (const auto& [name, view] : context_.before.views) {
      if (mentions(view.query.text, column.name) || mentioned(view.triggers)) return true;
    }
    for (const auto& [name, table] : context_.before.tables) {
      if (mentioned(table.triggers)) return true;
    }
    return false;
  }

  bool mentions_column(const Trigger& trigger, const Column& column) const {
    return (trigger.body && mentions(trigger.body->text, column.name)) ||
           (trigger.condition && mentions(trigger.condition->text, column.name)) ||
           names(trigger.update_columns, column);
  }

  /// ALTER TABLE reads every view and trigger again and refuses where one names what is not there.
  bool bodies_resolve() const {
    auto known = [&](const QualifiedName& name) {
      auto is = [&](const auto& objects) {
        return std::any_of(objects.begin(), objects.end(), [&](const auto& object) {
          return equality_.same_name(object.first.name, name.name);
        });
      };
      return name.name.starts_with("sqlite_") || is(context_.before.tables) ||
             is(context_.before.views) || is(context_.before.virtual_tables);
    };
    for (const auto& [name, view] : context_.before.views) {
      auto tables = dialect_tables(view.query);
      if (!std::all_of(tables.begin(), tables.end(), known)) return false;
    }
    return true;
  }

  std::vector<QualifiedName> dialect_tables(const Body& body) const {
    return equality_.dialect().referenced_tables(body);
  }

  void rebuild() {
    step::RebuildTable step{before_, after_};
    keep_common(step.after.indexes, delta_.indexes);
    keep_common(step.after.triggers, delta_.triggers);
    step.before.indexes = step.after.indexes;
    step.before.triggers = step.after.triggers;
    steps_.push_back(std::move(step));
  }

  /// Leaves out what has a step of its own.
  template <class T>
  void keep_common(std::vector<T>& parts, const std::vector<Changed<T>>& changes) const {
    std::erase_if(parts, [&](const T& part) {
      return std::any_of(changes.begin(), changes.end(), [&](const Changed<T>& change) {
        return change.after && equality_.same_name(change.after->name, part.name);
      });
    });
  }

  const Table& before_;
  const Table& after_;
  const AlterationContext& context_;
  const Equality& equality_;
  TableDelta delta_;
  std::vector<Step> steps_;
};

}  // namespace

std::vector<Step> alter(const Changed<Table>& table, const AlterationContext& context,
                        const Dialect& dialect) {
  Equality equality(dialect, context.before, context.after);
  return Alteration(*table.before, *table.after, context, equality).run();
}

}  // namespace athanor::sqlite
