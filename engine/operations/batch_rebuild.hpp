#pragma once
/// Batch mode's "move and copy": a table made anew under another name, filled from the old one and
/// put in its place (Alembic documentation, "Running Batch Migrations for SQLite and Other
/// Databases").

#include <string>
#include <utility>
#include <vector>

#include "engine/operations/alteration.hpp"
#include "engine/operations/ddl_compiler.hpp"
#include "engine/operations/renderer.hpp"

namespace athanor::operations {

class BatchRebuild {
 public:
  /// Where the table as it is was read from: the database, or `copy_from`.
  enum class Source { Database, Script };

  BatchRebuild(TableModel existing, Source source, const alembic::BatchAlterTable& batch,
               const DdlCompiler& ddl);

  /// Throws Error where Alembic refuses: no such column, constraint or index, a constraint without
  /// a name.
  void apply(const Alteration& alteration);

  /// The table to be made, under its passing name. Once everything is applied.
  TableModel new_table();
  /// `INSERT INTO new_table SELECT` from the old one.
  std::string transfer(const TableModel& new_table) const;
  /// What the table has to have once it has its own name.
  std::vector<alembic::SaIndex> indexes() const;

 private:
  using AnyConstraint = std::variant<alembic::SaPrimaryKeyConstraint, TableConstraint>;
  /// A column under the name that it began with.
  struct Entry {
    std::string key;
    ModelColumn column;
    std::string transferred;  ///< what is selected for it; "" of a new column
    enum class TypeChecks { Made, Suppressed } type_checks = TypeChecks::Made;
  };

  void grab_constraints();
  void grab_columns();
  Entry& entry(const std::string& column);
  const Entry* find(const std::string& column) const;

  void add_column(const alembic::AddColumn& operation);
  void alter_column(const alembic::AlterColumn& operation);
  void retype(Entry& entry, const alembic::SaType& type);
  void drop_column(const alembic::DropColumn& operation);
  void add_constraint(const ConstraintAddition& addition);
  void drop_constraint(const ConstraintRemoval& removal);
  bool drop_column_check(const std::string& name);
  void drop_type_constraint(const alembic::SaType& type);
  void forget_named(const std::string& name);
  void drop_index(const alembic::DropIndex& operation);

  void place(const std::string& column, std::optional<std::string> before,
             std::optional<std::string> after);
  void reorder();
  std::vector<std::string> renamed(const std::vector<std::string>& columns) const;
  bool has_columns(const AnyConstraint& constraint) const;
  void append(TableModel& table, AnyConstraint constraint) const;
  alembic::SaTable column_table() const;

  TableModel existing_;
  Source source_;
  const alembic::BatchAlterTable& batch_;
  const DdlCompiler& ddl_;
  std::vector<Entry> entries_;
  std::vector<std::string> existing_order_;
  std::vector<std::pair<std::string, std::string>> added_order_;  ///< the first before the second
  std::vector<std::pair<std::string, AnyConstraint>> named_;
  std::vector<AnyConstraint> unnamed_;
  std::vector<alembic::SaIndex> indexes_, new_indexes_;
};

/// Gives the names of a batch's convention to keys and constraints of `table` that have none.
void apply_naming_convention(TableModel& table, const NamingConvention& convention);
/// The same for CHECKs that types ask for; `table_name` is the name that stands for the table's.
void name_type_checks(TableModel& table, const std::string& table_name,
                      const NamingConvention& convention);

/// `items` in an order in which no pair's second comes before its first; as few as can be move.
/// Throws Error for a circle.
std::vector<std::string> sorted_by(const std::vector<std::pair<std::string, std::string>>& pairs,
                                   const std::vector<std::string>& items);

}  // namespace athanor::operations
