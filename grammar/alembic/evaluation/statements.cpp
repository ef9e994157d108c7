#include "grammar/alembic/evaluation/interpreter.hpp"
#include "schema/overloaded.hpp"

namespace athanor::alembic {

Interpreter::Flow Interpreter::follow(const Block& block) {
  for (const auto& statement : block) {
    auto flow = follow(statement);
    if (flow != Flow::GoesOn) return flow;
  }
  return Flow::GoesOn;
}

Interpreter::Flow Interpreter::follow(const Statement& statement) {
  Deeper deeper(*this, statement.place);
  heap_.at(statement.place);
  heap_.charge(1);
  try {
    return follow_kind(statement);
  } catch (const TooMuch&) {
    throw;
  } catch (const NotKnown& unknown) {
    // A `return` of an unknown value is its function's; an attempt is known as a whole or not.
    if (attempts_ > 0 || std::holds_alternative<Return>(statement.kind)) throw;
    return skip(unknown.why().construct, unknown.why().place);
  }
}

/// What a skipped statement assigns is not known, so that no name is certain after it.
Interpreter::Flow Interpreter::skip(std::string construct, const Place& place) {
  needs({std::move(construct), place});
  ++epoch_;
  return Flow::GoesOn;
}

Interpreter::Flow Interpreter::follow_kind(const Statement& statement) {
  const Place& place = statement.place;
  auto unsure = [&](std::string construct) -> Flow { throw NotKnown(std::move(construct), place); };
  return std::visit(overloaded{[&](const ExpressionStatement& it) { return expression(it.value); },
                               [&](const Assign& it) { return assign(it.targets, it.value); },
                               [&](const AnnotatedAssign& it) {
                                 return it.value ? assign({it.target}, it.value) : Flow::GoesOn;
                               },
                               [&](const AugmentedAssign& it) { return augment(it, place); },
                               [&](const Import& it) { return import(it, place); },
                               [&](const ImportFrom& it) { return import(it, place); },
                               [&](const Return& it) { return finish(it); },
                               [&](const Raise& it) { return raise(it, place); },
                               [&](const Pass&) { return Flow::GoesOn; },
                               [&](const Break&) { return Flow::Breaks; },
                               [&](const Continue&) { return Flow::Continues; },
                               [&](const Assert& it) { return check(it, place); },
                               [&](const Delete& it) { return remove(it); },
                               [&](const Global& it) { return declare(it, place); },
                               [&](const If& it) { return branch(it); },
                               [&](const While& it) { return loop(it, place); },
                               [&](const For& it) { return loop(it); },
                               [&](const Try& it) { return attempt(it, place); },
                               [&](const With& it) { return with(it, 0); },
                               [&](const FunctionDefinition& it) { return define(it); },
                               [&](const Unread& it) { return unsure(it.construct); }},
                    statement.kind);
}

Interpreter::Flow Interpreter::expression(const Expression& expression) {
  try {
    evaluate(expression);
  } catch (const TooMuch&) {
    throw;
  } catch (const NotKnown&) {
    auto reached = reach(expression);
    if (reached == Reach::Database) throw;
    if (reached == Reach::Names) ++epoch_;
  }
  return Flow::GoesOn;
}

Interpreter::Flow Interpreter::assign(const std::vector<Expression>& targets,
                                      const Expression& given) {
  Value value;
  try {
    value = evaluate(given);
  } catch (const TooMuch&) {
    throw;
  } catch (const NotKnown& unknown) {
    auto reached = reach(given);
    if (reached == Reach::Database) needs(unknown.why());
    if (reached != Reach::Nothing) ++epoch_;
    value = {unknown.why()};
  }
  for (const auto& target : targets) assign_to(target, value);
  return Flow::GoesOn;
}

void Interpreter::assign_to(const Expression& target, const Value& value) {
  const Place& place = target->place;
  if (const auto* name = std::get_if<Name>(&target->kind)) return bind(name->text, value);
  if (const auto* it = std::get_if<TupleDisplay>(&target->kind)) {
    return unpack(it->elements, value, place);
  }
  if (const auto* it = std::get_if<ListDisplay>(&target->kind)) {
    return unpack(it->elements, value, place);
  }
  if (const auto* why = std::get_if<NeedsPython>(&value.kind)) {
    throw NotKnown(why->construct, why->place);
  }
  if (const auto* it = std::get_if<Subscript>(&target->kind)) return assign_item(*it, value, place);
  throw NotKnown("assignment to something that is not a name", place);
}

void Interpreter::unpack(const std::vector<Expression>& targets, const Value& value,
                         const Place& place) {
  if (std::holds_alternative<NeedsPython>(value.kind)) {
    for (const auto& target : targets) assign_to(target, value);
    return;
  }
  auto items = iterate(value, heap_, place);
  for (const auto& target : targets) {
    if (std::holds_alternative<Starred>(target->kind)) {
      throw NotKnown("a starred target", target->place);
    }
  }
  if (items.size() != targets.size()) throw Raised("builtins.ValueError", place);
  for (std::size_t i = 0; i < items.size(); ++i) assign_to(targets[i], items[i]);
}

void Interpreter::assign_item(const Subscript& target, const Value& value, const Place& place) {
  auto object = evaluate(target.object);
  if (std::holds_alternative<Slice>(target.index->kind)) {
    throw NotKnown("assignment to a slice", place);
  }
  auto index = evaluate(target.index);
  if (const auto* dict = std::get_if<DictValue>(&object.kind)) {
    heap_.charge(dict->entries->size() + 1);
    return put(*dict, index, value, place);
  }
  const auto* list = std::get_if<ListValue>(&object.kind);
  const auto* known = std::get_if<IntegerValue>(&index.kind);
  if (!list || !known) throw NotKnown("assignment to an item of " + kind_of(object), place);
  auto size = static_cast<std::int64_t>(list->items->size());
  auto at = known->number < 0 ? known->number + size : known->number;
  if (at < 0 || at >= size) throw Raised("builtins.IndexError", place);
  (*list->items)[static_cast<std::size_t>(at)] = value;
}

Interpreter::Flow Interpreter::augment(const AugmentedAssign& it, const Place& place) {
  auto left = evaluate(it.target);
  auto right = evaluate(it.value);
  const auto* list = std::get_if<ListValue>(&left.kind);
  if (list && it.op == BinaryOperator::Add) {
    auto items = iterate(right, heap_, place);
    heap_.charge(items.size());
    list->items->insert(list->items->end(), items.begin(), items.end());
    return Flow::GoesOn;
  }
  bool shared = list || std::holds_alternative<SetValue>(left.kind) ||
                std::holds_alternative<DictValue>(left.kind);
  auto value = binary(it.op, left, right, place);
  const auto* set = std::get_if<SetValue>(&left.kind);
  if (set && std::holds_alternative<SetValue>(value.kind)) {
    *set->items = *std::get<SetValue>(value.kind).items;
  } else if (shared) {
    throw NotKnown("an operator", place);
  } else {
    assign_to(it.target, value);
  }
  return Flow::GoesOn;
}

Interpreter::Flow Interpreter::import(const Import& it, const Place& place) {
  for (const auto& one : it.modules) {
    auto top = one.module.substr(0, one.module.find('.'));
    bool inert = is_inert_module(one.module);
    NeedsPython why{"import of " + one.module, place};
    if (!inert && attempts_ > 0) throw NotKnown(why.construct, why.place);
    if (!inert) needs(why);
    Value value = inert ? Value{Imported{one.alias.empty() ? top : one.module}} : Value{why};
    bind(one.alias.empty() ? top : one.alias, std::move(value));
  }
  return Flow::GoesOn;
}

Interpreter::Flow Interpreter::import(const ImportFrom& it, const Place& place) {
  std::string module = std::string(it.level, '.') + it.module;
  bool inert = is_inert_module(module);
  NeedsPython why{"import of " + module, place};
  if (!inert && attempts_ > 0) throw NotKnown(why.construct, why.place);
  if (!inert) needs(why);
  for (const auto& one : it.names) {
    if (inert && one.name == "*") throw NotKnown("import of everything in " + module, place);
    Value value = inert ? Value{Imported{module + "." + one.name}} : Value{why};
    bind(one.alias.empty() ? one.name : one.alias, std::move(value));
  }
  return Flow::GoesOn;
}

Interpreter::Flow Interpreter::finish(const Return& it) {
  auto value = it.value ? evaluate(it.value) : Value{};
  returned_ = std::move(value);
  return Flow::Returns;
}

Interpreter::Flow Interpreter::raise(const Raise& it, const Place& place) {
  if (!it.raised) throw NotKnown("raise", place);
  const auto* call = std::get_if<Call>(&it.raised->kind);
  auto type = looked_up(call ? call->callee : it.raised);
  const auto* known = type ? std::get_if<Imported>(&type->kind) : nullptr;
  if (!known) throw NotKnown("raise " + dotted_name(call ? call->callee : it.raised), place);
  throw Raised(known->name, place);
}

Interpreter::Flow Interpreter::remove(const Delete& it) {
  const auto* name = std::get_if<Name>(&it.target->kind);
  if (name && scope_->names.erase(name->text)) return Flow::GoesOn;
  if (const auto* item = std::get_if<Subscript>(&it.target->kind)) {
    auto object = evaluate(item->object);
    if (const auto* dict = std::get_if<DictValue>(&object.kind)) {
      auto key = evaluate(item->index);
      const auto* found = find(*dict, key, it.target->place);
      if (!found) throw Raised("builtins.KeyError", it.target->place);
      std::erase_if(*dict->entries, [&](const auto& entry) { return &entry.second == found; });
      return Flow::GoesOn;
    }
  }
  throw NotKnown("del statement", it.target->place);
}

/// `global`, which the tree does not tell from `nonlocal`: they are one outside nested functions.
Interpreter::Flow Interpreter::declare(const Global& it, const Place& place) {
  if (scope_->outer && scope_->outer->kind != Scope::Kind::Module) {
    throw NotKnown("global statement", place);
  }
  scope_->globals.insert(it.names.begin(), it.names.end());
  return Flow::GoesOn;
}

Interpreter::Flow Interpreter::check(const Assert& it, const Place& place) {
  if (!condition(it.condition)) throw Raised("builtins.AssertionError", place);
  return Flow::GoesOn;
}

Interpreter::Flow Interpreter::define(const FunctionDefinition& it) {
  Function function{it.name, &it.parameters, {}, &it.body, nullptr, scope_, std::nullopt};
  try {
    function = function_of(it.name, it.parameters);
    function.body = &it.body;
    if (!it.decorators.empty()) {
      function.why_not = NeedsPython{"a decorator", it.decorators.front()->place};
    }
  } catch (const TooMuch&) {
    throw;
  } catch (const NotKnown& unknown) {
    function.body = &it.body;
    function.why_not = unknown.why();
  }
  bind(it.name, {FunctionValue{std::make_shared<const Function>(std::move(function))}});
  return Flow::GoesOn;
}

}  // namespace athanor::alembic
