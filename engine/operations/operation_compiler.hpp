#pragma once
/// Operations as statements: what both dialects do in one way, and where they part.

#include <string>
#include <vector>

#include "engine/operations/alteration.hpp"
#include "engine/operations/ddl_compiler.hpp"
#include "engine/operations/renderer.hpp"

namespace athanor::operations {

class OperationCompiler : public OperationRenderer {
 public:
  explicit OperationCompiler(const DdlCompiler& ddl) : ddl_(ddl) {}

  void name_by(NamingConvention convention) final { convention_ = std::move(convention); }
  std::vector<SqlStatement> render(const alembic::Operation& operation, const Schema& now) final;

 protected:
  using Sql = std::vector<std::string>;

  virtual CommentSupport comments() const = 0;
  /// Types that `table` needs and that are to be made ahead of it.
  virtual void create_types(const TableModel&, const Schema&, Sql&) {}
  virtual void create_type(const alembic::CreateType&, const Schema&, Sql&) {}
  virtual void drop_type(const alembic::DropType&, const Schema&, Sql&) {}
  virtual void add_constraint(const ConstraintAddition& addition, Sql& out) const;
  virtual void drop_constraint(const ConstraintRemoval& removal, Sql& out) const;
  virtual void alter_column(const alembic::AlterColumn& operation, Sql& out) const;
  virtual std::string change_identity(const alembic::AlterColumn& operation) const;
  virtual std::string column_comment(const alembic::AlterColumn& operation) const;
  virtual std::string rename_column(const alembic::AlterColumn& operation) const;
  /// Whether a batch that says nothing of it makes its table anew.
  virtual bool must_recreate(const std::vector<Alteration>&) const { return false; }
  /// A batch that makes its table anew.
  virtual void recreate(const alembic::BatchAlterTable& batch,
                        const std::vector<Alteration>& alterations, const Schema& now,
                        Sql& out) = 0;

  void create_table(const TableModel& table, DdlCompiler::Guard guard, const Schema& now, Sql& out);
  void apply(const Alteration& alteration, Sql& out) const;
  void change_default(const alembic::AlterColumn& operation, Sql& out) const;
  void change_type(const alembic::AlterColumn& operation, const std::string& end, Sql& out) const;
  void change_nullable(const alembic::AlterColumn& operation, Sql& out) const;
  std::string altered(const alembic::AlterColumn& operation) const;
  const DdlCompiler& ddl() const { return ddl_; }

 private:
  /// An operation outside of a batch.
  void alone(const alembic::BatchOperation& operation, Sql& out) const;
  void batch(const alembic::BatchAlterTable& operation, const Schema& now, Sql& out);
  void insert(const alembic::BulkInsert& operation, Sql& out) const;
  std::string insert_row(const alembic::BulkInsert& operation,
                         const alembic::BulkInsert::Row& row) const;
  std::string value(const alembic::SaColumn& column, const alembic::Argument& argument) const;
  std::string add_column(const ColumnAddition& addition) const;
  std::string table_comment(const TableComment& comment) const;
  std::string column_comment(const ColumnComment& comment) const;

  TableModel named(TableModel table) const;
  /// What an operation comes down to, named.
  std::vector<Alteration> alterations(const alembic::BatchOperation& operation) const;

  const DdlCompiler& ddl_;
  NamingConvention convention_;
};

}  // namespace athanor::operations
