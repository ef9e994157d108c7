#include <algorithm>
#include <array>

#include "grammar/alembic/evaluation/interpreter.hpp"

namespace athanor::alembic {
namespace {

/// A `while` goes round more often than anyone means it to.
constexpr int most_rounds = 10'000;

/// `{class, its base}` of the exceptions that scripts speak of (Python library reference,
/// "Exception hierarchy"; SQLAlchemy documentation, "Core Exceptions").
constexpr std::array<std::pair<std::string_view, std::string_view>, 24> bases = {{
    {"builtins.Exception", "builtins.BaseException"},
    {"builtins.ArithmeticError", "builtins.Exception"},
    {"builtins.AssertionError", "builtins.Exception"},
    {"builtins.AttributeError", "builtins.Exception"},
    {"builtins.ImportError", "builtins.Exception"},
    {"builtins.IndexError", "builtins.LookupError"},
    {"builtins.KeyError", "builtins.LookupError"},
    {"builtins.LookupError", "builtins.Exception"},
    {"builtins.ModuleNotFoundError", "builtins.ImportError"},
    {"builtins.NameError", "builtins.Exception"},
    {"builtins.NotImplementedError", "builtins.RuntimeError"},
    {"builtins.OSError", "builtins.Exception"},
    {"builtins.RuntimeError", "builtins.Exception"},
    {"builtins.StopIteration", "builtins.Exception"},
    {"builtins.TypeError", "builtins.Exception"},
    {"builtins.ValueError", "builtins.Exception"},
    {"builtins.ZeroDivisionError", "builtins.ArithmeticError"},
    {"sqlalchemy.exc.DBAPIError", "sqlalchemy.exc.StatementError"},
    {"sqlalchemy.exc.InvalidRequestError", "sqlalchemy.exc.SQLAlchemyError"},
    {"sqlalchemy.exc.NoSuchTableError", "sqlalchemy.exc.InvalidRequestError"},
    {"sqlalchemy.exc.OperationalError", "sqlalchemy.exc.DBAPIError"},
    {"sqlalchemy.exc.ProgrammingError", "sqlalchemy.exc.DBAPIError"},
    {"sqlalchemy.exc.SQLAlchemyError", "builtins.Exception"},
    {"sqlalchemy.exc.StatementError", "sqlalchemy.exc.SQLAlchemyError"},
}};

/// Gives a variable the value back that it has now, however its block is left.
template <class T>
class Restored {
 public:
  explicit Restored(T& variable) : variable_(variable), value_(variable) {}
  ~Restored() { variable_ = value_; }
  Restored(const Restored&) = delete;
  Restored& operator=(const Restored&) = delete;

 private:
  T& variable_;
  T value_;
};

/// Of a list or a dict, which its own loop could change; 0 of all else.
std::size_t size_of(const Value& value) {
  if (const auto* list = std::get_if<ListValue>(&value.kind)) return list->items->size();
  const auto* dict = std::get_if<DictValue>(&value.kind);
  return dict ? dict->entries->size() : 0;
}

std::string_view base_of(std::string_view type) {
  for (const auto& [known, base] : bases) {
    if (known == type) return base;
  }
  return "";
}

bool is_known(std::string_view type) {
  return type == "builtins.BaseException" || !base_of(type).empty();
}

}  // namespace

bool Interpreter::condition(const Expression& expression) {
  try {
    return truth(evaluate(expression), expression->place);
  } catch (const TooMuch&) {
    throw;
  } catch (const NotKnown& unknown) {
    throw NotKnown("condition on " + unknown.why().construct, expression->place);
  }
}

Interpreter::Flow Interpreter::branch(const If& it) {
  for (const auto& branch : it.branches) {
    if (condition(branch.condition)) return follow(branch.body);
  }
  return follow(it.otherwise);
}

Interpreter::Flow Interpreter::loop(const While& it, const Place& place) {
  for (int round = 0; condition(it.condition); ++round) {
    if (round == most_rounds) throw NotKnown("while loop", place);
    auto flow = follow(it.body);
    if (flow == Flow::Breaks) return Flow::GoesOn;
    if (flow == Flow::Returns) return flow;
  }
  return follow(it.otherwise);
}

Interpreter::Flow Interpreter::loop(const For& it) {
  auto whole = evaluate(it.iterable);
  auto size = size_of(whole);
  for (const auto& item : iterate(whole, heap_, it.iterable->place)) {
    heap_.charge(1);
    assign_to(it.target, item);
    auto flow = follow(it.body);
    if (flow == Flow::Breaks) return Flow::GoesOn;
    if (flow == Flow::Returns) return flow;
    if (size_of(whole) != size) {
      throw NotKnown("a loop over what it changes", it.iterable->place);
    }
  }
  return follow(it.otherwise);
}

bool Interpreter::catches(const ExceptHandler& handler, const Raised& raised) {
  if (handler.types.empty()) return true;
  Values types;
  for (const auto& expression : handler.types) {
    auto value = evaluate(expression);
    if (const auto* items = items_of(value)) {
      types.insert(types.end(), items->begin(), items->end());
    } else {
      types.push_back(std::move(value));
    }
  }
  for (const auto& type : types) {
    const auto* known = std::get_if<Imported>(&type.kind);
    if (!known || !is_known(known->name) || !is_known(raised.type())) {
      throw NotKnown("except clause", raised.place());
    }
    for (auto base = std::string_view(raised.type()); !base.empty(); base = base_of(base)) {
      if (base == known->name) return true;
    }
  }
  return false;
}

Interpreter::Flow Interpreter::handle(const Try& it, const Raised& raised) {
  for (const auto& handler : it.handlers) {
    if (!catches(handler, raised)) continue;
    if (!handler.name.empty()) bind(handler.name, {NeedsPython{"an exception", raised.place()}});
    return follow(handler.body);
  }
  throw raised;
}

/// Errors of the database are certain to no one, so that a handler must have none to hide.
Interpreter::Flow Interpreter::attempt(const Try& it, const Place&) {
  auto flow = Flow::GoesOn;
  auto try_body = [&] {
    const Restored<std::size_t> restored(attempts_);
    if (!it.handlers.empty()) ++attempts_;
    return follow(it.body);
  };
  std::optional<Raised> raised;
  try {
    flow = try_body();
  } catch (const Raised& caught) {
    raised = caught;
  }
  if (raised) {
    flow = handle(it, *raised);
  } else if (flow == Flow::GoesOn) {
    flow = follow(it.otherwise);
  }
  auto kept = returned_;
  auto last = follow(it.finally);
  if (last != Flow::GoesOn) return last;
  returned_ = std::move(kept);
  return flow;
}

Interpreter::Flow Interpreter::with(const With& it, std::size_t item) {
  if (item == it.items.size()) return follow(it.body);
  return within(evaluate(it.items[item].context), it, item);
}

Interpreter::Flow Interpreter::within(const Value& context, const With& it, std::size_t item) {
  const auto& target = it.items[item].target;
  const Place& place = it.items[item].context->place;
  if (const auto* batch = std::get_if<BatchValue>(&context.kind)) {
    if (target) assign_to(target, context);
    auto flow = with(it, item + 1);
    before_effect(place);
    host_.take(OperationItem{*batch->batch, mode_, batch->place, block_});
    return flow;
  }
  const auto* handle = std::get_if<Handle>(&context.kind);
  bool plain = handle && *handle == Handle::NestedBlock;
  if (!handle || target || (!plain && *handle != Handle::AutocommitBlock)) {
    throw NotKnown("with statement", place);
  }
  const Restored<SqlItem::Mode> restored(mode_);
  const Restored<std::size_t> restored_block(block_);
  if (!plain) {
    mode_ = SqlItem::Mode::Autocommit;
    block_ = ++blocks_;
  }
  return with(it, item + 1);
}

}  // namespace athanor::alembic
