#include "grammar/alembic/calls.hpp"

#include "grammar/alembic/evaluation/children.hpp"
#include "schema/overloaded.hpp"

namespace athanor::alembic {
namespace {

/// Goes through every statement and expression.
class CallFinder {
 public:
  explicit CallFinder(std::string_view callee) : callee_(callee) {}

  void find(const Block& block) {
    for (const auto& statement : block) find(statement);
  }

  std::vector<Call> take() { return std::move(found_); }

 private:
  void find(const Expression& expression) {
    if (!expression) return;
    const auto* call = std::get_if<Call>(&expression->kind);
    if (call && dotted_name(call->callee) == callee_) found_.push_back(*call);
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

  std::string_view callee_;
  std::vector<Call> found_;
};

}  // namespace

std::vector<Call> calls_of(const Module& module, std::string_view callee) {
  CallFinder finder(callee);
  finder.find(module.body);
  return finder.take();
}

}  // namespace athanor::alembic
