#include <algorithm>
#include <array>

#include "grammar/alembic/evaluation/children.hpp"
#include "grammar/alembic/evaluation/interpreter.hpp"

namespace athanor::alembic {
namespace {

bool is_collection(const Value& value) {
  return std::holds_alternative<ListValue>(value.kind) ||
         std::holds_alternative<SetValue>(value.kind) ||
         std::holds_alternative<DictValue>(value.kind);
}

bool is_plain_handle(const Value& value) {
  const auto* handle = std::get_if<Handle>(&value.kind);
  bool plain = handle && (*handle == Handle::Logger || *handle == Handle::Dialect);
  return plain || std::holds_alternative<InspectorValue>(value.kind);
}

}  // namespace

bool is_inert_module(std::string_view module) {
  static constexpr std::array inert = {"__future__",  "alembic",
                                       "base64",      "collections",
                                       "contextlib",  "copy",
                                       "dataclasses", "datetime",
                                       "decimal",     "enum",
                                       "functools",   "hashlib",
                                       "itertools",   "json",
                                       "logging",     "math",
                                       "operator",    "os",
                                       "pathlib",     "random",
                                       "re",          "secrets",
                                       "sqlalchemy",  "sqlmodel",
                                       "string",      "sys",
                                       "textwrap",    "time",
                                       "types",       "typing",
                                       "uuid",        "warnings",
                                       "zoneinfo",    "typing_extensions",
                                       "unicodedata"};
  auto top = module.substr(0, module.find('.'));
  return std::find(inert.begin(), inert.end(), top) != inert.end();
}

bool is_harmless(std::string_view name) {
  auto below = [&](std::string_view module) { return name.starts_with(module); };
  if (below("builtins.")) return is_builtin(name.substr(9));
  if (below("alembic.op.") || below("alembic.command")) {
    return name == "alembic.op.f" || name == "alembic.op.get_bind" ||
           name == "alembic.op.get_context";
  }
  if (below("alembic.context.")) return name != "alembic.context.execute";
  if (below("sqlalchemy.orm") || below("sqlalchemy.event") || below("sqlalchemy.create_engine") ||
      below("sys.") || below("functools.") || below("copy.")) {
    return false;
  }
  if (below("os.")) {
    return below("os.path.") || below("os.environ.") || below("os.getenv");
  }
  return is_inert_module(name);
}

/// What the expression stands for, where that can be told without calling anything.
std::optional<Value> Interpreter::looked_up(const Expression& expression) {
  if (const auto* name = std::get_if<Name>(&expression->kind)) {
    const auto* found = binding(name->text);
    if (found) return found->value;
    if (is_builtin(name->text)) return Value{Imported{"builtins." + name->text}};
  }
  if (const auto* known = std::get_if<StringLiteral>(&expression->kind)) return text(known->value);
  const auto* attribute = std::get_if<Attribute>(&expression->kind);
  if (!attribute) return std::nullopt;
  auto object = looked_up(attribute->object);
  const auto* imported = object ? std::get_if<Imported>(&object->kind) : nullptr;
  if (!imported) return std::nullopt;
  return Value{Imported{imported->name + "." + attribute->name}};
}

/// Of a method of what a call gave, such as `os.getenv("X").lower()`.
Interpreter::Reach Interpreter::reach_of_chain(const Call& inner) {
  auto callee = looked_up(inner.callee);
  const auto* imported = callee ? std::get_if<Imported>(&callee->kind) : nullptr;
  bool plain = imported && is_harmless(imported->name) && !imported->name.starts_with("alembic") &&
               !imported->name.starts_with("sqlalchemy");
  return plain ? Reach::Nothing : Reach::Database;
}

Interpreter::Reach Interpreter::reach_of_call(const Call& call) {
  if (auto callee = looked_up(call.callee)) {
    const auto* imported = std::get_if<Imported>(&callee->kind);
    return imported && is_harmless(imported->name) ? Reach::Nothing : Reach::Database;
  }
  const auto* method = std::get_if<Attribute>(&call.callee->kind);
  if (!method) return Reach::Database;
  if (const auto* inner = std::get_if<Call>(&method->object->kind)) return reach_of_chain(*inner);
  auto object = looked_up(method->object);
  if (!object) return Reach::Database;
  if (is_collection(*object)) return Reach::Names;
  bool harmless = is_plain_handle(*object) || text_of(*object) ||
                  std::holds_alternative<SomeText>(object->kind) ||
                  std::holds_alternative<TupleValue>(object->kind) ||
                  std::holds_alternative<ResultValue>(object->kind);
  return harmless ? Reach::Nothing : Reach::Database;
}

Interpreter::Reach Interpreter::reach(const Expression& expression) {
  auto out = Reach::Nothing;
  if (const auto* call = std::get_if<Call>(&expression->kind)) out = reach_of_call(*call);
  if (std::holds_alternative<Unread>(expression->kind)) out = Reach::Database;
  if (std::holds_alternative<NamedExpression>(expression->kind)) out = Reach::Names;
  for (const auto& child : children(expression)) out = std::max(out, reach(child));
  return out;
}

}  // namespace athanor::alembic
