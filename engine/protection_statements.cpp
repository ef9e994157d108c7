#include <fmt/format.h>

#include <algorithm>

#include "engine/protection_judge.hpp"
#include "engine/reach.hpp"
#include "engine/row_reach.hpp"
#include "schema/overloaded.hpp"

namespace athanor {
namespace {

/// Actions of ALTER TABLE that those who inherit from the table do not take over.
template <class T>
concept OnlyOfItsTable = OneOf<T, DeferConstraint, ValidateConstraint, SetOwner, SetTablespace,
                               SetAccessMethod, SetUnlogged, SetOptions, ResetOptions, NoEffect>;

/// Actions that they do.
template <class T>
concept OfHeirsToo =
    OneOf<T, RenameColumn, AddColumn, AddConstraint, RenameConstraint, AlterColumn>;

bool is_rename(const Statement& statement) {
  if (const auto* alter = std::get_if<AlterTable>(&statement.action)) {
    return std::any_of(alter->actions.begin(), alter->actions.end(), [](const auto& action) {
      return std::holds_alternative<RenameTable>(action) ||
             std::holds_alternative<RenameColumn>(action) ||
             std::holds_alternative<SetSchema>(action);
    });
  }
  return std::holds_alternative<AlterObject>(statement.action);
}

}  // namespace

std::vector<Refusal> StatementJudge::run(const Schema& before, std::size_t first) {
  auto replayer = dialect_.replay(before);
  Diagnostics ignored;  // who runs the statements hears of these
  for (at_ = 0; at_ < statements_.size(); ++at_) {
    before_ = &replayer->schema();
    if (at_ < first) {
      replayer->apply(statements_[at_], ignored);
      continue;
    }
    judge_here();
    auto legacy = legacy_tables(*before_);
    replayer->apply(statements_[at_], ignored);
    if (!is_rename(statements_[at_])) compare(legacy, replayer->schema());
  }
  return std::move(refusals_);
}

std::vector<Refusal> StatementJudge::run_at(std::size_t at, const Schema& before) {
  at_ = at;
  before_ = &before;
  judge_here();
  return std::move(refusals_);
}

void StatementJudge::judge_here() {
  first_here_ = refusals_.size();
  auto reach = dialect_.reach_beyond_names(statements_[at_]);
  if (!reach.empty()) out_of_sight(reach);
  for (const auto& name : dialect_.sequences_set(statements_[at_])) {
    touched_sequence(name, "sets");
    touch(name, "sets a sequence of");
  }
  std::visit([this](const auto& action) { judge(action); }, statements_[at_].action);
}

std::vector<Table> StatementJudge::legacy_tables(const Schema& schema) const {
  std::vector<Table> out;
  for (const auto& [name, table] : schema.tables) {
    if (is_legacy(name)) out.push_back(table);
  }
  return out;
}

/// The graph bears witness: whatever the statement looked like, a legacy table is what it was.
void StatementJudge::compare(const std::vector<Table>& before, const Schema& after) {
  for (const auto& table : before) {
    const Table* now = find_table(after, table.name, dialect_);
    if (!now || !(*now == table)) refuse("PRO102", display(table.name), "changes");
  }
}

void StatementJudge::judge(const Create<Sequence>& create) {
  if (create.object.owner_table) touch(*create.object.owner_table, "ties a sequence to");
}

void StatementJudge::judge(const Create<Table>& create) {
  touch(create.object.name, "creates");
  for (const auto& parent : create.object.inherits) touch(parent, "adds a child to");
}

/// Whether it was there before these statements, which then only put it back.
bool StatementJudge::had_trigger(const CreateTrigger& create) const {
  auto same = [&](const Trigger& old) {
    return dialect_.fold(old.name) == dialect_.fold(create.trigger.name) && old.body &&
           dialect_.same_body(*old.body, *create.trigger.body);
  };
  auto has = [&](const auto& entry) {
    const auto& triggers = entry.second.triggers;
    return same_name(entry.first, create.table, dialect_) &&
           std::any_of(triggers.begin(), triggers.end(), same);
  };
  return std::any_of(origin_.tables.begin(), origin_.tables.end(), has) ||
         std::any_of(origin_.views.begin(), origin_.views.end(), has);
}

/// A trigger elsewhere may still change a legacy table.
void StatementJudge::judge(const CreateTrigger& create) {
  touch(create.table, "puts a trigger on");
  if (!create.trigger.body || had_trigger(create)) return;
  for (const auto& change : changes_in(*create.trigger.body, dialect_)) {
    for (const auto& table : change.tables) {
      reach({table}, "makes a trigger that changes");
      reach(tables_changed_with(*before_, table, row_events(change, dialect_), dialect_),
            "makes a trigger that changes");
    }
  }
}

void StatementJudge::judge(const Drop& drop) {
  for (const auto& name : drop.names) dropped(drop, name);
}

/// PostgreSQL's ALTER TABLE takes the name of an index or a sequence too.
void StatementJudge::judge(const AlterTable& alter) {
  touch(alter.table, "alters");
  touched_satellite(ObjectKind::Index, alter.table, "alters");
  touched_sequence(alter.table, "alters");
  auto heirs = [&] { reach(heirs_of(*before_, alter.table, dialect_), "alters a parent of"); };
  for (const auto& action : alter.actions) {
    std::visit(
        overloaded{[&](const RenameTable& rename) { renamed(alter.table, rename.to); },
                   [&](const DropColumn& drop) { dropped_column(alter, drop); },
                   [&](const DropConstraint& drop) {
                     if (drop.cascade) guard_children(alter.table, With::Dependents);
                     heirs();
                   },
                   [&](const AddParent& add) { touch(add.parent, "adds a child to"); },
                   [&](const DropParent& drop) { touch(drop.parent, "takes a child of"); },
                   [&](const SetSchema& set) { moved(alter.table, set); },
                   [&]<OfHeirsToo T>(const T&) { heirs(); }, []<OnlyOfItsTable T>(const T&) {}},
        action);
  }
}

/// PostgreSQL's ALTER INDEX renames a table as well.
void StatementJudge::judge(const AlterIndex& alter) {
  touched_satellite(ObjectKind::Index, alter.index, "alters");
  touch(alter.index, "alters");
}

void StatementJudge::judge(const AlterSequence& alter) {
  touched_sequence(alter.sequence, "alters");
  const auto& owner = alter.change.owner;
  if (owner && *owner) touch((*owner)->table, "ties a sequence to");
}

void StatementJudge::judge(const AlterType& alter) {
  touched_type(alter.type, "alters the type of a column of");
}

void StatementJudge::judge(const AlterDomain& alter) {
  touched_type(alter.domain, "alters the domain of a column of");
}

void StatementJudge::judge(const AlterObject& alter) {
  switch (alter.kind) {
    case ObjectKind::Index:
      touched_satellite(ObjectKind::Index, alter.name, "alters");
      return touch(alter.name, "alters");
    case ObjectKind::Sequence:
      return touched_sequence(alter.name, "alters");
    case ObjectKind::Type:
    case ObjectKind::Domain:
      return touched_type(alter.name, "alters the type of a column of");
    case ObjectKind::Schema:
      return touched_schema(alter.name.name, "alters the schema of");
    case ObjectKind::Table:
    case ObjectKind::View:
    case ObjectKind::MaterializedView:
      return touch(alter.name, "alters");
    case ObjectKind::Extension:
    case ObjectKind::Collation:
    case ObjectKind::Trigger:
    case ObjectKind::Routine:
    case ObjectKind::Policy:
      return;
  }
}

void StatementJudge::judge(const CommentOn& comment) {
  if (comment.kind == ObjectKind::Table) touch(comment.name, "comments on");
  if (comment.kind == ObjectKind::Index) {
    touched_satellite(ObjectKind::Index, comment.name, "comments on");
  }
}

void StatementJudge::judge(const Inert& inert) {
  for (const auto& table : inert.rewrites) touch(table, "rewrites");
}

bool StatementJudge::is_legacy(const QualifiedName& table) const {
  return protection_.is_legacy(table, dialect_) || is_among(protection_.legacy, table);
}

bool StatementJudge::is_critical(const QualifiedName& table) const {
  return protection_.is_critical(table, dialect_) || is_among(protection_.critical, table);
}

/// A name may leave its schema to a path that was set before.
bool StatementJudge::is_among(const std::vector<std::string>& patterns,
                              const QualifiedName& table) const {
  if (!table.schema.empty()) return false;
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    auto dot = pattern.find('.');
    if (dot == std::string::npos) return false;
    return dialect_.fold(pattern.substr(dot + 1)) == dialect_.fold(table.name) &&
           may_lie_in(pattern.substr(0, dot));
  });
}

/// Before these statements, in whatever schema where the name has none.
bool StatementJudge::was_there(const QualifiedName& table) const {
  if (find_table(origin_, table, dialect_)) return true;
  return table.schema.empty() &&
         std::any_of(origin_.tables.begin(), origin_.tables.end(),
                     [&](const auto& entry) { return same_name(entry.first, table, dialect_); });
}

bool StatementJudge::may_lie_in(const std::string& schema) const {
  auto wanted = ascii_lower(schema);
  return std::any_of(statements_.begin(), statements_.begin() + static_cast<std::ptrdiff_t>(at_),
                     [&](const Statement& statement) {
                       const auto* setting = std::get_if<Setting>(&statement.action);
                       return setting && setting->value &&
                              ascii_lower(*setting->value).find(wanted) != std::string::npos;
                     });
}

void StatementJudge::touch(const QualifiedName& table, const std::string& how) {
  if (is_legacy(table)) refuse("PRO101", display(table), how);
}

void StatementJudge::touch_all(const Names& tables, const std::string& how) {
  for (const auto& table : tables) touch(table, how);
}

void StatementJudge::reach(const Names& tables, const std::string& how) {
  for (const auto& table : tables) {
    if (is_legacy(table)) refuse("PRO102", display(table), how);
  }
}

void StatementJudge::touched_satellite(ObjectKind kind, const QualifiedName& name,
                                       const std::string& verb) {
  auto owners = kind == ObjectKind::Index ? tables_with_index(*before_, name.name, dialect_)
                                          : tables_with_trigger(*before_, name.name, dialect_);
  touch_all(owners, verb + " a part of");
}

void StatementJudge::touched_sequence(const QualifiedName& name, const std::string& verb) {
  touch_all(tables_using_sequence(*before_, name, dialect_), verb + " a sequence of");
}

void StatementJudge::touched_type(const QualifiedName& name, const std::string& how) {
  touch_all(tables_using_type(*before_, name, dialect_), how);
}

/// Those that are named with their schema need not be known.
void StatementJudge::touched_schema(const std::string& schema, const std::string& how) {
  for (const auto& [name, table] : before_->tables) {
    if (same_schema(name.schema, schema, dialect_)) touch(name, how);
  }
  for (const auto& pattern : protection_.legacy) {
    auto dot = pattern.find('.');
    bool here = dot != std::string::npos && same_schema(pattern.substr(0, dot), schema, dialect_);
    if (here) touch({pattern.substr(0, dot), pattern.substr(dot + 1)}, how);
  }
}

/// Such a statement could change any table, so it is refused where there is one to guard.
void StatementJudge::out_of_sight(const std::string& how) {
  if (protection_.legacy.empty()) return;
  const Statement& statement = statements_[at_];
  refusals_.push_back(
      {"PRO102", protection_.legacy.front(),
       fmt::format("a statement {}, which may change the legacy tables: {}", how, statement.text),
       statement.place});
}

/// Once for each thing and statement.
void StatementJudge::refuse(const char* code, const std::string& object, const std::string& how) {
  const Statement& statement = statements_[at_];
  auto here = refusals_.begin() + static_cast<std::ptrdiff_t>(first_here_);
  bool again = std::any_of(here, refusals_.end(), [&](const Refusal& other) {
    return dialect_.fold(other.object) == dialect_.fold(object) &&
           (other.code == code || std::string_view(code) == "PRO102");
  });
  if (again) return;
  refusals_.push_back({code, object,
                       fmt::format("a statement {} {}: {}", how, object.substr(0, object.find('.')),
                                   statement.text),
                       statement.place});
}

std::vector<Refusal> judge(const std::vector<Statement>& statements, const Schema& before,
                           const Schema& origin, const Protection& protection,
                           const Dialect& dialect, std::size_t first) {
  if (protection.legacy.empty() && protection.critical.empty()) return {};
  return StatementJudge(statements, origin, protection, dialect).run(before, first);
}

std::vector<Refusal> judge_one(const std::vector<Statement>& statements, std::size_t at,
                               const Schema& before, const Protection& protection,
                               const Dialect& dialect) {
  return StatementJudge(statements, before, protection, dialect).run_at(at, before);
}

}  // namespace athanor
