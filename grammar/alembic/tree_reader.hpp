#pragma once
/// Private to this folder: from ANTLR's parse tree to the typed tree of syntax.hpp. The functions
/// take a context that parsed without an error.

#include <functional>

#include "PythonParser.h"
#include "grammar/alembic/string_literal.hpp"
#include "grammar/alembic/syntax.hpp"
#include "grammar/alembic/text_map.hpp"

namespace athanor::alembic {

class TreeReader {
 public:
  using Parser = generated::PythonParser;
  /// Parses the expression of an f-string's field, which lies at a byte of the source.
  using ReadField = std::function<Expression(const std::string& text, std::size_t offset)>;

  TreeReader(const LineMap& lines, const CodePoints& code_points, ReadField read_field)
      : lines_(lines), code_points_(code_points), read_field_(std::move(read_field)) {}

  Block module(Parser::ModuleContext* context) const;
  Expression field(Parser::FieldContext* context) const;

 private:
  using Context = antlr4::ParserRuleContext;

  /// Counts the levels that are being read, while it lives.
  class Nested {
   public:
    Nested(const TreeReader& reader, Context* context, std::size_t levels);
    ~Nested();
    Nested(const Nested&) = delete;
    Nested& operator=(const Nested&) = delete;

   private:
    const TreeReader& reader_;
    std::size_t levels_;
  };

  // statement_reader.cpp
  void statement(Parser::StatementContext* context, Block& out) const;
  void simple_line(Parser::Simple_lineContext* context, Block& out) const;
  Statement simple(Parser::SimpleContext* context) const;
  Statement::Kind simple_kind(Parser::SimpleContext* context) const;
  Statement::Kind expression_statement(Parser::ExpressionContext* context) const;
  Statement::Kind import_from(Parser::Import_fromContext* context) const;
  Statement compound(Parser::CompoundContext* context) const;
  Statement::Kind if_statement(Parser::If_statementContext* context) const;
  Statement::Kind try_statement(Parser::Try_statementContext* context) const;
  Statement::Kind with_statement(Parser::With_statementContext* context) const;
  Statement::Kind decorated(Parser::DecoratedContext* context) const;
  FunctionDefinition function(Parser::FunctionContext* context) const;
  Block block(Parser::BlockContext* context) const;
  Block else_block(Parser::Else_partContext* context) const;

  // expression_reader.cpp
  Expression make(ExpressionNode::Kind kind, Context* context) const;
  Expression yielding(Parser::YieldingContext* context) const;
  Expression value(Parser::ValueContext* context) const;
  Expression values(Parser::ValuesContext* context) const;
  Expression values_or_null(Parser::ValuesContext* context) const;
  std::vector<Expression> elements(Parser::ValuesContext* context) const;
  Expression element(Parser::ElementContext* context) const;
  Expression targets(Parser::TargetsContext* context) const;
  Expression target(Parser::TargetContext* context) const;
  Expression named_test(Parser::Named_testContext* context) const;
  Expression test(Parser::TestContext* context) const;
  Expression test_or_null(Parser::TestContext* context) const;
  Expression logical(Parser::LogicalContext* context) const;
  Expression comparison(Parser::ComparisonContext* context) const;
  Expression arithmetic(Parser::ArithmeticContext* context) const;
  Expression binary(Parser::BinaryContext* context) const;
  Expression primary(Parser::PrimaryContext* context) const;
  Expression trailed(Expression object, Parser::TrailerContext* trailer, Context* whole) const;
  CallArgument argument(Parser::ArgumentContext* context) const;
  Expression subscripts(Parser::SubscriptsContext* context) const;
  Expression subscript(Parser::SubscriptContext* context) const;

  // display_reader.cpp
  Expression atom(Parser::AtomContext* context) const;
  Expression group(Parser::GroupContext* context) const;
  Expression list(Parser::ListContext* context) const;
  Expression braces(Parser::BracesContext* context) const;
  Expression dict(Parser::BracesContext* context) const;
  Expression set(Parser::BracesContext* context) const;
  Expression comprehension(Comprehension::Kind kind, Expression element, Expression value,
                           Parser::ComprehensionContext* context, Context* whole) const;
  ComprehensionPart comprehension_part(Parser::Generator_partContext* context) const;
  Expression filter(Parser::FilteredContext* context) const;
  Expression strings(Parser::StringsContext* context) const;
  Expression formatted(const StringPart& part, Context* context) const;

  std::vector<Parameter> parameters(Parser::ParametersContext* context) const;
  std::vector<Parameter> lambda_parameters(Parser::Lambda_parametersContext* context) const;

  std::size_t begin_of(Context* context) const;
  std::size_t end_of(Context* context) const;
  Place place_of(Context* context) const;
  [[noreturn]] void fail(Context* context, const std::string& message) const;

  const LineMap& lines_;
  const CodePoints& code_points_;
  ReadField read_field_;
  mutable std::size_t depth_ = 0;  ///< of the expression being read
};

/// The operator that a token such as `+` or `+=` stands for.
BinaryOperator binary_operator(std::string_view token);

}  // namespace athanor::alembic
