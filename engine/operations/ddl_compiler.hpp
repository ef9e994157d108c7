#pragma once
/// DDL as SQLAlchemy's DDL compilers write it.

#include <optional>
#include <string>
#include <vector>

#include "engine/operations/expressions.hpp"
#include "engine/operations/table_model.hpp"

namespace athanor::operations {

class DdlCompiler {
 public:
  DdlCompiler(const Identifiers& names, const TypeCompiler& types, const LiteralCompiler& literals,
              const ExpressionCompiler& expressions)
      : names_(names), types_(types), literals_(literals), expressions_(expressions) {}
  virtual ~DdlCompiler() = default;

  const Identifiers& names() const { return names_; }
  const TypeCompiler& types() const { return types_; }
  const LiteralCompiler& literals() const { return literals_; }
  const ExpressionCompiler& expressions() const { return expressions_; }

  enum class Guard { None, IfNotExists };
  std::string create_table(const TableModel& table, Guard guard) const;
  /// Name, type, default and the like of a column.
  virtual std::string specification(const TableModel& table, const ModelColumn& column) const = 0;
  /// The CHECKs that stand within a column, each after a space.
  std::string checks(const TableModel& table, const ModelColumn& column) const;
  /// A table constraint; nothing where the dialect leaves it out.
  std::optional<std::string> constraint(const TableModel& table,
                                        const TableConstraint& constraint) const;
  /// The PRIMARY KEY constraint; nothing where the column has it, or there is none.
  virtual std::optional<std::string> primary_key(const TableModel& table) const = 0;
  virtual std::string create_index(const alembic::TableName& table, const alembic::SaIndex& index,
                                   Guard guard) const = 0;
  virtual std::string drop_index(const alembic::DropIndex& operation) const = 0;

  /// What stands after DEFAULT; nothing for a default that is not written there.
  std::optional<std::string> default_text(const alembic::ServerDefault& value) const;
  std::string identity(const alembic::SaIdentity& identity) const;
  std::string identity_options(const alembic::Keywords& options) const;
  std::string key_rules(const alembic::KeyRules& rules) const;

 protected:
  /// What follows the parenthesis that closes a table.
  virtual std::string table_options(const TableModel& table) const = 0;
  /// Between UNIQUE and its columns, with a space after it.
  virtual std::string unique_modifier(const alembic::Keywords&) const { return {}; }
  virtual std::string key_inclusions(const alembic::Keywords&) const { return {}; }
  /// At the end of a constraint; `columns` are those of a key, none of a CHECK.
  enum class Part { PrimaryKey, Unique, ForeignKey, Check, ColumnCheck };
  virtual std::string constraint_end(const TableModel& table, Part part,
                                     const alembic::Keywords& keywords,
                                     const std::vector<std::string>& columns) const = 0;
  virtual std::string remote_table(const alembic::TableName& table) const;
  virtual bool leaves_out(const TableModel&, const alembic::SaForeignKeyConstraint&) const {
    return false;
  }
  virtual std::string exclude(const TableModel&, const alembic::SaExcludeConstraint&) const;
  virtual std::string on_delete(const std::string& phrase) const;
  virtual std::string computed(const alembic::SaComputed& computed) const;

  std::string preamble(const std::optional<alembic::ItemName>& name) const;
  std::string deferrability(std::optional<bool> deferrable,
                            const std::optional<std::string>& initially) const;
  std::string column_list(const TableModel& table, const std::vector<std::string>& columns) const;
  std::string primary_key_text(const TableModel& table) const;
  std::string index_elements(const alembic::SaIndex& index) const;

 private:
  std::string unique(const TableModel& table, const alembic::SaUniqueConstraint& unique) const;
  std::string check(const TableModel& table, const alembic::SaCheck& check, Part part) const;
  std::string type_check(const TableModel& table, const TypeCheck& check) const;
  std::optional<std::string> foreign_key(const TableModel& table,
                                         const alembic::SaForeignKeyConstraint& key) const;

  const Identifiers& names_;
  const TypeCompiler& types_;
  const LiteralCompiler& literals_;
  const ExpressionCompiler& expressions_;
};

}  // namespace athanor::operations
