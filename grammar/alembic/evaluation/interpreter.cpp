#include "grammar/alembic/evaluation/interpreter.hpp"

namespace athanor::alembic {
namespace {

/// Levels of expressions, blocks and calls: beyond any hand, and far from the end of the stack.
constexpr std::size_t deepest_call = 400;

}  // namespace

Interpreter::Interpreter(Host& host) : host_(host) {
  scopes_.push_back({Scope::Kind::Module, nullptr, {}, {}});
  scope_ = &scopes_.front();
  bind("__name__", {SomeText{"the module's name"}});
  bind("__file__", {SomeText{"the script's path"}});
}

Interpreter::Deeper::Deeper(Interpreter& interpreter, const Place& place)
    : interpreter_(interpreter) {
  if (interpreter_.depth_ >= deepest_call) throw NotKnown("code that is nested too deeply", place);
  ++interpreter_.depth_;
}

Interpreter::Within::Within(Interpreter& interpreter, Scope* scope)
    : interpreter_(interpreter), before_(interpreter.scope_) {
  interpreter_.scope_ = scope;
}

void Interpreter::bind(const std::string& name, Value value) {
  Scope* scope = scope_->globals.count(name) ? &scopes_.front() : scope_;
  scope->names[name] = {std::move(value), epoch_};
}

void Interpreter::before_effect(const Place& place) const {
  if (attempts_ > 0) throw NotKnown("a try statement around what a database may refuse", place);
}

void Interpreter::run(const Block& module) {
  try {
    follow(module);
  } catch (const NotKnown& unknown) {
    needs(unknown.why());
  } catch (const Raised& raised) {
    needs(raised.why());
  }
}

void Interpreter::enter(const std::string& function, const SourcePtr& source) {
  const auto* found = binding(function);
  const auto* known = found ? std::get_if<FunctionValue>(&found->value.kind) : nullptr;
  if (!known) return needs({"missing function " + function, place_at(source, 0, 1)});
  try {
    if (known->function->why_not)
      throw NotKnown(known->function->why_not->construct, known->function->why_not->place);
    scopes_.push_back({Scope::Kind::Function, known->function->scope, {}, {}});
    Scope& scope = scopes_.back();
    bind_parameters(*known->function, {{}, {}, place_at(source, 0, 1)}, scope);
    Within within(*this, &scope);
    if (known->function->body) follow(*known->function->body);
  } catch (const NotKnown& unknown) {
    needs(unknown.why());
  } catch (const Raised& raised) {
    needs(raised.why());
  }
}

void Interpreter::needs(NeedsPython why) {
  needs_.push_back(std::move(why));
}

}  // namespace athanor::alembic
