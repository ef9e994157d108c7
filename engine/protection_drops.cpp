#include <algorithm>

#include "engine/protection_judge.hpp"
#include "engine/reach.hpp"
#include "engine/rebuilt.hpp"
#include "engine/row_reach.hpp"
#include "schema/sql_text.hpp"

namespace athanor {

void StatementJudge::dropped(const Drop& drop, const QualifiedName& name) {
  switch (drop.kind) {
    case ObjectKind::Index:
      return dropped_index(drop, name);
    case ObjectKind::Trigger:
    case ObjectKind::Policy:
      if (drop.table) touch(*drop.table, "drops a part of");
      return touched_satellite(drop.kind, name, "drops");
    case ObjectKind::Table:
      touch(name, "drops");
      return dropped_table(name, drop.cascade ? With::Dependents : With::ItselfOnly);
    case ObjectKind::Sequence:
      return touched_sequence(name, "drops");
    case ObjectKind::Type:
    case ObjectKind::Domain:
      return dropped_type(drop, name);
    case ObjectKind::Schema:
      return dropped_schema(name.name);
    case ObjectKind::Extension:
      return dropped_extension(drop, name);
    case ObjectKind::View:
    case ObjectKind::MaterializedView:
      return touch(name, "drops");
    case ObjectKind::Collation:
      return touch_all(tables_using_collation(*before_, name, dialect_),
                       "drops the collation of a column of");
    case ObjectKind::Routine:
      return;
  }
}

/// With a key's index go the foreign keys that reference it.
void StatementJudge::dropped_index(const Drop& drop, const QualifiedName& name) {
  touched_satellite(ObjectKind::Index, name, "drops");
  if (!drop.cascade) return;
  for (const auto& owner : tables_with_index(*before_, name.name, dialect_)) {
    guard_children(owner, With::Dependents);
  }
}

void StatementJudge::dropped_type(const Drop& drop, const QualifiedName& name) {
  auto users = tables_using_type(*before_, name, dialect_);
  touch_all(users, "drops the type of a column of");
  if (!drop.cascade) return;
  for (const auto& table : users) {
    if (!is_critical(table)) continue;
    refuse("PRO102", display(table), "drops the type of a column of");
  }
}

/// What is in the schema goes, and what of others needs it.
void StatementJudge::dropped_schema(const std::string& schema) {
  touched_schema(schema, "drops the schema of");
  auto here = [&](const QualifiedName& name) { return same_schema(name.schema, schema, dialect_); };
  for (const auto& [name, table] : before_->tables) {
    if (here(name)) dropped_table(name, With::Dependents);
  }
  auto types = [&](const auto& objects) {
    for (const auto& [name, object] : objects) {
      if (here(name)) touched_type(name, "drops the type of a column of");
    }
  };
  types(before_->enums);
  types(before_->composites);
  types(before_->ranges);
  types(before_->domains);
  for (const auto& [name, sequence] : before_->sequences) {
    if (here(name)) touched_sequence(name, "drops");
  }
}

/// Which types are an extension's is not known here: any that the graph does not define may be.
void StatementJudge::dropped_extension(const Drop& drop, const QualifiedName& name) {
  if (!drop.cascade) return;
  for (const auto& [table_name, table] : before_->tables) {
    touch(table_name, "drops the extension " + name.name + " with all that uses it, maybe");
  }
}

void StatementJudge::dropped_table(const QualifiedName& name, With with) {
  guard_children(name, with);
  if (with == With::Dependents) dropped_dependents(name);
  if (!is_critical(name) || is_rebuilt(name)) return;
  if (was_there(name)) refuse("PRO103", display(name), "drops the critical table");
}

/// CASCADE takes along what uses the table's own type and sequences, and what inherits from it.
void StatementJudge::dropped_dependents(const QualifiedName& table) {
  touched_type(table, "drops the type of a column of");
  reach(heirs_of(*before_, table, dialect_), "drops a parent of");
  for (const auto& [name, sequence] : before_->sequences) {
    bool own = sequence.owner_table && same_name(*sequence.owner_table, table, dialect_);
    if (own) touched_sequence(name, "drops");
  }
}

/// Dropping a table strikes those that reference it, and where the database deletes its rows
/// first, theirs.
void StatementJudge::guard_children(const QualifiedName& parent, With with) {
  bool enforced = keys() == Dialect::Keys::Enforced;
  if (is_rebuilt(parent) && !enforced) return;
  reach(tables_referencing(*before_, parent, dialect_), "drops a table that is referenced by");
  if (dialect_.keys_may_dangle()) {
    RowEvents gone{{Trigger::Event::Delete}, {}};
    reach(tables_changed_with(*before_, parent, gone, dialect_), "drops rows that take along");
  }
  if (with == With::ItselfOnly) return;
  for (const auto& child : tables_referencing(*before_, parent, dialect_)) {
    if (!is_critical(child) || same_name(child, parent, dialect_)) continue;
    refuse("PRO102", display(child), "drops a key of");
  }
}

/// As the statements before leave it; a run of revisions begins without.
Dialect::Keys StatementJudge::keys() const {
  auto out = Dialect::Keys::Ignored;
  for (std::size_t i = 0; i < at_; ++i) out = dialect_.keys_after(statements_[i]).value_or(out);
  return out;
}

/// Whether a DROP TABLE is part of a rebuild; columns that the copy leaves out are dropped ones.
bool StatementJudge::is_rebuilt(const QualifiedName& name) {
  auto rebuild = rebuild_of(statements_, at_, name, dialect_);
  if (rebuild) check_columns(name, *rebuild->made, rebuild->copy->text);
  return rebuild.has_value();
}

void StatementJudge::check_columns(const QualifiedName& name, const Table& made,
                                   const std::string& copy) {
  if (!is_critical(name)) return;
  const Table* old = find_table(*before_, name, dialect_);
  if (!old) return;
  for (const auto& column : old->columns) {
    const Column* now = find_column(made, column.name, dialect_);
    bool copied = now && (now->generated || copies_column(copy, column.name));
    if (!copied) dropped_column(name, column.name);
  }
}

void StatementJudge::dropped_column(const AlterTable& alter, const DropColumn& drop) {
  dropped_column(alter.table, drop.name);
  reach(heirs_of(*before_, alter.table, dialect_), "alters a parent of");
  if (!drop.cascade) return;
  guard_children(alter.table, With::Dependents);
  dropped_dependents(alter.table);
}

/// By an ADD COLUMN that fails where the column is there.
bool StatementJudge::is_added_here(const QualifiedName& table, const std::string& column) const {
  auto adds = [&](const AlterAction& action) {
    const auto* add = std::get_if<AddColumn>(&action);
    return add && !add->if_not_exists && dialect_.fold(add->column.name) == dialect_.fold(column);
  };
  return std::any_of(statements_.begin(), statements_.begin() + static_cast<std::ptrdiff_t>(at_),
                     [&](const Statement& statement) {
                       const auto* alter = std::get_if<AlterTable>(&statement.action);
                       return alter && same_name(alter->table, table, dialect_) &&
                              std::any_of(alter->actions.begin(), alter->actions.end(), adds);
                     });
}

/// What it was called before these statements, or at the least before the first of them.
std::string StatementJudge::former_name(const QualifiedName& table, std::string column) const {
  for (std::size_t i = at_; i-- > 0;) {
    const auto* alter = std::get_if<AlterTable>(&statements_[i].action);
    if (!alter || !same_name(alter->table, table, dialect_)) continue;
    for (auto action = alter->actions.rbegin(); action != alter->actions.rend(); ++action) {
      const auto* rename = std::get_if<RenameColumn>(&*action);
      bool it = rename && dialect_.fold(rename->to) == dialect_.fold(column);
      if (it) column = rename->from;
    }
  }
  return column;
}

void StatementJudge::dropped_column(const QualifiedName& table, const std::string& column) {
  if (!is_critical(table)) return;
  const Table* known = find_table(origin_, table, dialect_);
  bool there = !known || find_column(*known, column, dialect_) ||
               find_column(*known, former_name(table, column), dialect_);
  if (!there || is_added_here(table, former_name(table, column))) return;
  auto object = display(table) + "." + column;
  auto same = [&](const Refusal& r) { return r.object == object; };
  if (std::any_of(refusals_.begin(), refusals_.end(), same)) return;
  refuse("PRO103", object, "drops a column of the critical table");
}

void StatementJudge::moved(const QualifiedName& table, const SetSchema& to) {
  touch({to.schema, table.name}, "takes the name of");
  if (is_critical(table)) {
    refuse("PRO103", display(table), "moves the critical table");
  }
}

void StatementJudge::renamed(const QualifiedName& table, const QualifiedName& to) {
  touch({to.schema.empty() ? table.schema : to.schema, to.name}, "takes the name of");
  if (is_critical(table)) {
    refuse("PRO103", display(table), "renames the critical table");
  }
}

}  // namespace athanor
