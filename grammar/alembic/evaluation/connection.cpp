#include <algorithm>
#include <array>
#include <utility>

#include "grammar/alembic/bind_text.hpp"
#include "grammar/alembic/evaluation/interpreter.hpp"
#include "schema/overloaded.hpp"
#include "schema/sql_text.hpp"

namespace athanor::alembic {
namespace {

/// How SQL writes a value that was bound.
std::string literal(const Value& value, const Place& place) {
  if (const auto* known = text_of(value)) {
    std::string out = "'";
    for (char c : *known) out += c == '\'' ? "''" : std::string(1, c);
    if (known->find('\\') != std::string::npos) throw NotKnown("such a bound text", place);
    return out + "'";
  }
  if (const auto* known = std::get_if<IntegerValue>(&value.kind)) {
    return std::to_string(known->number);
  }
  if (const auto* known = std::get_if<bool>(&value.kind)) return *known ? "true" : "false";
  if (std::holds_alternative<NoneValue>(value.kind)) return "NULL";
  throw NotKnown("a bound value that is " + kind_of(value), place);
}

bool is_text_call(std::string_view name) {
  return name == "sqlalchemy.text" || name == "sqlalchemy.sql.text" ||
         name == "sqlalchemy.sql.expression.text";
}

/// `sa.text("...")`, with what `bindparams` gave it.
struct BoundText {
  std::string text;
  std::vector<std::pair<std::string, Value>> values;
};

std::optional<BoundText> bound_text(const Made& made) {
  if (made.name == ".bindparams" && made.object) {
    auto out = bound_text(*made.object);
    if (!out || !made.arguments.positional.empty()) return std::nullopt;
    const auto& more = made.arguments.keywords;
    out->values.insert(out->values.end(), more.begin(), more.end());
    return out;
  }
  if ((made.name == ".execution_options" || made.name == ".columns") && made.object) {
    return made.name == ".columns" ? std::nullopt : bound_text(*made.object);
  }
  if (!is_text_call(made.name) || made.arguments.positional.size() != 1) return std::nullopt;
  const auto* known = text_of(made.arguments.positional[0]);
  if (!known) return std::nullopt;
  return BoundText{*known, {}};
}

/// Where `name` is bound from, or null.
const Value* value_for(const std::string& name, const BoundText& text, const Value* parameters,
                       const Place& place) {
  if (parameters) {
    const auto* dict = std::get_if<DictValue>(&parameters->kind);
    if (!dict) throw NotKnown("parameters that are " + kind_of(*parameters), place);
    if (const auto* found = find(*dict, athanor::alembic::text(name), place)) return found;
  }
  for (const auto& [known, value] : text.values) {
    if (known == name) return &value;
  }
  return nullptr;
}

/// Puts literals in for bind parameters, which keeps every escape as it is.
std::string with_values(const BoundText& text, const Value* parameters, Heap& heap,
                        const Place& place) {
  std::string rest = text.text, out;
  for (;;) {
    auto read = sql_of_text(rest);
    if (auto* sql = std::get_if<std::string>(&read)) return out + *sql;
    const auto* bind = std::get_if<BindParameter>(&read);
    if (!bind) throw NotKnown("a colon next to a dollar sign", place);
    const auto* value = value_for(bind->name, text, parameters, place);
    if (!value) throw NotKnown("bind parameter :" + bind->name, place);
    auto before = sql_of_text(rest.substr(0, bind->offset));
    const auto* head = std::get_if<std::string>(&before);
    if (!head) throw NotKnown("bind parameter :" + bind->name, place);
    out += *head + literal(*value, place);
    rest = rest.substr(bind->offset + bind->name.size() + 1);
    heap.charge(rest.size() / 64 + 1);
  }
}

bool has_word(const std::vector<SqlToken>& tokens, std::string_view sought) {
  return std::any_of(tokens.begin(), tokens.end(), [&](const SqlToken& token) {
    return token.kind == SqlToken::Kind::Word && ascii_iequals(token.text, sought);
  });
}

/// Whether a statement gives rows, by its first word.
bool is_select(const std::vector<SqlToken>& tokens) {
  if (tokens.empty()) return false;
  auto word = ascii_lower(tokens[0].text);
  bool sets = std::any_of(tokens.begin(), tokens.end(),
                          [](const SqlToken& token) { return token.text == "="; });
  return word == "select" || word == "with" || (word == "pragma" && !sets);
}

/// Whether a select could do more than ask.
bool may_write(const std::vector<SqlToken>& tokens) {
  static constexpr std::array words = {"into",   "insert",     "update", "delete",
                                       "setval", "set_config", "nextval"};
  return std::any_of(words.begin(), words.end(),
                     [&](const char* word) { return has_word(tokens, word); });
}

Value value_of(const Cell& cell, const Place& place) {
  switch (cell.kind) {
    case Cell::Kind::Null:
      return {};
    case Cell::Kind::Text:
      return text(cell.text);
    case Cell::Kind::Integer:
      if (cell.text.size() > 18) break;
      return integer(std::stoll(cell.text));
    case Cell::Kind::Boolean:
      return {cell.text == "true"};
    case Cell::Kind::Other:
      break;
  }
  return {NeedsPython{"a value of that type in a row", place}};
}

Value rows_of(const Answer& answer, Heap& heap, const Place& place) {
  auto names = std::make_shared<const std::vector<std::string>>(answer.columns);
  Values rows;
  for (const auto& row : answer.rows) {
    auto items = std::make_shared<Values>();
    for (const auto& cell : row) items->push_back(value_of(cell, place));
    heap.charge(items->size() + 1);
    rows.push_back({TupleValue{std::move(items), names}});
  }
  return heap.iterator(std::move(rows));
}

Value first_of(const Value& row) {
  const auto* items = items_of(row);
  return items && !items->empty() ? items->front() : Value{};
}

Value execute(const Arguments& arguments, Interpreter& interpreter) {
  const Place& place = arguments.place;
  const auto* statement = arguments.at(0, "statement");
  const auto* parameters = arguments.at(1, "parameters");
  if (!statement || arguments.positional.size() > 2 || text_of(*statement)) {
    throw NotKnown("call of execute", place);
  }
  auto sql = sql_of(*statement, parameters, interpreter, place);
  auto tokens = scan_sql(sql);
  if (is_select(tokens)) {
    if (may_write(tokens)) throw NotKnown("a select that may write", place);
    auto answer = interpreter.host().query(sql);
    if (!answer) throw NotKnown("rows of a select", place);
    return rows_of(*answer, interpreter.heap(), place);
  }
  interpreter.before_effect(place);
  interpreter.host().take(SqlItem{sql, interpreter.mode(), place, interpreter.block()});
  return {NeedsPython{"result of a statement", place}};
}

}  // namespace

std::string sql_of(const Value& text, const Value* parameters, Interpreter& interpreter,
                   const Place& place) {
  const auto* made = std::get_if<MadeValue>(&text.kind);
  auto bound = made ? bound_text(*made->made) : std::nullopt;
  if (!bound) throw NotKnown("SQL that is " + kind_of(text), place);
  return with_values(*bound, parameters, interpreter.heap(), place);
}

Value connection_method(const std::string& name, const Arguments& arguments,
                        Interpreter& interpreter) {
  const Place& place = arguments.place;
  bool plain = arguments.positional.empty() && arguments.keywords.empty();
  if (name == "execute") return execute(arguments, interpreter);
  if (name == "scalar" || name == "scalars") {
    auto result = execute(arguments, interpreter);
    const auto* rows = std::get_if<ResultValue>(&result.kind);
    if (!rows) throw NotKnown("result of a statement", place);
    return result_method(*rows, name, {{}, {}, place}, interpreter.heap());
  }
  if (name == "begin_nested" && plain) return {Handle::NestedBlock};
  if (name == "execution_options") throw NotKnown("options of the connection", place);
  throw NotKnown("call of " + name + " of the connection", place);
}

Value result_method(const ResultValue& result, const std::string& name, const Arguments& arguments,
                    Heap& heap) {
  const Place& place = arguments.place;
  bool plain = arguments.positional.empty() && arguments.keywords.empty();
  if (!plain) throw NotKnown("call of " + name + " of a result", place);
  auto& rows = *result.rows;
  bool none = rows.empty();
  if (name == "fetchall" || name == "all") return heap.list(std::exchange(rows, {}));
  if (name == "mappings" || name == "unique") {
    throw NotKnown("call of " + name + " of a result", place);
  }
  if (name == "close") return {};
  if (name == "scalars") {
    Values out;
    for (const auto& row : rows) out.push_back(first_of(row));
    rows.clear();
    return heap.iterator(std::move(out));
  }
  if (name == "fetchone" || name == "first") {
    auto row = none ? Value{} : rows.front();
    if (name == "first") rows.clear();
    if (!none && name == "fetchone") rows.erase(rows.begin());
    return row;
  }
  if (name == "scalar") return none ? Value{} : first_of(std::exchange(rows, {}).front());
  bool one = rows.size() == 1;
  if (name == "scalar_one_or_none" && (none || one)) {
    return none ? Value{} : first_of(std::exchange(rows, {}).front());
  }
  if (name == "one_or_none" && (none || one)) {
    return none ? Value{} : std::exchange(rows, {}).front();
  }
  if (one && (name == "scalar_one" || name == "one")) {
    auto row = std::exchange(rows, {}).front();
    return name == "one" ? row : first_of(row);
  }
  throw NotKnown("call of " + name + " of a result", place);
}

}  // namespace athanor::alembic
