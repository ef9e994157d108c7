#include "grammar/alembic/tree_reader.hpp"

namespace athanor::alembic {
namespace {

using Parser = TreeReader::Parser;

std::string dotted(Parser::DottedContext* context) {
  return context ? context->getText() : std::string();
}

std::string text_of(antlr4::tree::TerminalNode* node) {
  return node ? node->getText() : std::string();
}

template <class ParameterContext>
Parameter::Kind parameter_kind(ParameterContext* context) {
  if (context->SLASH()) return Parameter::Kind::Slash;
  if (context->POWER()) return Parameter::Kind::DoubleStar;
  if (!context->STAR()) return Parameter::Kind::Normal;
  return context->NAME() ? Parameter::Kind::Star : Parameter::Kind::BareStar;
}

Statement::Kind import_modules(Parser::Import_modulesContext* context) {
  Import found;
  for (auto* one : context->dotted_as()) {
    found.modules.push_back({dotted(one->dotted()), text_of(one->NAME())});
  }
  return found;
}

Statement::Kind scope_statement(Parser::Scope_statementContext* context) {
  Global found;
  for (auto* name : context->NAME()) found.names.push_back(name->getText());
  return found;
}

}  // namespace

Block TreeReader::module(Parser::ModuleContext* context) const {
  Block out;
  for (auto* one : context->statement()) statement(one, out);
  return out;
}

void TreeReader::statement(Parser::StatementContext* context, Block& out) const {
  if (auto* line = context->simple_line()) {
    simple_line(line, out);
  } else {
    out.push_back(compound(context->compound()));
  }
}

void TreeReader::simple_line(Parser::Simple_lineContext* context, Block& out) const {
  for (auto* one : context->simple()) out.push_back(simple(one));
}

Statement TreeReader::simple(Parser::SimpleContext* context) const {
  return {simple_kind(context), place_of(context)};
}

Statement::Kind TreeReader::simple_kind(Parser::SimpleContext* context) const {
  if (auto* found = dynamic_cast<Parser::ExpressionContext*>(context)) {
    return expression_statement(found);
  }
  if (auto* found = dynamic_cast<Parser::Yield_statementContext*>(context)) {
    return ExpressionStatement{yielding(found->yielding())};
  }
  if (auto* found = dynamic_cast<Parser::Import_modulesContext*>(context)) {
    return import_modules(found);
  }
  if (auto* found = dynamic_cast<Parser::Import_fromContext*>(context)) return import_from(found);
  if (auto* found = dynamic_cast<Parser::Return_statementContext*>(context)) {
    return Return{values_or_null(found->values())};
  }
  if (auto* found = dynamic_cast<Parser::Raise_statementContext*>(context)) {
    return Raise{test_or_null(found->test(0)), test_or_null(found->test(1))};
  }
  if (dynamic_cast<Parser::Pass_statementContext*>(context)) return Pass{};
  if (dynamic_cast<Parser::Break_statementContext*>(context)) return Break{};
  if (dynamic_cast<Parser::Continue_statementContext*>(context)) return Continue{};
  if (auto* found = dynamic_cast<Parser::Assert_statementContext*>(context)) {
    return Assert{test(found->test(0)), test_or_null(found->test(1))};
  }
  if (auto* found = dynamic_cast<Parser::Delete_statementContext*>(context)) {
    return Delete{values(found->values())};
  }
  if (auto* found = dynamic_cast<Parser::Scope_statementContext*>(context)) {
    return scope_statement(found);
  }
  auto* alias = dynamic_cast<Parser::Type_aliasContext*>(context);
  if (alias == nullptr || alias->NAME(0)->getText() != "type") {
    fail(context, "this is no statement");
  }
  return Unread{"type statement"};
}

Statement::Kind TreeReader::expression_statement(Parser::ExpressionContext* context) const {
  Expression first = values(context->values());
  if (auto* found = context->annotation()) {
    Expression given = found->value() ? value(found->value()) : nullptr;
    return AnnotatedAssign{first, test(found->test()), given};
  }
  if (auto* found = context->augmentation()) {
    return AugmentedAssign{first, binary_operator(found->AUGMENTED()->getText()),
                           value(found->value())};
  }
  auto assigned = context->assigned();
  if (assigned.empty()) return ExpressionStatement{first};
  Assign found;
  found.targets.push_back(first);
  for (std::size_t i = 0; i + 1 < assigned.size(); ++i) {
    found.targets.push_back(value(assigned[i]->value()));
  }
  found.value = value(assigned.back()->value());
  return found;
}

Statement::Kind TreeReader::import_from(Parser::Import_fromContext* context) const {
  ImportFrom found{
      context->DOT().size() + 3 * context->ELLIPSIS().size(), dotted(context->dotted()), {}};
  if (found.level == 0 && found.module.empty()) fail(context, "this import names no module");
  auto* imported = context->imported();
  if (imported->STAR()) found.names.push_back({"*", ""});
  for (auto* one : imported->named()) {
    found.names.push_back({text_of(one->NAME(0)), text_of(one->NAME(1))});
  }
  return found;
}

Statement TreeReader::compound(Parser::CompoundContext* context) const {
  auto kind = [&]() -> Statement::Kind {
    if (auto* found = context->if_statement()) return if_statement(found);
    if (auto* found = context->while_statement()) {
      return While{named_test(found->named_test()), block(found->block()),
                   else_block(found->else_part())};
    }
    if (auto* found = context->for_statement()) {
      return For{targets(found->targets()), values(found->values()), block(found->block()),
                 else_block(found->else_part())};
    }
    if (auto* found = context->try_statement()) return try_statement(found);
    if (auto* found = context->with_statement()) return with_statement(found);
    if (auto* found = context->decorated()) return decorated(found);
    if (auto* found = context->function()) return function(found);
    if (context->class_statement()) return Unread{"class statement"};
    if (context->async_statement()) return Unread{"async statement"};
    return Unread{"match statement"};
  };
  return {kind(), place_of(context)};
}

Statement::Kind TreeReader::if_statement(Parser::If_statementContext* context) const {
  If found;
  auto bodies = context->block();
  auto conditions = context->condition();
  for (std::size_t i = 0; i < conditions.size(); ++i) {
    found.branches.push_back({named_test(conditions[i]->named_test()), block(bodies[i])});
  }
  found.otherwise = else_block(context->else_part());
  return found;
}

Statement::Kind TreeReader::try_statement(Parser::Try_statementContext* context) const {
  Try found;
  found.body = block(context->block());
  for (auto* one : context->handler()) {
    ExceptHandler handler;
    for (auto* type : one->test()) handler.types.push_back(test(type));
    handler.name = text_of(one->NAME());
    handler.body = block(one->block());
    found.handlers.push_back(std::move(handler));
  }
  found.otherwise = else_block(context->else_part());
  if (auto* last = context->finally_part()) found.finally = block(last->block());
  return found;
}

Statement::Kind TreeReader::with_statement(Parser::With_statementContext* context) const {
  With found;
  for (auto* item : context->with_item()) {
    Expression bound = item->target() ? target(item->target()) : nullptr;
    found.items.push_back({test(item->test()), bound});
  }
  found.body = block(context->block());
  return found;
}

Statement::Kind TreeReader::decorated(Parser::DecoratedContext* context) const {
  if (context->class_statement()) return Unread{"class statement"};
  if (context->async_statement()) return Unread{"async statement"};
  auto found = function(context->function());
  for (auto* one : context->decorator()) {
    found.decorators.push_back(named_test(one->named_test()));
  }
  return found;
}

FunctionDefinition TreeReader::function(Parser::FunctionContext* context) const {
  FunctionDefinition found;
  found.name = text_of(context->NAME());
  found.parameters = parameters(context->parameters());
  found.returns = test_or_null(context->test());
  found.body = block(context->block());
  return found;
}

Block TreeReader::block(Parser::BlockContext* context) const {
  Block out;
  if (auto* line = context->simple_line()) simple_line(line, out);
  for (auto* one : context->statement()) statement(one, out);
  return out;
}

Block TreeReader::else_block(Parser::Else_partContext* context) const {
  return context ? block(context->block()) : Block{};
}

std::vector<Parameter> TreeReader::parameters(Parser::ParametersContext* context) const {
  std::vector<Parameter> out;
  if (context == nullptr) return out;
  for (auto* one : context->parameter()) {
    Expression annotation = one->named_test() ? named_test(one->named_test()) : nullptr;
    out.push_back(
        {parameter_kind(one), text_of(one->NAME()), annotation, test_or_null(one->test())});
  }
  return out;
}

std::vector<Parameter> TreeReader::lambda_parameters(
    Parser::Lambda_parametersContext* context) const {
  std::vector<Parameter> out;
  if (context == nullptr) return out;
  for (auto* one : context->lambda_parameter()) {
    out.push_back({parameter_kind(one), text_of(one->NAME()), nullptr, test_or_null(one->test())});
  }
  return out;
}

}  // namespace athanor::alembic
