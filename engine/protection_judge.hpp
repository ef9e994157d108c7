#pragma once
/// Judges the statements of one revision for protection. Private to this folder.

#include <string>
#include <vector>

#include "engine/protection.hpp"

namespace athanor {

/// Goes through statements in order. Names are looked up in the graph as it is before each.
class StatementJudge {
 public:
  /// Keeps references to all.
  StatementJudge(const std::vector<Statement>& statements, const Schema& origin,
                 const Protection& protection, const Dialect& dialect)
      : statements_(statements), origin_(origin), protection_(protection), dialect_(dialect) {}

  /// Judges all of them from `first` on. The one that is first of all finds `before`.
  std::vector<Refusal> run(const Schema& before, std::size_t first);
  /// Judges the one at `at`, which finds `before`.
  std::vector<Refusal> run_at(std::size_t at, const Schema& before);

 private:
  using Names = std::vector<QualifiedName>;

  void judge_here();
  void judge(const Create<Namespace>&) {}
  void judge(const Create<Extension>&) {}
  void judge(const Create<Collation>&) {}
  void judge(const CopyCollation&) {}
  void judge(const Create<EnumType>&) {}
  void judge(const Create<CompositeType>&) {}
  void judge(const Create<RangeType>&) {}
  void judge(const Create<Domain>&) {}
  void judge(const Create<Sequence>& create);
  void judge(const Create<Table>& create);
  void judge(const Create<VirtualTable>& create) { touch(create.object.name, "creates"); }
  void judge(const Create<View>& create) { touch(create.object.name, "creates"); }
  void judge(const CreateIndex& create) { touch(create.table, "indexes"); }
  void judge(const CreateTrigger& create);
  bool had_trigger(const CreateTrigger& create) const;
  void judge(const Drop& drop);
  void judge(const AlterTable& alter);
  void judge(const AlterIndex& alter);
  void judge(const AlterSequence& alter);
  void judge(const AlterType& alter);
  void judge(const AlterDomain& alter);
  void judge(const AlterExtension&) {}
  void judge(const AlterObject& alter);
  void judge(const CommentOn& comment);
  void judge(const ChangeRows& change);
  void judge(const Setting&) {}
  void judge(const Attach&) {}
  void judge(const TransactionControl&) {}
  void judge(const Inert& inert);
  void judge(const Unread&) {}  // its error stops whoever reads it

  // Names, and what hangs on them.
  bool is_legacy(const QualifiedName& table) const;
  bool is_critical(const QualifiedName& table) const;
  bool is_among(const std::vector<std::string>& patterns, const QualifiedName& table) const;
  bool was_there(const QualifiedName& table) const;
  bool may_lie_in(const std::string& schema) const;
  void touch(const QualifiedName& table, const std::string& how);
  void touch_all(const Names& tables, const std::string& how);
  void reach(const Names& tables, const std::string& how);
  void touched_satellite(ObjectKind kind, const QualifiedName& name, const std::string& verb);
  void touched_sequence(const QualifiedName& name, const std::string& verb);
  void touched_type(const QualifiedName& name, const std::string& how);
  void touched_schema(const std::string& schema, const std::string& how);

  // Drops and renames.
  void dropped(const Drop& drop, const QualifiedName& name);
  void dropped_index(const Drop& drop, const QualifiedName& name);
  void dropped_type(const Drop& drop, const QualifiedName& name);
  void dropped_schema(const std::string& schema);
  void dropped_extension(const Drop& drop, const QualifiedName& name);
  enum class With { ItselfOnly, Dependents };
  void dropped_table(const QualifiedName& name, With with);
  void dropped_dependents(const QualifiedName& table);
  void dropped_column(const AlterTable& alter, const DropColumn& drop);
  void dropped_column(const QualifiedName& table, const std::string& column);
  bool is_added_here(const QualifiedName& table, const std::string& column) const;
  std::string former_name(const QualifiedName& table, std::string column) const;
  void moved(const QualifiedName& table, const SetSchema& to);
  void renamed(const QualifiedName& table, const QualifiedName& to);
  void guard_children(const QualifiedName& parent, With with);
  bool is_rebuilt(const QualifiedName& name);
  void check_columns(const QualifiedName& name, const Table& made, const std::string& copy);
  Dialect::Keys keys() const;

  // Rows.
  void wrote(const ChangeRows& change, const QualifiedName& table);
  void emptied(const QualifiedName& table);
  bool is_known(const QualifiedName& table) const;

  void out_of_sight(const std::string& how);
  void refuse(const char* code, const std::string& object, const std::string& how);
  std::vector<Table> legacy_tables(const Schema& schema) const;
  void compare(const std::vector<Table>& before, const Schema& after);

  const std::vector<Statement>& statements_;
  const Schema* before_ = nullptr;
  const Schema& origin_;
  const Protection& protection_;
  const Dialect& dialect_;
  std::size_t at_ = 0;
  std::size_t first_here_ = 0;  ///< of the refusals, the first of the statement at hand
  std::vector<Refusal> refusals_;
};

}  // namespace athanor
