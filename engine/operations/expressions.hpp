#pragma once
/// SQL expressions as SQLAlchemy's statement compilers write them within DDL: literals inline,
/// columns without their table.

#include <string>

#include "engine/operations/literals.hpp"

namespace athanor::operations {

class ExpressionCompiler {
 public:
  ExpressionCompiler(const Identifiers& names, const TypeCompiler& types,
                     const LiteralCompiler& literals)
      : names_(names), types_(types), literals_(literals) {}
  virtual ~ExpressionCompiler() = default;

  std::string text(const alembic::SqlExpression& expression) const;
  /// The same, in parentheses where SQLAlchemy groups an element that stands alone.
  std::string grouped(const alembic::SqlExpression& expression) const;

 protected:
  /// The call of a function whose name is one of SQLAlchemy's own, in lower case; "" where the
  /// dialect writes it as SQLAlchemy does anywhere.
  virtual std::string own_call(const std::string& name, const std::string& arguments) const = 0;
  virtual std::string insensitive_like(const std::string& left, const std::string& right,
                                       std::string_view word) const = 0;
  virtual std::string quotient(const std::string& left, const std::string& right) const = 0;

 private:
  /// A text, and the strength by which it holds together.
  struct Piece {
    std::string text;
    int precedence;
    std::optional<alembic::SqlOperator> op;
  };

  Piece piece(const alembic::SqlExpression& expression) const;
  Piece operation(const alembic::SqlOperation& operation) const;
  Piece binary(const alembic::SqlOperation& operation) const;
  Piece unary(const alembic::SqlOperation& operation) const;
  Piece chain(const alembic::SqlOperation& operation) const;
  Piece membership(const alembic::SqlOperation& operation) const;
  Piece between(const alembic::SqlOperation& operation, std::string_view word) const;
  Piece negated(const alembic::SqlExpression& operand) const;
  std::string call(const alembic::SqlCall& call) const;
  std::string operand(const alembic::SqlExpression& expression, alembic::SqlOperator within) const;

  const Identifiers& names_;
  const TypeCompiler& types_;
  const LiteralCompiler& literals_;
};

}  // namespace athanor::operations
