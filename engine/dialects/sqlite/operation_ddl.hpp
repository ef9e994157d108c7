#pragma once
/// Private to this folder: what SQLAlchemy's SQLite compilers write otherwise than the others.

#include "engine/operations/ddl_compiler.hpp"

namespace athanor::sqlite {

/// SQLAlchemy's rules for this dialect's names.
operations::IdentifierRules identifier_rules();

class OperationTypes final : public operations::TypeCompiler {
 public:
  explicit OperationTypes(const operations::Identifiers& names) : TypeCompiler("sqlite", names) {}
  bool has_natively(const operations::BoundType&) const override { return false; }

 protected:
  std::string word(const operations::BoundType& type) const override;
};

class OperationLiterals final : public operations::LiteralCompiler {
 public:
  using LiteralCompiler::LiteralCompiler;
  std::string boolean(bool value) const override { return value ? "1" : "0"; }

 protected:
  std::string bytes(const std::string& value) const override;
  std::string time(const alembic::ConstantTime& value, operations::TypeKind kind) const override;
  std::string interval(const alembic::ConstantInterval& value) const override;
  std::string array(const alembic::ConstantList& value, const alembic::SaType* item) const override;
  std::string uuid(const std::string& text, UuidForm form) const override;
};

class OperationExpressions final : public operations::ExpressionCompiler {
 public:
  using ExpressionCompiler::ExpressionCompiler;

 protected:
  std::string own_call(const std::string& name, const std::string& arguments) const override;
  std::string insensitive_like(const std::string& left, const std::string& right,
                               std::string_view word) const override;
  std::string quotient(const std::string& left, const std::string& right) const override;
};

class OperationDdl final : public operations::DdlCompiler {
 public:
  using DdlCompiler::DdlCompiler;

  std::string specification(const operations::TableModel& table,
                            const operations::ModelColumn& column) const override;
  std::optional<std::string> primary_key(const operations::TableModel& table) const override;
  std::string create_index(const alembic::TableName& table, const alembic::SaIndex& index,
                           Guard guard) const override;
  std::string drop_index(const alembic::DropIndex& operation) const override;

 protected:
  std::string table_options(const operations::TableModel& table) const override;
  std::string constraint_end(const operations::TableModel& table, Part part,
                             const alembic::Keywords& keywords,
                             const std::vector<std::string>& columns) const override;
  std::string remote_table(const alembic::TableName& table) const override;
  bool leaves_out(const operations::TableModel& table,
                  const alembic::SaForeignKeyConstraint& key) const override;

 private:
  /// Whether the column itself is the AUTOINCREMENT key.
  bool counts_up(const operations::TableModel& table, const operations::ModelColumn& column) const;
};

}  // namespace athanor::sqlite
