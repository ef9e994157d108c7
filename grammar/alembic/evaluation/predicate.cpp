#include "grammar/alembic/predicate.hpp"

#include <algorithm>
#include <array>

#include "grammar/alembic/calls.hpp"
#include "grammar/alembic/evaluation/blind_host.hpp"
#include "grammar/alembic/evaluation/children.hpp"
#include "grammar/alembic/evaluation/interpreter.hpp"

namespace athanor::alembic {
namespace {

/// Whether it is made of literals alone, be it within `set(...)` and its like.
bool is_constant(const Expression& expression) {
  if (!expression) return true;
  constexpr std::array makers = {"set", "frozenset", "list", "tuple", "dict"};
  if (const auto* call = std::get_if<Call>(&expression->kind)) {
    auto name = dotted_name(call->callee);
    if (std::find(makers.begin(), makers.end(), name) == makers.end()) return false;
  }
  if (std::holds_alternative<Attribute>(expression->kind)) return false;
  for (const auto& child : children(expression)) {
    if (!is_constant(child)) return false;
  }
  return true;
}

bool is_definition(const Statement& statement) {
  if (std::holds_alternative<FunctionDefinition>(statement.kind)) return true;
  if (const auto* it = std::get_if<Assign>(&statement.kind)) return is_constant(it->value);
  if (const auto* it = std::get_if<AnnotatedAssign>(&statement.kind)) return is_constant(it->value);
  return false;
}

}  // namespace

struct Predicates::State {
  BlindHost host{""};
  Interpreter interpreter{host};
  SourcePtr source;
  Block definitions;  ///< that the interpreter's functions point into
};

Predicates::Predicates(const Module& module) : state_(std::make_unique<State>()) {
  auto& definitions = state_->definitions;
  for (const auto& statement : module.body) {
    if (is_definition(statement)) definitions.push_back(statement);
  }
  state_->source = module.source;
  state_->interpreter.run(definitions);
}
Predicates::~Predicates() = default;
Predicates::Predicates(Predicates&&) noexcept = default;
Predicates& Predicates::operator=(Predicates&&) noexcept = default;

std::optional<bool> Predicates::ask(const std::string& function,
                                    const std::vector<std::optional<std::string>>& arguments) {
  Place place{state_->source, 1, 1};
  Arguments given;
  given.place = place;
  for (const auto& argument : arguments) {
    given.positional.push_back(argument ? text(*argument) : Value{NoneValue{}});
  }
  try {
    auto callee = state_->interpreter.evaluate(
        std::make_shared<ExpressionNode>(ExpressionNode{Name{function}, place}));
    return truth(state_->interpreter.call(callee, given), place);
  } catch (const NotKnown&) {
    return std::nullopt;
  } catch (const Raised&) {
    return std::nullopt;
  }
}

}  // namespace athanor::alembic
