#include <map>
#include <utility>

#include "grammar/alembic/bind_text.hpp"
#include "grammar/alembic/evaluation/given.hpp"
#include "grammar/alembic/evaluation/operation_reader.hpp"
#include "schema/overloaded.hpp"

namespace athanor::alembic {
namespace {

/// Where a stretch of a string argument was written, as far as that is one literal.
Place place_in_string(const Arguments& arguments, std::size_t offset, std::size_t length) {
  if (!arguments.first) return arguments.place;
  const auto* literal = std::get_if<StringLiteral>(&arguments.first->kind);
  if (!literal) return arguments.first->place;
  Place place = place_in(*literal, offset, arguments.first->place.source);
  place.length = static_cast<std::uint32_t>(length);
  return place;
}

/// What SQL `op.execute` sends for a string.
std::string sql_of_string(const std::string& string, const Arguments& arguments) {
  return std::visit(overloaded{[](std::string&& sql) { return std::move(sql); },
                               [&](const BindParameter& bind) -> std::string {
                                 throw NotKnown(
                                     "bind parameter :" + bind.name,
                                     place_in_string(arguments, bind.offset, bind.name.size() + 1));
                               },
                               [&](const DisputedColon& colon) -> std::string {
                                 throw NotKnown("a colon next to a dollar sign",
                                                place_in_string(arguments, colon.offset, 1));
                               }},
                    sql_of_text(string));
}

Value execute(const Arguments& arguments, Interpreter& interpreter) {
  Place place = arguments.first ? arguments.first->place : arguments.place;
  const auto* given = arguments.at(0, "sqltext");
  bool plain = given && arguments.positional.size() + arguments.keywords.size() == 1;
  if (!plain) throw NotKnown("arguments of op.execute", arguments.place);
  const auto* known = text_of(*given);
  if (!known && !std::holds_alternative<MadeValue>(given->kind)) {
    throw NotKnown("op.execute of something that is not a string", place);
  }
  auto sql = known ? sql_of_string(*known, arguments) : sql_of(*given, nullptr, interpreter, place);
  interpreter.before_effect(place);
  interpreter.host().take(SqlItem{std::move(sql), interpreter.mode(), place, interpreter.block()});
  return {};
}

std::vector<std::vector<std::string>> reordering(const Value& value, Given& given) {
  const auto* groups = items_of(value);
  if (!groups) given.refuse("partial_reordering");
  std::vector<std::vector<std::string>> out;
  for (const auto& group : *groups) out.push_back(given.texts(group, "partial_reordering"));
  return out;
}

Keywords keywords_of(const Value* value, const char* name, Given& given) {
  Keywords out;
  if (!value) return out;
  const auto* dict = std::get_if<DictValue>(&value->kind);
  if (!dict) given.refuse(name);
  for (const auto& [key, item] : *dict->entries) {
    out.push_back({given.text(key, name), argument(item, given.interpreter(), given.place())});
  }
  return out;
}

std::vector<TableItem> items_of_argument(const Value* value, const char* name, Given& given) {
  if (!value) return {};
  const auto* items = items_of(*value);
  if (!items) given.refuse(name);
  return table_items(*items, given.interpreter(), given.place());
}

BatchAlterTable::Recreate recreate(const Value* value, Given& given) {
  auto word = value ? given.text(*value, "recreate") : "auto";
  if (word == "auto") return BatchAlterTable::Recreate::Auto;
  if (word == "always") return BatchAlterTable::Recreate::Always;
  if (word == "never") return BatchAlterTable::Recreate::Never;
  given.refuse("recreate");
}

Value batch(const Arguments& arguments, Interpreter& interpreter) {
  Given given(arguments, "op.batch_alter_table", interpreter);
  auto out = std::make_shared<BatchAlterTable>();
  out->place = given.place();
  out->table.name = given.text(given.required("table_name"), "table_name");
  out->table.schema = given.optional_text(given.next("schema"), "schema");
  out->recreate = recreate(given.next("recreate"), given);
  auto is_given = [](const Value* value) {
    return value && !std::holds_alternative<NoneValue>(value->kind);
  };
  if (const auto* it = given.next("partial_reordering"); is_given(it)) {
    out->partial_reordering = reordering(*it, given);
  }
  if (const auto* it = given.next("copy_from"); is_given(it)) {
    out->copy_from = table(*it, interpreter, given.place());
  }
  out->table_args = items_of_argument(given.next("table_args"), "table_args", given);
  out->table_keywords = keywords_of(given.next("table_kwargs"), "table_kwargs", given);
  out->reflect_args = items_of_argument(given.next("reflect_args"), "reflect_args", given);
  out->reflect_keywords = keywords_of(given.next("reflect_kwargs"), "reflect_kwargs", given);
  if (const auto* it = given.next("naming_convention"); is_given(it)) {
    const auto* dict = std::get_if<DictValue>(&it->kind);
    if (!dict) given.refuse("naming_convention");
    for (const auto& [key, value] : *dict->entries) {
      out->naming_convention.emplace_back(given.text(key, "naming_convention"),
                                          given.text(value, "naming_convention"));
    }
  }
  given.finish();
  return {BatchValue{std::move(out), arguments.place}};
}

/// `sa.Enum(...).create(bind, checkfirst=...)`, of a type that databases keep by name.
void type_operation(const MadeValue& object, const std::string& name, const Arguments& arguments,
                    Interpreter& interpreter) {
  Given given(arguments, "method " + name, interpreter);
  const auto& bind = given.required("bind");
  const auto* handle = std::get_if<Handle>(&bind.kind);
  if (!handle || *handle != Handle::Bind) given.refuse("bind");
  bool first = given.flag(given.next("checkfirst"), "checkfirst").value_or(false);
  given.finish();
  auto of = type({object}, interpreter, arguments.place);
  interpreter.before_effect(arguments.place);
  Operation operation = CreateType{of, first, arguments.place};
  if (name == "drop") operation = DropType{of, first, arguments.place};
  interpreter.host().take(OperationItem{std::move(operation), interpreter.mode(), arguments.place,
                                        interpreter.block()});
}

/// What `op.create_table` returns: the table it made, for `op.bulk_insert`.
Value table_made(const Arguments& arguments) {
  auto made = std::make_shared<Made>();
  made->name = "sqlalchemy.Table";
  made->arguments = arguments;
  std::erase_if(made->arguments.keywords,
                [](const auto& keyword) { return keyword.first == "if_not_exists"; });
  return {MadeValue{std::move(made)}};
}

}  // namespace

Value operation(const std::string& name, const Arguments& arguments, Interpreter& interpreter) {
  const Place& place = arguments.place;
  bool plain = arguments.positional.empty() && arguments.keywords.empty();
  if (plain && name == "get_bind") return {Handle::Bind};
  if (plain && name == "get_context") return {Handle::Context};
  if (name == "execute") return execute(arguments, interpreter);
  if (name == "batch_alter_table") return batch(arguments, interpreter);
  if (name == "f") {
    const auto* known = arguments.at(0, "name");
    if (!known || !text_of(*known)) throw NotKnown("argument name of op.f", place);
    return {TextValue{*text_of(*known), TextValue::Naming::Final}};
  }
  if (name == "inline_literal") {
    auto made = std::make_shared<Made>();
    made->name = "alembic.op.inline_literal";
    made->arguments = arguments;
    return {MadeValue{std::move(made)}};
  }
  Given given(arguments, "op." + name, interpreter);
  auto read = read_operation(name, given);
  interpreter.before_effect(place);
  interpreter.host().take(
      OperationItem{std::move(read), interpreter.mode(), place, interpreter.block()});
  return name == "create_table" ? table_made(arguments) : Value{};
}

void batch_operation(const BatchValue& batch, const std::string& name, const Arguments& arguments,
                     Interpreter& interpreter) {
  if (name == "execute") {
    execute(arguments, interpreter);
    return;
  }
  Given given(arguments, "batch_op." + name, interpreter);
  auto read = read_batch_operation(name, batch.batch->table, given);
  interpreter.before_effect(arguments.place);
  batch.batch->operations.push_back(std::move(read));
}

Value made_method(const MadeValue& object, const std::string& name, const Arguments& arguments,
                  Interpreter& interpreter) {
  if (is_type({object}) && (name == "create" || name == "drop")) {
    type_operation(object, name, arguments, interpreter);
    return {};
  }
  auto made = std::make_shared<Made>();
  made->name = "." + name;
  made->object = object.made;
  made->arguments = arguments;
  bool sql = !class_name(object.made->name).module.empty() || object.made->name.starts_with(".");
  if (!sql || name == "create" || name == "drop" || name == "create_all" || name == "drop_all" ||
      name == "reflect" || name == "execute") {
    throw NotKnown("method " + name, arguments.place);
  }
  return {MadeValue{std::move(made)}};
}

}  // namespace athanor::alembic
