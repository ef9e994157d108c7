#include "engine/operations/type_class.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "engine/dialects/type_classes.hpp"
#include "engine/operations/arguments.hpp"
#include "schema/diagnostics.hpp"

namespace athanor::operations {
namespace {

constexpr std::string_view generic = "sqlalchemy";

constexpr std::string_view numeric_parameters = "precision scale decimal_return_scale asdecimal";
constexpr std::string_view float_parameters = "precision asdecimal decimal_return_scale";

using Kind = TypeKind;

constexpr TypeClass classes[] = {
    {generic, "ARRAY", Kind::Array, "", "ARRAY", array_parameters},
    {generic, "BIGINT", Kind::Fixed, "BIGINT", "Integer", ""},
    {generic, "BINARY", Kind::SizedBytes, "BINARY", "_Binary", "length"},
    {generic, "BLOB", Kind::Fixed, "BLOB", "_Binary", "length"},
    {generic, "BOOLEAN", Kind::Fixed, "BOOLEAN", "Boolean", "create_constraint name"},
    {generic, "BigInteger", Kind::Fixed, "BIGINT", "Integer", ""},
    {generic, "Boolean", Kind::Fixed, "BOOLEAN", "Boolean", "create_constraint name"},
    {generic, "CHAR", Kind::Sized, "CHAR", "String", string_parameters},
    {generic, "CLOB", Kind::Fixed, "CLOB", "String", string_parameters},
    {generic, "DATE", Kind::Fixed, "DATE", "Date", ""},
    {generic, "DATETIME", Kind::Fixed, "DATETIME", "DateTime", "timezone"},
    {generic, "DECIMAL", Kind::Numeric, "DECIMAL", "Numeric", numeric_parameters},
    {generic, "DOUBLE", Kind::Fixed, "DOUBLE", "Float", float_parameters},
    {generic, "DOUBLE_PRECISION", Kind::Fixed, "DOUBLE PRECISION", "Float", float_parameters},
    {generic, "Date", Kind::Date, "DATE", "Date", ""},
    {generic, "DateTime", Kind::DateTime, "DATETIME", "DateTime", "timezone"},
    {generic, "Double", Kind::Double, "DOUBLE", "Float", float_parameters},
    {generic, "Enum", Kind::Enum, "VARCHAR", "String", enum_parameters},
    {generic, "FLOAT", Kind::Float, "FLOAT", "Float", float_parameters},
    {generic, "Float", Kind::Float, "FLOAT", "Float", float_parameters},
    {generic, "INT", Kind::Fixed, "INTEGER", "Integer", ""},
    {generic, "INTEGER", Kind::Fixed, "INTEGER", "Integer", ""},
    {generic, "Integer", Kind::Fixed, "INTEGER", "Integer", ""},
    {generic, "Interval", Kind::Interval, "DATETIME", "Interval",
     "native second_precision day_precision"},
    {generic, "JSON", Kind::Fixed, "JSON", "JSON", "none_as_null"},
    {generic, "LargeBinary", Kind::LargeBinary, "BLOB", "_Binary", "length"},
    {generic, "NCHAR", Kind::Sized, "NCHAR", "String", string_parameters},
    {generic, "NUMERIC", Kind::Numeric, "NUMERIC", "Numeric", numeric_parameters},
    {generic, "NVARCHAR", Kind::Sized, "NVARCHAR", "String", string_parameters},
    {generic, "NullType", Kind::Null, "", "NullType", ""},
    {generic, "Numeric", Kind::Numeric, "NUMERIC", "Numeric", numeric_parameters},
    {generic, "PickleType", Kind::LargeBinary, "BLOB", "_Binary",
     "protocol pickler comparator impl"},
    {generic, "REAL", Kind::Fixed, "REAL", "Float", float_parameters},
    {generic, "SMALLINT", Kind::Fixed, "SMALLINT", "Integer", ""},
    {generic, "SmallInteger", Kind::Fixed, "SMALLINT", "Integer", ""},
    {generic, "String", Kind::Sized, "VARCHAR", "String", string_parameters},
    {generic, "TEXT", Kind::Sized, "TEXT", "String", string_parameters},
    {generic, "TIME", Kind::Time, "TIME", "Time", "timezone"},
    {generic, "TIMESTAMP", Kind::Timestamp, "TIMESTAMP", "DateTime", "timezone"},
    {generic, "Text", Kind::Sized, "TEXT", "String", string_parameters},
    {generic, "Time", Kind::Time, "TIME", "Time", "timezone"},
    {generic, "UUID", Kind::Fixed, "UUID", "Uuid", "as_uuid"},
    {generic, "Unicode", Kind::Sized, "VARCHAR", "String", string_parameters},
    {generic, "UnicodeText", Kind::Sized, "TEXT", "String", string_parameters},
    {generic, "Uuid", Kind::Uuid, "CHAR(32)", "Uuid", "as_uuid native_uuid"},
    {generic, "VARBINARY", Kind::SizedBytes, "VARBINARY", "_Binary", "length"},
    {generic, "VARCHAR", Kind::Sized, "VARCHAR", "String", string_parameters},
};

/// A dialect's module also has SQLAlchemy's upper-case types.
const TypeClass& class_of(const alembic::SaType& type) {
  const auto* found = find_type_class(type.module, type.name);
  bool is_dialect = type.module.rfind("sqlalchemy.dialects.", 0) == 0;
  if (!found && is_dialect) found = find_type_class(generic, type.name);
  if (!found) throw Error(fmt::format("the type {}.{} is not known", type.module, type.name));
  return *found;
}

struct ParameterNames {
  std::vector<std::string_view> positional, named;
  enum class Items { None, Any } items = Items::None;
};

ParameterNames names_of(std::string_view parameters) {
  ParameterNames names;
  auto* list = &names.positional;
  while (!parameters.empty()) {
    auto space = parameters.find(' ');
    auto word = parameters.substr(0, space);
    parameters.remove_prefix(space == parameters.npos ? parameters.size() : space + 1);
    if (word == "*") names.items = ParameterNames::Items::Any;
    if (word == "*" || word == "|") {
      list = &names.named;
    } else {
      list->push_back(word);
    }
  }
  return names;
}

void bind_positional(BoundType& bound, const ParameterNames& names, const alembic::SaType& type) {
  if (names.items == ParameterNames::Items::Any) {
    for (const auto& argument : type.arguments) bound.items.push_back(&argument);
    return;
  }
  if (type.arguments.size() > names.positional.size()) {
    throw Error(fmt::format("{}() takes no more than {} arguments by position", type.name,
                            names.positional.size()));
  }
  for (std::size_t i = 0; i < type.arguments.size(); ++i) {
    bound.parameters[names.positional[i]] = &type.arguments[i];
  }
}

std::string_view name_in(const ParameterNames& names, std::string_view name) {
  for (const auto* list : {&names.positional, &names.named}) {
    auto found = std::find(list->begin(), list->end(), name);
    if (found != list->end()) return *found;
  }
  return {};
}

}  // namespace

const TypeClass* find_in(std::span<const TypeClass> classes, std::string_view module,
                         std::string_view name) {
  auto found = std::find_if(classes.begin(), classes.end(), [&](const TypeClass& entry) {
    return entry.module == module && entry.name == name;
  });
  return found == classes.end() ? nullptr : &*found;
}

std::span<const TypeClass> generic_type_classes() {
  return classes;
}

BoundType bind_type(const alembic::SaType& type) {
  const auto& type_class = class_of(type);
  auto names = names_of(type_class.parameters);
  BoundType bound{&type_class, {}, {}};
  bind_positional(bound, names, type);
  for (const auto& keyword : type.keywords) {
    auto name = name_in(names, keyword.name);
    if (name.empty()) {
      throw Error(
          fmt::format("{}() got an unexpected keyword argument '{}'", type.name, keyword.name));
    }
    if (!bound.parameters.emplace(name, &keyword.value).second) {
      throw Error(fmt::format("{}() got multiple values for argument '{}'", type.name, name));
    }
  }
  return bound;
}

const alembic::Argument* BoundType::argument(std::string_view name) const {
  auto found = parameters.find(name);
  return found == parameters.end() ? nullptr : found->second;
}

std::optional<std::string> BoundType::text(std::string_view name) const {
  return text_argument(argument(name), fmt::format("{} of {}", name, type_class->name));
}

std::optional<long long> BoundType::integer(std::string_view name) const {
  return integer_argument(argument(name), fmt::format("{} of {}", name, type_class->name));
}

bool BoundType::flag(std::string_view name, bool otherwise) const {
  return flag_argument(argument(name), fmt::format("{} of {}", name, type_class->name))
      .value_or(otherwise);
}

std::vector<std::string> enum_labels(const BoundType& type) {
  std::vector<std::string> labels;
  for (const auto* item : type.items) {
    auto label = text_argument(item, fmt::format("a value of {}", type.type_class->name));
    if (!label) throw Error(fmt::format("a value of {} is None", type.type_class->name));
    labels.push_back(*label);
  }
  return labels;
}

}  // namespace athanor::operations
