#include <algorithm>

#include "grammar/alembic/evaluation/interpreter.hpp"

namespace athanor::alembic {
namespace {

std::optional<Value> of_handle(Handle handle, const std::string& name, Host& host) {
  bool bind = handle == Handle::Bind, context = handle == Handle::Context;
  if (name == "dialect" && (bind || context)) return Value{Handle::Dialect};
  if (name == "engine" && bind) return Value{Handle::Bind};
  if ((name == "bind" || name == "connection") && context) return Value{Handle::Bind};
  if (name == "name" && handle == Handle::Dialect) return text(std::string(host.dialect_name()));
  if (name == "as_sql" && context) return Value{host.is_offline()};
  if (name == "default_schema_name" && handle == Handle::Dialect) {
    return text(host.habits().default_schema);
  }
  return std::nullopt;
}

std::optional<Value> of_row(const TupleValue& row, const std::string& name, Heap& heap) {
  if (!row.names) return std::nullopt;
  Pairs entries;
  for (std::size_t i = 0; i < row.items->size(); ++i) {
    if ((*row.names)[i] == name) return (*row.items)[i];
    entries.emplace_back(text((*row.names)[i]), (*row.items)[i]);
  }
  if (name == "_mapping") return heap.dict(std::move(entries));
  return std::nullopt;
}

/// The length of a character type: its one modifier.
std::optional<Value> of_type(const TypeValue& type, const std::string& name) {
  const auto& modifiers = type.type.modifiers;
  bool number = modifiers.size() == 1 && modifiers[0].size() < 10 &&
                modifiers[0].find_first_not_of("0123456789") == std::string::npos;
  bool character = ascii_lower(type.type.name.name).find("char") != std::string::npos;
  if (name != "length" || !character) return std::nullopt;
  if (modifiers.empty()) return Value{};
  return number ? std::optional(integer(std::stoll(modifiers[0]))) : std::nullopt;
}

std::optional<Value> of_made(const MadeValue& object, const std::string& name) {
  const auto& made = *object.made;
  bool named = made.name == "sqlalchemy.Column" || made.name == "sqlalchemy.Table" ||
               made.name == "sqlalchemy.table" || made.name == "sqlalchemy.column";
  if (name == "name" && named && !made.arguments.positional.empty()) {
    return made.arguments.positional[0];
  }
  bool table = made.name == "sqlalchemy.Table" || made.name == "sqlalchemy.table";
  auto out = std::make_shared<Made>();
  out->object = object.made;
  if ((name == "c" || name == "columns") && table) {
    out->name = ".c";
    return Value{MadeValue{out}};
  }
  if (made.name == ".c") {
    out->name = ".column";
    out->arguments.positional = {text(name)};
    return Value{MadeValue{out}};
  }
  return std::nullopt;
}

}  // namespace

Value attribute_of(const Value& object, const std::string& name, Interpreter& interpreter,
                   const Place& place) {
  std::optional<Value> out;
  if (const auto* it = std::get_if<Handle>(&object.kind)) {
    out = of_handle(*it, name, interpreter.host());
  }
  if (std::holds_alternative<InspectorValue>(object.kind)) {
    if (name == "dialect") out = Value{Handle::Dialect};
    if (name == "default_schema_name") out = text(interpreter.host().habits().default_schema);
  }
  if (const auto* it = std::get_if<TupleValue>(&object.kind)) {
    out = of_row(*it, name, interpreter.heap());
  }
  if (const auto* it = std::get_if<TypeValue>(&object.kind)) out = of_type(*it, name);
  if (const auto* it = std::get_if<MadeValue>(&object.kind)) out = of_made(*it, name);
  if (!out) throw NotKnown("attribute " + name, place);
  if (const auto* why = std::get_if<NeedsPython>(&out->kind)) {
    throw NotKnown(why->construct, why->place);
  }
  return *out;
}

}  // namespace athanor::alembic
