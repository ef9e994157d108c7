#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "grammar/alembic/evaluation/given.hpp"
#include "schema/names.hpp"
#include "schema/overloaded.hpp"

namespace athanor::alembic {
namespace {

/// Classes of SQLAlchemy's that are no types, besides those that begin with a small letter.
constexpr std::array schema_items = {
    "Column",    "Table",        "MetaData",      "ForeignKey",           "ForeignKeyConstraint",
    "Index",     "Computed",     "Identity",      "CheckConstraint",      "UniqueConstraint",
    "Sequence",  "FetchedValue", "DefaultClause", "PrimaryKeyConstraint", "ExcludeConstraint",
    "Inspector", "DDL"};

template <class T>
const T* as(const Value& value) {
  return std::get_if<T>(&value.kind);
}

[[noreturn]] void refuse(const Value& value, const Place& place) {
  if (const auto* why = as<NeedsPython>(value)) throw NotKnown(why->construct, why->place);
  if (const auto* it = as<MadeValue>(value)) {
    auto name = it->made->name;
    throw NotKnown(name.starts_with(".") ? "method " + name.substr(1) : call_of(name),
                   it->made->arguments.place.source ? it->made->arguments.place : place);
  }
  throw NotKnown("an argument that is " + kind_of(value), place);
}

std::string digits_of(const Value& value, const Place& place) {
  const auto* known = as<IntegerValue>(value);
  if (!known) refuse(value, place);
  return std::to_string(known->number);
}

/// `datetime.date(...)` and `datetime.datetime(...)` of numbers.
std::optional<ConstantTime> time_of(const Made& made) {
  std::array<std::int64_t, 7> parts{0, 1, 1, 0, 0, 0, 0};
  const auto& given = made.arguments.positional;
  bool date = made.name == "datetime.date", moment = made.name == "datetime.datetime";
  if ((!date && !moment) || !made.arguments.keywords.empty()) return std::nullopt;
  if (given.size() < 3 || given.size() > (date ? 3 : 7)) return std::nullopt;
  for (std::size_t i = 0; i < given.size(); ++i) {
    const auto* number = as<IntegerValue>(given[i]);
    if (!number || number->number < 0 || number->number > 999'999) return std::nullopt;
    parts[i] = number->number;
  }
  auto out = fmt::format("{:04}-{:02}-{:02}", parts[0], parts[1], parts[2]);
  if (date) return ConstantTime{ConstantTime::Kind::Date, out};
  out += fmt::format(" {:02}:{:02}:{:02}", parts[3], parts[4], parts[5]);
  if (parts[6]) out += fmt::format(".{:06}", parts[6]);
  return ConstantTime{ConstantTime::Kind::DateTime, out};
}

Constant constant_of_made(const Value& value, Interpreter& interpreter, const Place& place) {
  const auto& made = *std::get<MadeValue>(value.kind).made;
  if (auto time = time_of(made)) return {*time};
  const auto& given = made.arguments.positional;
  bool one = given.size() == 1 && made.arguments.keywords.empty();
  if (made.name == "alembic.op.inline_literal" && !given.empty()) {
    return constant(given[0], interpreter, place);
  }
  if (one && made.name == "decimal.Decimal") {
    if (const auto* known = text_of(given[0])) return {ConstantDecimal{*known}};
    if (as<IntegerValue>(given[0])) return {ConstantDecimal{digits_of(given[0], place)}};
  }
  if (one && made.name == "uuid.UUID" && text_of(given[0]) && text_of(given[0])->size() == 36) {
    return {ConstantUuid{ascii_lower(*text_of(given[0]))}};
  }
  refuse(value, place);
}

Constant constant_list(const Values& items, Interpreter& interpreter, const Place& place) {
  ConstantList out;
  for (const auto& item : items) out.items.push_back(constant(item, interpreter, place));
  return {std::move(out)};
}

Constant constant_dict(const Pairs& entries, Interpreter& interpreter, const Place& place) {
  ConstantDict out;
  for (const auto& [key, value] : entries) {
    const auto* name = text_of(key);
    if (!name) refuse(key, place);
    out.entries.emplace_back(*name, constant(value, interpreter, place));
  }
  return {std::move(out)};
}

struct OperatorName {
  std::string_view name;
  SqlOperator op;
};
constexpr std::array operators = {
    OperatorName{".==", SqlOperator::Equal},
    OperatorName{".!=", SqlOperator::NotEqual},
    OperatorName{".<", SqlOperator::Less},
    OperatorName{".<=", SqlOperator::LessEqual},
    OperatorName{".>", SqlOperator::Greater},
    OperatorName{".>=", SqlOperator::GreaterEqual},
    OperatorName{".desc", SqlOperator::Desc},
    OperatorName{".asc", SqlOperator::Asc},
    OperatorName{".nullsfirst", SqlOperator::NullsFirst},
    OperatorName{".nulls_first", SqlOperator::NullsFirst},
    OperatorName{".nullslast", SqlOperator::NullsLast},
    OperatorName{".nulls_last", SqlOperator::NullsLast},
    OperatorName{".like", SqlOperator::Like},
    OperatorName{".ilike", SqlOperator::ILike},
    OperatorName{".is_", SqlOperator::Is},
    OperatorName{".is_not", SqlOperator::IsNot},
    OperatorName{".isnot", SqlOperator::IsNot},
    OperatorName{".between", SqlOperator::Between},
    OperatorName{"desc", SqlOperator::Desc},
    OperatorName{"asc", SqlOperator::Asc},
    OperatorName{"nullsfirst", SqlOperator::NullsFirst},
    OperatorName{"nulls_first", SqlOperator::NullsFirst},
    OperatorName{"nullslast", SqlOperator::NullsLast},
    OperatorName{"nulls_last", SqlOperator::NullsLast},
    OperatorName{"not_", SqlOperator::Not},
    OperatorName{"and_", SqlOperator::And},
    OperatorName{"or_", SqlOperator::Or},
};

std::optional<SqlOperator> operator_of(std::string_view name) {
  auto found = std::find_if(operators.begin(), operators.end(),
                            [&](const OperatorName& it) { return it.name == name; });
  return found == operators.end() ? std::nullopt : std::optional(found->op);
}

/// What SQLAlchemy makes an expression of.
class ExpressionReader {
 public:
  ExpressionReader(const Value& value, Interpreter& interpreter, const Place& place)
      : value_(value), interpreter_(interpreter), place_(place) {}

  SqlExpression read() {
    if (const auto* known = text_of(value_)) {
      return {literal(*known), place_};
    }
    const auto* made = as<MadeValue>(value_);
    if (!made) return {SqlLiteral{constant(value_, interpreter_, place_), {}}, place_};
    return {of_made(*made->made), place_};
  }

 private:
  using Kind = decltype(SqlExpression::kind);

  Kind literal(const std::string& text) const { return SqlLiteral{{text}, {}}; }

  SqlExpression inner(const Value& value) const {
    return ExpressionReader(value, interpreter_, place_).read();
  }

  Kind of_made(const Made& made) {
    auto name = made.name.starts_with(".") ? made.name : class_name(made.name).name;
    const auto& given = made.arguments.positional;
    if (auto op = operator_of(name)) return operation(*op, made);
    if (name == "text" || name == ".bindparams") {
      return SqlText{sql_of(value_, nullptr, interpreter_, place_)};
    }
    if (name.starts_with("func.")) return call(name.substr(5), made);
    if (name == "true") return SqlWord::True;
    if (name == "false") return SqlWord::False;
    if (name == "null") return SqlWord::Null;
    if (name == ".column") return column(made);
    bool texts = !given.empty() && text_of(given[0]);
    if (name == "literal_column" && texts) return SqlLiteralColumn{*text_of(given[0])};
    if ((name == "column" || name == "Column") && texts) {
      return SqlColumn{*text_of(given[0]), std::nullopt};
    }
    if (name == "literal" && !given.empty()) return typed_literal(made);
    if (name == "cast" && given.size() == 2) {
      return SqlCast{{inner(given[0])}, type(given[1], interpreter_, place_)};
    }
    return SqlLiteral{constant(value_, interpreter_, place_), {}};
  }

  Kind operation(SqlOperator op, const Made& made) const {
    if (!made.arguments.keywords.empty()) refuse(value_, place_);
    SqlOperation out{op, {}};
    if (made.object) out.operands.push_back(inner({MadeValue{made.object}}));
    for (const auto& value : made.arguments.positional) {
      bool none = std::holds_alternative<NoneValue>(value.kind);
      out.operands.push_back(none ? SqlExpression{SqlWord::Null, place_} : inner(value));
      if (none && out.op == SqlOperator::Equal) out.op = SqlOperator::Is;
      if (none && out.op == SqlOperator::NotEqual) out.op = SqlOperator::IsNot;
    }
    return out;
  }

  Kind call(const std::string& name, const Made& made) const {
    if (!made.arguments.keywords.empty()) refuse(value_, place_);
    SqlCall out{name, {}};
    for (const auto& value : made.arguments.positional) out.arguments.push_back(inner(value));
    return out;
  }

  /// `table.c.name`
  Kind column(const Made& made) const {
    std::optional<std::string> table;
    if (made.object && made.object->object) {
      const auto& given = made.object->object->arguments.positional;
      if (!given.empty() && text_of(given[0])) table = *text_of(given[0]);
    }
    return SqlColumn{*text_of(made.arguments.positional[0]), table};
  }

  Kind typed_literal(const Made& made) const {
    SqlLiteral out{constant(made.arguments.positional[0], interpreter_, place_), {}};
    if (const auto* given = made.arguments.at(1, "type_")) {
      out.type.push_back(type(*given, interpreter_, place_));
    }
    return out;
  }

  const Value& value_;
  Interpreter& interpreter_;
  const Place& place_;
};

}  // namespace

ClassName class_name(std::string_view imported) {
  if (imported.find("AutoString") != std::string_view::npos && imported.starts_with("sqlmodel")) {
    return {"sqlalchemy", "String"};
  }
  if (!imported.starts_with("sqlalchemy.")) return {};
  if (auto at = imported.find(".func."); at != std::string_view::npos) {
    return {"sqlalchemy", std::string(imported.substr(at + 1))};
  }
  auto name = std::string(imported.substr(imported.rfind('.') + 1));
  constexpr std::string_view dialects = "sqlalchemy.dialects.";
  if (!imported.starts_with(dialects)) return {"sqlalchemy", name};
  return {std::string(imported.substr(0, imported.find('.', dialects.size()))), name};
}

ClassName class_of(const Value& value) {
  if (const auto* it = as<Imported>(value)) return class_name(it->name);
  if (const auto* it = as<MadeValue>(value)) return class_name(it->made->name);
  return {};
}

bool is_made(const Value& value, std::string_view name) {
  auto found = class_of(value);
  return as<MadeValue>(value) && !found.module.empty() && found.name == name;
}

bool is_type(const Value& value) {
  if (const auto* it = as<MadeValue>(value); it && it->made->name == ".with_variant") return true;
  auto found = class_of(value);
  bool capital = !found.name.empty() && found.name[0] >= 'A' && found.name[0] <= 'Z';
  return capital &&
         std::find(schema_items.begin(), schema_items.end(), found.name) == schema_items.end();
}

Constant constant(const Value& value, Interpreter& interpreter, const Place& place) {
  interpreter.heap().charge(1);
  if (as<NoneValue>(value)) return {ConstantNone{}};
  if (const auto* it = as<bool>(value)) return {*it};
  if (as<IntegerValue>(value)) return {ConstantInteger{digits_of(value, place)}};
  if (as<FloatValue>(value)) return {ConstantReal{repr(value, place)}};
  if (const auto* it = text_of(value)) return {*it};
  if (as<MadeValue>(value)) return constant_of_made(value, interpreter, place);
  if (const auto* it = as<DictValue>(value)) return constant_dict(*it->entries, interpreter, place);
  const auto* items = as<SetValue>(value) ? nullptr : items_of(value);
  if (!items) refuse(value, place);
  return constant_list(*items, interpreter, place);
}

SaType type(const Value& value, Interpreter& interpreter, const Place& place) {
  if (!is_type(value)) refuse(value, place);
  auto name = class_of(value);
  const auto* made = as<MadeValue>(value);
  if (!made) return {name.module, name.name, {}, {}, {}, place};
  const auto& arguments = made->made->arguments;
  if (made->made->name == ".with_variant") {
    auto out = type({MadeValue{made->made->object}}, interpreter, place);
    if (arguments.positional.size() < 2) refuse(value, place);
    TypeVariant variant{type(arguments.positional[0], interpreter, place), {}};
    for (std::size_t i = 1; i < arguments.positional.size(); ++i) {
      const auto* dialect = text_of(arguments.positional[i]);
      if (!dialect) refuse(value, place);
      variant.dialects.push_back(*dialect);
    }
    out.variants.push_back(std::move(variant));
    return out;
  }
  SaType out{name.module, name.name, {}, {}, {}, arguments.place};
  for (const auto& one : arguments.positional) {
    out.arguments.push_back(argument(one, interpreter, place));
  }
  for (const auto& [keyword, one] : arguments.keywords) {
    if (keyword == "metadata") continue;
    out.keywords.push_back({keyword, argument(one, interpreter, place)});
  }
  return out;
}

SqlExpression expression(const Value& value, Interpreter& interpreter, const Place& place) {
  if (const auto* known = text_of(value)) {
    auto made = std::make_shared<Made>();
    made->name = "sqlalchemy.text";
    made->arguments = {{text(*known)}, {}, place};
    return {SqlText{sql_of({MadeValue{made}}, nullptr, interpreter, place)}, place};
  }
  return ExpressionReader(value, interpreter, place).read();
}

Argument argument(const Value& value, Interpreter& interpreter, const Place& place) {
  if (is_type(value)) return {type(value, interpreter, place), place};
  const auto* made = as<MadeValue>(value);
  bool of_sql =
      made && (made->made->name.starts_with(".") || !class_name(made->made->name).module.empty());
  if (of_sql) return {expression(value, interpreter, place), place};
  return {constant(value, interpreter, place), place};
}

}  // namespace athanor::alembic
