#include "engine/protection.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "schema/overloaded.hpp"
#include "schema/sql_text.hpp"

namespace athanor {
namespace {

bool contains(const std::vector<std::string>& names, const QualifiedName& table,
              const Dialect& dialect) {
  return std::any_of(names.begin(), names.end(), [&](const auto& name) {
    return dialect.fold(name) == dialect.fold(table.name) ||
           dialect.fold(name) == dialect.fold(display(table));
  });
}

bool has_column(const Table& table, const std::string& name, const Dialect& dialect) {
  return std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
    return dialect.fold(column.name) == dialect.fold(name);
  });
}

/// Judges the steps of a plan.
class PlanJudge {
 public:
  PlanJudge(const Protection& protection, const Dialect& dialect)
      : protection_(protection), dialect_(dialect) {}

  std::vector<Refusal> run(const Plan& plan) {
    for (const auto& planned : plan.steps) {
      guard_legacy(planned.step);
      std::visit([this](const auto& s) { judge(s); }, planned.step);
    }
    return std::move(refusals_);
  }

 private:
  void guard_legacy(const Step& step) {
    auto table = target(step);
    if (!protection_.is_legacy(table, dialect_)) return;
    refuse("PRO101", display(table),
           fmt::format("{} would touch the legacy table {}", describe(step), display(table)));
  }

  void judge(const step::Drop<Table>& s) { dropped(s.object.name, "", "table"); }
  void judge(const step::Drop<VirtualTable>& s) { dropped(s.object.name, "", "table"); }
  void judge(const step::DropColumn& s) { dropped(s.table, s.column.name, "column"); }
  void judge(const step::RebuildTable& s) {
    for (const auto& column : s.before.columns) {
      if (!has_column(s.after, column.name, dialect_)) {
        dropped(s.after.name, column.name, "column");
      }
    }
  }
  template <class T>
  void judge(const step::Create<T>&) {}
  template <class T>
  void judge(const step::Drop<T>&) {}  // holds no rows
  template <class T>
  void judge(const step::Alter<T>&) {}
  template <class T>
  void judge(const step::ChangeType<T>& s) {
    for (const auto& use : s.columns) {
      if (!protection_.is_legacy(use.table, dialect_)) continue;
      refuse("PRO102", display(use.table),
             fmt::format("{} would convert a column of the legacy table {}", describe(Step{s}),
                         display(use.table)));
    }
  }
  void judge(const step::RenameObject&) {}
  void judge(const step::RenamePart&) {}
  void judge(const step::SetSequenceOwner&) {}
  void judge(const step::AlterColumn&) {}
  void judge(const step::ConvertSerial&) {}
  void judge(const step::AddConstraint&) {}
  void judge(const step::DropConstraint&) {}
  void judge(const step::AlterConstraint&) {}
  void judge(const step::AlterTable&) {}
  void judge(const step::AlterIndex&) {}
  void judge(const step::RenameTable&) {}
  void judge(const step::RenameColumn&) {}
  void judge(const step::AddColumn&) {}
  void judge(const step::CreateIndex&) {}
  void judge(const step::DropIndex&) {}
  void judge(const step::CreateTrigger&) {}
  void judge(const step::DropTrigger&) {}

  void dropped(const QualifiedName& table, const std::string& column, const char* what) {
    auto object = column.empty() ? display(table) : display(table) + "." + column;
    if (protection_.is_critical(table, dialect_)) {
      refuse("PRO103", object,
             fmt::format("{} is critical and the plan drops {}", display(table), object));
    } else if (protection_.drops == DropPolicy::Refuse) {
      refuse(
          column.empty() ? "DAT102" : "DAT103", object,
          fmt::format("the plan drops the {} {}, and [policy] drops is \"refuse\"", what, object));
    }
  }

  void refuse(std::string code, std::string object, std::string message) {
    refusals_.push_back({std::move(code), std::move(object), std::move(message), {}});
  }

  const Protection& protection_;
  const Dialect& dialect_;
  std::vector<Refusal> refusals_;
};

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
    for (at_ = 0; at_ < statements_.size(); ++at_) {
      auto reach = dialect_.reach_beyond_names(statements_[at_]);
      if (!reach.empty()) out_of_sight(reach);
      std::visit([this](const auto& action) { judge(action); }, statements_[at_].action);
    }
    return std::move(refusals_);
  }

 private:
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
    // A trigger elsewhere may still delete from a legacy table.
    for (const auto& table : dialect_.referenced_tables(*create.trigger.body)) {
      bool harms = mentions(create.trigger.body->text, "delete") ||
                   mentions(create.trigger.body->text, "replace") ||
                   mentions(create.trigger.body->text, "update");
      if (harms && protection_.is_legacy(table, dialect_)) {
        refuse("PRO102", display(table), "makes a trigger that changes");
      }
    }
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
      if (empties) touch(table, "empties or overwrites");
      bool reaches = change.verb == ChangeRows::Verb::Truncate && change.cascade;
      if (reaches) guard_legacy_children(table);
    }
  }
  void judge(const Setting&) {}
  void judge(const Attach&) {}
  void judge(const TransactionControl&) {}
  void judge(const Inert&) {}

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

  bool same(const QualifiedName& a, const QualifiedName& b) const {
    return dialect_.fold(a.name) == dialect_.fold(b.name);
  }

  void touched_satellite(ObjectKind kind, const QualifiedName& name, const std::string& verb) {
    auto named = [&](const auto& part) {
      return dialect_.fold(part.name) == dialect_.fold(name.name);
    };
    for (const auto& [table_name, table] : before_.tables) {
      bool owns = kind == ObjectKind::Index
                      ? std::any_of(table.indexes.begin(), table.indexes.end(), named) ||
                            has_key_named(table, name.name)
                      : std::any_of(table.triggers.begin(), table.triggers.end(), named);
      if (owns) touch(table_name, (verb + " a part of").c_str());
    }
  }

  /// A key's index bears its name.
  bool has_key_named(const Table& table, const std::string& name) const {
    auto named = [&](const auto& key) { return key.name && dialect_.fold(*key.name) == name; };
    return (table.primary_key && named(*table.primary_key)) ||
           std::any_of(table.uniques.begin(), table.uniques.end(), named) ||
           std::any_of(table.exclusions.begin(), table.exclusions.end(), named);
  }

  /// A sequence is its owner's, and of those whose defaults or identities take values from it.
  void touched_sequence(const QualifiedName& name, const std::string& verb) {
    for (const auto& [other, sequence] : before_.sequences) {
      bool owned = same(other, name) && sequence.owner_table;
      if (owned) touch(*sequence.owner_table, (verb + " a sequence of").c_str());
    }
    for (const auto& [table_name, table] : before_.tables) {
      bool uses = std::any_of(table.columns.begin(), table.columns.end(), [&](const auto& column) {
        return takes_values_from(table_name, column, name);
      });
      if (uses) touch(table_name, (verb + " a sequence of").c_str());
    }
  }

  bool takes_values_from(const QualifiedName& table, const Column& column,
                         const QualifiedName& sequence) const {
    if (column.identity) {
      auto usual = table.name + '_' + column.name + "_seq";
      const auto& own = column.identity->sequence_name;
      return dialect_.fold(own ? own->name : usual) == dialect_.fold(sequence.name);
    }
    if (!column.default_value) return false;
    const auto* value = std::get_if<Expression>(&*column.default_value);
    return value && value->text.find("nextval") != std::string::npos &&
           value->text.find(sequence.name) != std::string::npos;
  }

  void touched_type(const QualifiedName& name, const char* how) {
    for (const auto& [table_name, table] : before_.tables) {
      bool uses = std::any_of(table.columns.begin(), table.columns.end(),
                              [&](const auto& column) { return same(column.type.name, name); });
      if (uses) touch(table_name, how);
    }
    for (const auto& [domain_name, domain] : before_.domains) {
      if (same(domain.type.name, name) && !same(domain_name, name)) touched_type(domain_name, how);
    }
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
    if (find(origin_, name)) refuse("PRO103", display(name), "drops the critical table");
  }

  /// Dropping a table strikes the rows of those that reference it.
  void guard_legacy_children(const QualifiedName& parent) {
    if (is_rebuilt(parent)) return;
    for (const auto& [name, table] : before_.tables) {
      if (!protection_.is_legacy(name, dialect_)) continue;
      for (const auto& key : table.foreign_keys) {
        if (dialect_.fold(key.table.name) == dialect_.fold(parent.name)) {
          refuse("PRO102", display(name), "drops a table that is referenced by");
        }
      }
    }
  }

  /// Whether a DROP TABLE is part of a rebuild: its rows were copied into a table made by this
  /// revision, which then takes its name; columns that the copy leaves out are dropped ones.
  bool is_rebuilt(const QualifiedName& name) {
    for (std::size_t later = at_ + 1; later < statements_.size(); ++later) {
      const auto* alter = std::get_if<AlterTable>(&statements_[later].action);
      if (!alter || alter->actions.size() != 1) continue;
      const auto* rename = std::get_if<RenameTable>(&alter->actions[0]);
      if (!rename || dialect_.fold(rename->to.name) != dialect_.fold(name.name)) continue;
      const Table* made = made_here(alter->table);
      if (made && copied(name, alter->table)) {
        check_columns(name, *made);
        return true;
      }
    }
    return false;
  }

  const Table* made_here(const QualifiedName& name) const {
    for (const auto& statement : statements_) {
      const auto* create = std::get_if<Create<Table>>(&statement.action);
      if (create && dialect_.fold(create->object.name.name) == dialect_.fold(name.name)) {
        return &create->object;
      }
    }
    return nullptr;
  }

  bool copied(const QualifiedName& from, const QualifiedName& to) const {
    for (std::size_t i = 0; i < at_; ++i) {
      const auto* change = std::get_if<ChangeRows>(&statements_[i].action);
      if (!change || change->verb != ChangeRows::Verb::Insert || change->tables.empty()) continue;
      auto reads = dialect_.referenced_tables({statements_[i].text, {}});
      bool into = dialect_.fold(change->tables[0].name) == dialect_.fold(to.name);
      bool out_of = std::any_of(reads.begin(), reads.end(), [&](const auto& table) {
        return dialect_.fold(table.name) == dialect_.fold(from.name);
      });
      if (into && out_of) return true;
    }
    return false;
  }

  void check_columns(const QualifiedName& name, const Table& made) {
    if (!protection_.is_critical(name, dialect_)) return;
    const Table* old = find(before_, name);
    if (!old) return;
    for (const auto& column : old->columns) {
      if (!has_column(made, column.name, dialect_)) dropped_column(name, column.name);
    }
  }

  void dropped_column(const QualifiedName& table, const std::string& column) {
    if (!protection_.is_critical(table, dialect_)) return;
    const Table* known = find(origin_, table);
    if (known && !has_column(*known, column, dialect_)) return;
    auto object = display(table) + "." + column;
    auto same = [&](const Refusal& r) { return r.object == object; };
    if (std::any_of(refusals_.begin(), refusals_.end(), same)) return;
    refuse("PRO103", object, "drops a column of the critical table");
  }

  const Table* find(const Schema& schema, const QualifiedName& name) const {
    for (const auto& [other, table] : schema.tables) {
      if (dialect_.fold(other.name) == dialect_.fold(name.name)) return &table;
    }
    return nullptr;
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

bool covers(const Allowance& allowance, const Refusal& refusal) {
  if (allowance.code == "legacy") {
    return (refusal.code == "PRO101" || refusal.code == "PRO102") &&
           allowance.object == refusal.object;
  }
  return allowance.code == refusal.code &&
         (allowance.object.empty() || allowance.object == refusal.object);
}

}  // namespace

bool Protection::is_legacy(const QualifiedName& table, const Dialect& dialect) const {
  return contains(legacy, table, dialect);
}

bool Protection::is_critical(const QualifiedName& table, const Dialect& dialect) const {
  return contains(critical, table, dialect);
}

bool Protection::hides(const QualifiedName& table, const Dialect& dialect) const {
  return is_legacy(table, dialect) || dialect.fold(table.name) == dialect.fold(version_table) ||
         dialect.fold(table.name) == progress_table;
}

Allowance parse_allowance(std::string_view text) {
  auto colon = text.find(':');
  if (colon == std::string_view::npos) return {std::string(text), ""};
  return {std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
}

std::vector<Allowance> inline_allowances(std::string_view statement) {
  static constexpr std::string_view kMark = "-- athanor: allow ";
  auto tokens = scan_sql(statement);
  auto is_comment = [&](std::size_t at) {  // the same text in a string allows nothing
    return std::none_of(tokens.begin(), tokens.end(), [&](const SqlToken& token) {
      return token.offset <= at && at < token.offset + token.length;
    });
  };
  std::vector<Allowance> out;
  for (auto at = statement.find(kMark); at != std::string_view::npos;
       at = statement.find(kMark, at + 1)) {
    if (!is_comment(at)) continue;
    auto rest = statement.substr(at + kMark.size());
    out.push_back(parse_allowance(rest.substr(0, rest.find_first_of(" \t\r\n"))));
  }
  return out;
}

namespace {

enum class By { HiddenTables, OtherTables };

/// The types of the columns of these tables.
std::set<QualifiedName> types_used(const Schema& schema, const Protection& protection,
                                   const Dialect& dialect, By by) {
  std::set<QualifiedName> out;
  for (const auto& [name, table] : schema.tables) {
    if (protection.hides(name, dialect) != (by == By::HiddenTables)) continue;
    for (const auto& column : table.columns) out.insert(column.type.name);
  }
  return out;
}

}  // namespace

/// With a hidden table goes what only it has: its sequences, and types that no other table uses.
Schema visible(Schema schema, const Protection& protection, const Dialect& dialect) {
  auto hidden = [&](const auto& entry) { return protection.hides(entry.first, dialect); };
  auto kept_back = types_used(schema, protection, dialect, By::HiddenTables);
  for (const auto& name : types_used(schema, protection, dialect, By::OtherTables))
    kept_back.erase(name);
  auto only_theirs = [&](const auto& entry) { return kept_back.contains(entry.first); };
  std::erase_if(schema.enums, only_theirs);
  std::erase_if(schema.composites, only_theirs);
  std::erase_if(schema.ranges, only_theirs);
  std::erase_if(schema.domains, only_theirs);
  std::erase_if(schema.sequences, [&](const auto& entry) {
    const auto& owner = entry.second.owner_table;
    return owner && protection.hides(*owner, dialect);
  });
  std::erase_if(schema.tables, hidden);
  std::erase_if(schema.virtual_tables, hidden);
  std::erase_if(schema.views, hidden);
  return schema;
}

std::string Refusal::allowance() const {
  return code == "PRO101" || code == "PRO102" ? "legacy:" + object : code + ":" + object;
}

std::vector<Refusal> judge(const Plan& plan, const Protection& protection, const Dialect& dialect) {
  return PlanJudge(protection, dialect).run(plan);
}

std::vector<Refusal> judge(const std::vector<Statement>& statements, const Schema& before,
                           const Schema& origin, const Protection& protection,
                           const Dialect& dialect) {
  return StatementJudge(statements, before, origin, protection, dialect).run();
}

std::vector<Refusal> not_allowed(std::vector<Refusal> refusals,
                                 const std::vector<Allowance>& allowances) {
  std::erase_if(refusals, [&](const Refusal& refusal) {
    return std::any_of(allowances.begin(), allowances.end(),
                       [&](const Allowance& allowance) { return covers(allowance, refusal); });
  });
  return refusals;
}

std::string render(const std::vector<Refusal>& refusals) {
  std::string out;
  for (const auto& refusal : refusals) {
    std::string where;
    if (refusal.place.source) {
      where = fmt::format("{}:{}: ", refusal.place.source->name, refusal.place.line);
    }
    out += fmt::format("{}refused: {}: {}\n  allow it with --allow {}\n", where, refusal.code,
                       refusal.message, refusal.allowance());
  }
  return out;
}

}  // namespace athanor
