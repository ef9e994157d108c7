#include "grammar/alembic/calls.hpp"

#include "grammar/alembic/evaluation/children.hpp"
#include "schema/overloaded.hpp"

namespace athanor::alembic {
namespace {

/// Goes through every statement and expression.
class ExpressionWalk {
 public:
  explicit ExpressionWalk(const std::function<void(const Expression&)>& visit) : visit_(visit) {}

  void find(const Block& block) {
    for (const auto& statement : block) find(statement);
  }

 private:
  void find(const Expression& expression) {
    if (!expression) return;
    visit_(expression);
    for (const auto& child : children(expression)) find(child);
  }

  void find(const Statement& statement) {
    std::visit(overloaded{[&](const ExpressionStatement& it) { find(it.value); },
                          [&](const Assign& it) { find(it.value); },
                          [&](const AnnotatedAssign& it) { find(it.value); },
                          [&](const AugmentedAssign& it) { find(it.value); },
                          [](const Import&) {},
                          [](const ImportFrom&) {},
                          [&](const Return& it) { find(it.value); },
                          [&](const Raise& it) { find(it.raised); },
                          [](const Pass&) {},
                          [](const Break&) {},
                          [](const Continue&) {},
                          [&](const Assert& it) { find(it.condition); },
                          [](const Delete&) {},
                          [](const Global&) {},
                          [&](const If& it) { find(it); },
                          [&](const While& it) {
                            find(it.condition);
                            find(it.body);
                            find(it.otherwise);
                          },
                          [&](const For& it) {
                            find(it.iterable);
                            find(it.body);
                            find(it.otherwise);
                          },
                          [&](const Try& it) { find(it); },
                          [&](const With& it) {
                            for (const auto& item : it.items) find(item.context);
                            find(it.body);
                          },
                          [&](const FunctionDefinition& it) { find(it.body); },
                          [](const Unread&) {}},
               statement.kind);
  }

  void find(const If& it) {
    for (const auto& branch : it.branches) {
      find(branch.condition);
      find(branch.body);
    }
    find(it.otherwise);
  }

  void find(const Try& it) {
    find(it.body);
    for (const auto& handler : it.handlers) find(handler.body);
    find(it.otherwise);
    find(it.finally);
  }

  const std::function<void(const Expression&)>& visit_;
};

}  // namespace

void each_expression(const Module& module, const std::function<void(const Expression&)>& visit) {
  ExpressionWalk(visit).find(module.body);
}

std::vector<Call> calls_of(const Module& module, std::string_view callee) {
  std::vector<Call> found;
  each_expression(module, [&](const Expression& expression) {
    const auto* call = std::get_if<Call>(&expression->kind);
    if (call && dotted_name(call->callee) == callee) found.push_back(*call);
  });
  return found;
}

}  // namespace athanor::alembic
