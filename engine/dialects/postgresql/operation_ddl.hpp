#pragma once
/// Private to this folder: what SQLAlchemy's PostgreSQL compilers write otherwise than the others.

#include "engine/operations/ddl_compiler.hpp"

namespace athanor::postgresql {

/// SQLAlchemy's rules for this dialect's names.
operations::IdentifierRules identifier_rules();

class OperationTypes final : public operations::TypeCompiler {
 public:
  explicit OperationTypes(const operations::Identifiers& names)
      : TypeCompiler("postgresql", names) {}
  bool has_natively(const operations::BoundType& type) const override;

 protected:
  std::string word(const operations::BoundType& type) const override;
  bool has_own_word(const operations::TypeClass& type_class) const override;

 private:
  std::string array(const operations::BoundType& type) const;
};

/// `schema.name` of an ENUM or a DOMAIN. Throws Error for one without a name.
std::string type_name(const operations::BoundType& type, const operations::Identifiers& names);

class OperationLiterals final : public operations::LiteralCompiler {
 public:
  using LiteralCompiler::LiteralCompiler;
  std::string boolean(bool value) const override { return value ? "true" : "false"; }

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

/// What a server does with a generated column of which neither is said: before PostgreSQL 18 all
/// are stored.
enum class GeneratedColumns { Stored, MayBeVirtual };

class OperationDdl final : public operations::DdlCompiler {
 public:
  OperationDdl(const operations::Identifiers& names, const operations::TypeCompiler& types,
               const operations::LiteralCompiler& literals,
               const operations::ExpressionCompiler& expressions, GeneratedColumns generated)
      : DdlCompiler(names, types, literals, expressions), generated_(generated) {}

  std::string specification(const operations::TableModel& table,
                            const operations::ModelColumn& column) const override;
  std::optional<std::string> primary_key(const operations::TableModel& table) const override;
  std::string create_index(const alembic::TableName& table, const alembic::SaIndex& index,
                           Guard guard) const override;
  std::string drop_index(const alembic::DropIndex& operation) const override;

 protected:
  std::string table_options(const operations::TableModel& table) const override;
  std::string unique_modifier(const alembic::Keywords& keywords) const override;
  std::string key_inclusions(const alembic::Keywords& keywords) const override;
  std::string constraint_end(const operations::TableModel& table, Part part,
                             const alembic::Keywords& keywords,
                             const std::vector<std::string>& columns) const override;
  bool leaves_out(const operations::TableModel& table,
                  const alembic::SaForeignKeyConstraint& key) const override;
  std::string exclude(const operations::TableModel& table,
                      const alembic::SaExcludeConstraint& constraint) const override;
  std::string on_delete(const std::string& phrase) const override;
  std::string computed(const alembic::SaComputed& computed) const override;

 private:
  std::string serial_word(const operations::ModelColumn& column) const;
  std::string index_method(const alembic::SaIndex& index) const;
  std::string index_columns(const alembic::SaIndex& index) const;
  std::string index_storage(const alembic::SaIndex& index) const;

  GeneratedColumns generated_;
};

}  // namespace athanor::postgresql
