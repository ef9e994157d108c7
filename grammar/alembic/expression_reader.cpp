#include <fmt/format.h>

#include <array>
#include <utility>

#include "grammar/alembic/tree_reader.hpp"

namespace athanor::alembic {
namespace {

using Parser = TreeReader::Parser;

/// Levels of operators and trailers; walking the tree must not exhaust the stack.
constexpr std::size_t deepest_expression = 2000;

Comparator comparator_of(Parser::ComparatorContext* context) {
  if (context->IN()) return context->NOT() ? Comparator::NotIn : Comparator::In;
  if (context->IS()) return context->NOT() ? Comparator::IsNot : Comparator::Is;
  if (context->LESS()) return Comparator::Less;
  if (context->GREATER()) return Comparator::Greater;
  if (context->EQUAL()) return Comparator::Equal;
  if (context->NOT_EQUAL()) return Comparator::NotEqual;
  return context->LESS_EQUAL() ? Comparator::LessEqual : Comparator::GreaterEqual;
}

}  // namespace

TreeReader::Nested::Nested(const TreeReader& reader, Context* context, std::size_t levels)
    : reader_(reader), levels_(levels) {
  reader_.depth_ += levels_;
  if (reader_.depth_ > deepest_expression) {
    reader_.fail(context, "expressions are nested too deeply");
  }
}

TreeReader::Nested::~Nested() {
  reader_.depth_ -= levels_;
}

BinaryOperator binary_operator(std::string_view token) {
  using Named = std::pair<std::string_view, BinaryOperator>;
  static constexpr std::array table = {
      Named{"**", BinaryOperator::Power},     Named{"*", BinaryOperator::Multiply},
      Named{"/", BinaryOperator::Divide},     Named{"//", BinaryOperator::FloorDivide},
      Named{"%", BinaryOperator::Modulo},     Named{"@", BinaryOperator::MatrixMultiply},
      Named{"+", BinaryOperator::Add},        Named{"-", BinaryOperator::Subtract},
      Named{"<<", BinaryOperator::ShiftLeft}, Named{">>", BinaryOperator::ShiftRight},
      Named{"&", BinaryOperator::And},        Named{"^", BinaryOperator::Xor},
      Named{"|", BinaryOperator::Or}};
  if (token.ends_with('=')) token.remove_suffix(1);
  for (auto [name, op] : table) {
    if (name == token) return op;
  }
  throw std::logic_error("no such operator: " + std::string(token));
}

std::size_t TreeReader::begin_of(Context* context) const {
  return code_points_.byte(context->getStart()->getStartIndex());
}

std::size_t TreeReader::end_of(Context* context) const {
  return code_points_.byte(context->getStop()->getStopIndex() + 1);
}

Place TreeReader::place_of(Context* context) const {
  return lines_.place(begin_of(context), end_of(context));
}

void TreeReader::fail(Context* context, const std::string& message) const {
  throw SyntaxProblem(begin_of(context), end_of(context), message);
}

Expression TreeReader::make(ExpressionNode::Kind kind, Context* context) const {
  return std::make_shared<ExpressionNode>(ExpressionNode{std::move(kind), place_of(context)});
}

Expression TreeReader::field(Parser::FieldContext* context) const {
  return values(context->values());
}

Expression TreeReader::yielding(Parser::YieldingContext* context) const {
  return make(Unread{"yield"}, context);
}

Expression TreeReader::value(Parser::ValueContext* context) const {
  return context->yielding() ? yielding(context->yielding()) : values(context->values());
}

Expression TreeReader::values(Parser::ValuesContext* context) const {
  if (context->element().size() == 1 && context->COMMA().empty()) {
    return element(context->element(0));
  }
  return make(TupleDisplay{elements(context)}, context);
}

Expression TreeReader::values_or_null(Parser::ValuesContext* context) const {
  return context ? values(context) : nullptr;
}

std::vector<Expression> TreeReader::elements(Parser::ValuesContext* context) const {
  std::vector<Expression> out;
  for (auto* one : context->element()) out.push_back(element(one));
  return out;
}

Expression TreeReader::element(Parser::ElementContext* context) const {
  if (context->STAR()) return make(Starred{arithmetic(context->arithmetic())}, context);
  return named_test(context->named_test());
}

Expression TreeReader::targets(Parser::TargetsContext* context) const {
  if (context->target().size() == 1 && context->COMMA().empty()) {
    return target(context->target(0));
  }
  TupleDisplay found;
  for (auto* one : context->target()) found.elements.push_back(target(one));
  return make(std::move(found), context);
}

Expression TreeReader::target(Parser::TargetContext* context) const {
  auto found = arithmetic(context->arithmetic());
  return context->STAR() ? make(Starred{found}, context) : found;
}

Expression TreeReader::named_test(Parser::Named_testContext* context) const {
  auto found = test(context->test());
  if (!context->WALRUS()) return found;
  return make(NamedExpression{context->NAME()->getText(), found}, context);
}

Expression TreeReader::test(Parser::TestContext* context) const {
  if (auto* found = dynamic_cast<Parser::LambdaContext*>(context)) {
    return make(Lambda{lambda_parameters(found->lambda_parameters()), test(found->test())},
                context);
  }
  auto* found = dynamic_cast<Parser::ConditionalContext*>(context);
  auto first = logical(found->logical(0));
  if (!found->IF()) return first;
  return make(Conditional{first, logical(found->logical(1)), test(found->test())}, context);
}

Expression TreeReader::test_or_null(Parser::TestContext* context) const {
  return context ? test(context) : nullptr;
}

Expression TreeReader::logical(Parser::LogicalContext* context) const {
  Nested nested(*this, context, 1);
  if (auto* found = dynamic_cast<Parser::NegationContext*>(context)) {
    return make(Unary{UnaryOperator::Not, logical(found->logical())}, context);
  }
  if (auto* found = dynamic_cast<Parser::ConjunctionContext*>(context)) {
    return make(
        Logical{LogicalOperator::And, logical(found->logical(0)), logical(found->logical(1))},
        context);
  }
  if (auto* found = dynamic_cast<Parser::DisjunctionContext*>(context)) {
    return make(
        Logical{LogicalOperator::Or, logical(found->logical(0)), logical(found->logical(1))},
        context);
  }
  return comparison(dynamic_cast<Parser::ComparisonContext*>(context));
}

Expression TreeReader::comparison(Parser::ComparisonContext* context) const {
  auto first = arithmetic(context->arithmetic(0));
  auto comparators = context->comparator();
  if (comparators.empty()) return first;
  Comparison found{first, {}};
  for (std::size_t i = 0; i < comparators.size(); ++i) {
    found.links.push_back({comparator_of(comparators[i]), arithmetic(context->arithmetic(i + 1))});
  }
  return make(std::move(found), context);
}

Expression TreeReader::arithmetic(Parser::ArithmeticContext* context) const {
  Nested nested(*this, context, 1);
  if (auto* found = dynamic_cast<Parser::OperandContext*>(context)) {
    return primary(found->primary());
  }
  if (auto* found = dynamic_cast<Parser::UnaryContext*>(context)) {
    auto op = found->PLUS()    ? UnaryOperator::Plus
              : found->MINUS() ? UnaryOperator::Minus
                               : UnaryOperator::Invert;
    return make(Unary{op, arithmetic(found->arithmetic())}, context);
  }
  return binary(dynamic_cast<Parser::BinaryContext*>(context));
}

Expression TreeReader::binary(Parser::BinaryContext* context) const {
  auto op = binary_operator(context->children.at(1)->getText());
  return make(Binary{op, arithmetic(context->arithmetic(0)), arithmetic(context->arithmetic(1))},
              context);
}

Expression TreeReader::primary(Parser::PrimaryContext* context) const {
  if (context->AWAIT()) return make(Unread{"await"}, context);
  auto trailers = context->trailer();
  Nested nested(*this, context, trailers.size());
  auto found = atom(context->atom());
  for (auto* trailer : trailers) found = trailed(found, trailer, context);
  return found;
}

Expression TreeReader::trailed(Expression object, Parser::TrailerContext* trailer,
                               Context* whole) const {
  auto finish = [&](ExpressionNode::Kind kind) -> Expression {
    Place place = lines_.place(begin_of(whole), end_of(trailer));
    return std::make_shared<ExpressionNode>(ExpressionNode{std::move(kind), place});
  };
  if (auto* found = dynamic_cast<Parser::AttributeContext*>(trailer)) {
    return finish(Attribute{object, found->NAME()->getText()});
  }
  if (auto* found = dynamic_cast<Parser::SubscriptionContext*>(trailer)) {
    return finish(Subscript{object, subscripts(found->subscripts())});
  }
  Call call{object, {}};
  auto* arguments = dynamic_cast<Parser::CallContext*>(trailer)->arguments();
  if (arguments) {
    for (auto* one : arguments->argument()) call.arguments.push_back(argument(one));
  }
  return finish(std::move(call));
}

CallArgument TreeReader::argument(Parser::ArgumentContext* context) const {
  Place place = place_of(context);
  if (auto* found = dynamic_cast<Parser::Keyword_argumentContext*>(context)) {
    return {CallArgument::Kind::Keyword, found->NAME()->getText(), test(found->test()), place};
  }
  if (auto* found = dynamic_cast<Parser::Unpacked_argumentContext*>(context)) {
    auto kind = found->STAR() ? CallArgument::Kind::Unpacked : CallArgument::Kind::UnpackedMapping;
    return {kind, "", test(found->test()), place};
  }
  auto* found = dynamic_cast<Parser::Plain_argumentContext*>(context);
  auto given = named_test(found->named_test());
  if (auto* parts = found->comprehension()) {
    given = comprehension(Comprehension::Kind::Generator, given, nullptr, parts, context);
  }
  return {CallArgument::Kind::Positional, "", given, place};
}

Expression TreeReader::subscripts(Parser::SubscriptsContext* context) const {
  if (context->subscript().size() == 1 && context->COMMA().empty()) {
    return subscript(context->subscript(0));
  }
  TupleDisplay found;
  for (auto* one : context->subscript()) found.elements.push_back(subscript(one));
  return make(std::move(found), context);
}

Expression TreeReader::subscript(Parser::SubscriptContext* context) const {
  Expression first = context->element() ? element(context->element()) : nullptr;
  auto* rest = context->slice();
  if (rest == nullptr) return first;
  return make(Slice{first, test_or_null(rest->upper), test_or_null(rest->step)}, context);
}

}  // namespace athanor::alembic
