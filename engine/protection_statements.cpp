#include <fmt/format.h>

#include <algorithm>

#include "engine/protection.hpp"
#include "engine/reach.hpp"
#include "engine/rebuilt.hpp"
#include "schema/overloaded.hpp"

namespace athanor {
namespace {

/// Actions of ALTER TABLE that reach no table but their own.
template <class T>
concept OnlyOfItsTable =
    OneOf<T, RenameColumn, AddColumn, AddConstraint, RenameConstraint, DeferConstraint,
          ValidateConstraint, AlterColumn, SetOwner, SetTablespace, SetAccessMethod, SetUnlogged,
          SetOptions, ResetOptions, NoEffect>;

/// Judges the statements of a revision, one after another.
class StatementJudge {
 public:
  StatementJudge(const std::vector<Statement>& statements, const Schema& before,
                 const Schema& origin, const Protection& protection, const Dialect& dialect)
      : statements_(statements),
        before_(before),
        origin_(origin),
        protection_(protection),
        dialect_(dialect) {}

  std::vector<Refusal> run() {
    for (at_ = 0; at_ < statements_.size(); ++at_) judge_here();
    return std::move(refusals_);
  }

  std::vector<Refusal> run_at(std::size_t at) {
    at_ = at;
    judge_here();
    return std::move(refusals_);
  }

 private:
  void judge_here() {
    auto reach = dialect_.reach_beyond_names(statements_[at_]);
    if (!reach.empty()) out_of_sight(reach);
    std::visit([this](const auto& action) { judge(action); }, statements_[at_].action);
  }

  void judge(const Create<Namespace>&) {}
  void judge(const Create<Extension>&) {}
  void judge(const Create<Collation>&) {}
  void judge(const CopyCollation&) {}
  void judge(const Create<EnumType>&) {}
  void judge(const Create<CompositeType>&) {}
  void judge(const Create<RangeType>&) {}
  void judge(const Create<Domain>&) {}
  void judge(const Create<Sequence>& create) {
    if (create.object.owner_table) touch(*create.object.owner_table, "ties a sequence to");
  }
  void judge(const Create<Table>& create) { touch(create.object.name, "creates"); }
  void judge(const Create<VirtualTable>& create) { touch(create.object.name, "creates"); }
  void judge(const Create<View>& create) { touch(create.object.name, "creates"); }
  void judge(const CreateIndex& create) { touch(create.table, "indexes"); }
  void judge(const CreateTrigger& create) {
    touch(create.table, "puts a trigger on");
    if (!create.trigger.body) return;
    // A trigger elsewhere may still change a legacy table.
    for (const auto& table : written_by(*create.trigger.body)) {
      if (!protection_.is_legacy(table, dialect_)) continue;
      refuse("PRO102", display(table), "makes a trigger that changes");
    }
  }
  std::vector<QualifiedName> written_by(const Body& body) const {
    std::vector<QualifiedName> out;
    Diagnostics ignored;  // the trigger itself was read
    auto source = std::make_shared<SourceText>(SourceText{"", body.text});
    for (const auto& statement : dialect_.read_script(source, ignored)) {
      const auto* change = std::get_if<ChangeRows>(&statement.action);
      if (change) out.insert(out.end(), change->tables.begin(), change->tables.end());
    }
    return out;
  }
  void judge(const Drop& drop) {
    for (const auto& name : drop.names) dropped(drop, name);
  }
  void judge(const AlterTable& alter) {
    touch(alter.table, "alters");
    for (const auto& action : alter.actions) {
      std::visit(overloaded{[&](const RenameTable& rename) { renamed(alter.table, rename.to); },
                            [&](const DropColumn& drop) { dropped_column(alter, drop); },
                            [&](const DropConstraint& drop) {
                              if (drop.cascade) guard_legacy_children(alter.table);
                            },
                            [&](const AddParent& add) { touch(add.parent, "adds a child to"); },
                            [&](const DropParent& drop) { touch(drop.parent, "takes a child of"); },
                            [&](const SetSchema&) { moved(alter.table); },
                            []<OnlyOfItsTable T>(const T&) {}},
                 action);
    }
  }
  void judge(const AlterIndex& alter) {
    touched_satellite(ObjectKind::Index, alter.index, "alters");
  }
  void judge(const AlterSequence& alter) { touched_sequence(alter.sequence, "alters"); }
  void judge(const AlterType& alter) { touched_type(alter.type, "alters the type of a column of"); }
  void judge(const AlterDomain& alter) {
    touched_type(alter.domain, "alters the domain of a column of");
  }
  void judge(const AlterExtension&) {}
  void judge(const AlterObject& alter) {
    switch (alter.kind) {
      case ObjectKind::Index:
        return touched_satellite(ObjectKind::Index, alter.name, "alters");
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
  void judge(const CommentOn& comment) {
    if (comment.kind == ObjectKind::Table) touch(comment.name, "comments on");
    if (comment.kind == ObjectKind::Index) {
      touched_satellite(ObjectKind::Index, comment.name, "comments on");
    }
  }
  void judge(const ChangeRows& change) {
    bool empties = change.verb == ChangeRows::Verb::Delete ||
                   change.verb == ChangeRows::Verb::Truncate ||
                   (change.verb == ChangeRows::Verb::Update && !change.where);
    for (const auto& table : change.tables) {
      touch(table, empties ? "empties or overwrites" : "writes rows of");
      bool reaches = change.verb == ChangeRows::Verb::Truncate && change.cascade;
      if (reaches) guard_legacy_children(table);
    }
  }
  void judge(const Setting&) {}
  void judge(const Attach&) {}
  void judge(const TransactionControl&) {}
  void judge(const Inert&) {}
  void judge(const Unread&) {}  // its error stops whoever reads it

  void touch(const QualifiedName& table, const char* how) {
    if (protection_.is_legacy(table, dialect_)) refuse("PRO101", display(table), how);
  }

  /// Such a statement could change any table, so it is refused where there is one to guard.
  void out_of_sight(const std::string& how) {
    if (protection_.legacy.empty()) return;
    const Statement& statement = statements_[at_];
    refusals_.push_back(
        {"PRO102", protection_.legacy.front(),
         fmt::format("a statement {}, which may change the legacy tables: {}", how, statement.text),
         statement.place});
  }

  void dropped(const Drop& drop, const QualifiedName& name) {
    switch (drop.kind) {
      case ObjectKind::Index:
      case ObjectKind::Trigger:
      case ObjectKind::Policy:
        if (drop.table) touch(*drop.table, "drops a part of");
        return touched_satellite(drop.kind, name, "drops");
      case ObjectKind::Table:
        touch(name, "drops");
        return dropped_table(name);
      case ObjectKind::Sequence:
        return touched_sequence(name, "drops");
      case ObjectKind::Type:
      case ObjectKind::Domain:
        return touched_type(name, "drops the type of a column of");
      case ObjectKind::Schema:
        return dropped_schema(name.name);
      case ObjectKind::Extension:
        return dropped_extension(drop, name);
      case ObjectKind::View:
      case ObjectKind::MaterializedView:
        return touch(name, "drops");
      case ObjectKind::Collation:
      case ObjectKind::Routine:
        return;
    }
  }

  void dropped_column(const AlterTable& alter, const DropColumn& drop) {
    dropped_column(alter.table, drop.name);
    if (drop.cascade) guard_legacy_children(alter.table);
  }

  void touched_satellite(ObjectKind kind, const QualifiedName& name, const std::string& verb) {
    auto owners = kind == ObjectKind::Index ? tables_with_index(before_, name.name, dialect_)
                                            : tables_with_trigger(before_, name.name, dialect_);
    touch_all(owners, verb + " a part of");
  }

  void touched_sequence(const QualifiedName& name, const std::string& verb) {
    touch_all(tables_using_sequence(before_, name, dialect_), verb + " a sequence of");
  }

  void touched_type(const QualifiedName& name, const char* how) {
    touch_all(tables_using_type(before_, name, dialect_), how);
  }

  void touch_all(const std::vector<QualifiedName>& tables, const std::string& how) {
    for (const auto& table : tables) touch(table, how.c_str());
  }

  void touched_schema(const std::string& schema, const char* how) {
    for (const auto& [name, table] : before_.tables) {
      if (name.schema == schema) touch(name, how);
    }
  }

  /// What is in the schema goes, and what of others needs it.
  void dropped_schema(const std::string& schema) {
    for (const auto& [name, table] : before_.tables) {
      if (name.schema != schema) continue;
      touch(name, "drops the schema of");
      dropped_table(name);
    }
    auto types = [&](const auto& objects) {
      for (const auto& [name, object] : objects) {
        if (name.schema == schema) touched_type(name, "drops the type of a column of");
      }
    };
    types(before_.enums);
    types(before_.composites);
    types(before_.ranges);
    types(before_.domains);
  }

  /// Which types are an extension's is not known here: any that the graph does not define may be.
  void dropped_extension(const Drop& drop, const QualifiedName& name) {
    if (!drop.cascade) return;
    for (const auto& [table_name, table] : before_.tables) {
      touch(table_name,
            ("drops the extension " + name.name + " with all that uses it, maybe").c_str());
    }
  }

  void moved(const QualifiedName& table) {
    if (protection_.is_critical(table, dialect_)) {
      refuse("PRO103", display(table), "moves the critical table");
    }
  }

  void renamed(const QualifiedName& table, const QualifiedName& to) {
    touch(to, "takes the name of");
    if (protection_.is_critical(table, dialect_)) {
      refuse("PRO103", display(table), "renames the critical table");
    }
  }

  void dropped_table(const QualifiedName& name) {
    guard_legacy_children(name);
    if (!protection_.is_critical(name, dialect_) || is_rebuilt(name)) return;
    if (find_table(origin_, name, dialect_))
      refuse("PRO103", display(name), "drops the critical table");
  }

  /// Dropping a table strikes the rows of those that reference it.
  void guard_legacy_children(const QualifiedName& parent) {
    if (is_rebuilt(parent)) return;
    for (const auto& name : tables_referencing(before_, parent, dialect_)) {
      if (!protection_.is_legacy(name, dialect_)) continue;
      refuse("PRO102", display(name), "drops a table that is referenced by");
    }
  }

  /// Whether a DROP TABLE is part of a rebuild; columns that the copy leaves out are dropped ones.
  bool is_rebuilt(const QualifiedName& name) {
    const Table* made = replacement_of(statements_, at_, name, dialect_);
    if (made) check_columns(name, *made);
    return made != nullptr;
  }

  void check_columns(const QualifiedName& name, const Table& made) {
    if (!protection_.is_critical(name, dialect_)) return;
    const Table* old = find_table(before_, name, dialect_);
    if (!old) return;
    for (const auto& column : old->columns) {
      if (!find_column(made, column.name, dialect_)) dropped_column(name, column.name);
    }
  }

  void dropped_column(const QualifiedName& table, const std::string& column) {
    if (!protection_.is_critical(table, dialect_)) return;
    const Table* known = find_table(origin_, table, dialect_);
    if (known && !find_column(*known, column, dialect_)) return;
    auto object = display(table) + "." + column;
    auto same = [&](const Refusal& r) { return r.object == object; };
    if (std::any_of(refusals_.begin(), refusals_.end(), same)) return;
    refuse("PRO103", object, "drops a column of the critical table");
  }

  void refuse(const char* code, const std::string& object, const char* how) {
    const Statement& statement = statements_[at_];
    refusals_.push_back({code, object,
                         fmt::format("a statement {} {}: {}", how,
                                     object.substr(0, object.find('.')), statement.text),
                         statement.place});
  }

  const std::vector<Statement>& statements_;
  const Schema& before_;
  const Schema& origin_;
  const Protection& protection_;
  const Dialect& dialect_;
  std::size_t at_ = 0;
  std::vector<Refusal> refusals_;
};

}  // namespace

std::vector<Refusal> judge(const std::vector<Statement>& statements, const Schema& before,
                           const Schema& origin, const Protection& protection,
                           const Dialect& dialect) {
  return StatementJudge(statements, before, origin, protection, dialect).run();
}

std::vector<Refusal> judge_one(const std::vector<Statement>& statements, std::size_t at,
                               const Schema& before, const Protection& protection,
                               const Dialect& dialect) {
  return StatementJudge(statements, before, before, protection, dialect).run_at(at);
}

}  // namespace athanor
