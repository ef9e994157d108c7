#include <fmt/format.h>

#include <algorithm>
#include <iterator>

#include "engine/dialects/postgresql/operation_ddl.hpp"
#include "engine/operations/arguments.hpp"
#include "schema/diagnostics.hpp"

namespace athanor::postgresql {
namespace {

using operations::BoundType;
using operations::TypeKind;

/// Those that SQLAlchemy quotes as names, which are not all that PostgreSQL itself would
/// (keywords.hpp): what is sent has to be what Alembic sends.
constexpr std::string_view reserved_words[] = {"all",
                                               "analyse",
                                               "analyze",
                                               "and",
                                               "any",
                                               "array",
                                               "as",
                                               "asc",
                                               "asymmetric",
                                               "authorization",
                                               "between",
                                               "binary",
                                               "both",
                                               "case",
                                               "cast",
                                               "check",
                                               "collate",
                                               "column",
                                               "constraint",
                                               "create",
                                               "cross",
                                               "current_catalog",
                                               "current_date",
                                               "current_role",
                                               "current_schema",
                                               "current_time",
                                               "current_timestamp",
                                               "current_user",
                                               "default",
                                               "deferrable",
                                               "desc",
                                               "distinct",
                                               "do",
                                               "else",
                                               "end",
                                               "except",
                                               "false",
                                               "fetch",
                                               "for",
                                               "foreign",
                                               "freeze",
                                               "from",
                                               "full",
                                               "grant",
                                               "group",
                                               "having",
                                               "ilike",
                                               "in",
                                               "initially",
                                               "inner",
                                               "intersect",
                                               "into",
                                               "is",
                                               "isnull",
                                               "join",
                                               "leading",
                                               "left",
                                               "like",
                                               "limit",
                                               "localtime",
                                               "localtimestamp",
                                               "natural",
                                               "new",
                                               "not",
                                               "notnull",
                                               "null",
                                               "of",
                                               "off",
                                               "offset",
                                               "old",
                                               "on",
                                               "only",
                                               "or",
                                               "order",
                                               "outer",
                                               "over",
                                               "overlaps",
                                               "placing",
                                               "primary",
                                               "references",
                                               "returning",
                                               "right",
                                               "select",
                                               "session_user",
                                               "similar",
                                               "some",
                                               "symmetric",
                                               "table",
                                               "then",
                                               "to",
                                               "trailing",
                                               "true",
                                               "union",
                                               "unique",
                                               "user",
                                               "using",
                                               "variadic",
                                               "verbose",
                                               "when",
                                               "where",
                                               "window",
                                               "with"};

bool is_reserved(std::string_view word) {
  return std::binary_search(std::begin(reserved_words), std::end(reserved_words), word);
}

std::string with_zone(std::string_view word, const BoundType& type) {
  // Only this dialect's own classes have a precision.
  std::string text(word);
  if (auto precision = type.integer("precision")) text += fmt::format("({})", *precision);
  return text + (type.flag("timezone", false) ? " WITH TIME ZONE" : " WITHOUT TIME ZONE");
}

std::string interval_text(std::optional<std::string> fields, std::optional<long long> precision) {
  std::string text = "INTERVAL";
  if (fields) text += ' ' + *fields;
  if (precision) text += fmt::format(" ({})", *precision);
  return text;
}

std::string bit(const BoundType& type) {
  auto length = type.integer("length").value_or(0);
  if (!type.flag("varying", false)) return fmt::format("BIT({})", length ? length : 1);
  return length ? fmt::format("BIT VARYING({})", length) : "BIT VARYING";
}

}  // namespace

operations::IdentifierRules identifier_rules() {
  return {is_reserved, 63};
}

std::string type_name(const BoundType& type, const operations::Identifiers& names) {
  auto name = type.text("name");
  if (!name || name->empty()) throw Error("PostgreSQL ENUM type requires a name.");
  auto schema = type.text("schema");
  return schema ? names.quote(*schema) + '.' + names.quote(*name) : names.quote(*name);
}

bool OperationTypes::has_natively(const BoundType& type) const {
  return type.type_class->kind != TypeKind::Enum || type.flag("native_enum", true);
}

bool OperationTypes::has_own_word(const operations::TypeClass& type_class) const {
  return type_class.module == "sqlalchemy.dialects.postgresql";
}

std::string OperationTypes::word(const BoundType& type) const {
  const auto& type_class = *type.type_class;
  switch (type_class.kind) {
    case TypeKind::Float:
      if (auto precision = type.integer("precision")) return fmt::format("FLOAT({})", *precision);
      return "FLOAT";
    case TypeKind::Double:
      return "DOUBLE PRECISION";
    case TypeKind::DateTime:
    case TypeKind::Timestamp:
      return with_zone("TIMESTAMP", type);
    case TypeKind::Time:
      return with_zone("TIME", type);
    case TypeKind::LargeBinary:
      return "BYTEA";
    case TypeKind::Interval:
      if (!type.flag("native", true)) return "TIMESTAMP WITHOUT TIME ZONE";
      return interval_text(std::nullopt, type.integer("second_precision"));
    case TypeKind::FieldsInterval:
      return interval_text(type.text("fields"), type.integer("precision"));
    case TypeKind::Uuid:
      return type.flag("native_uuid", true) ? "UUID" : "CHAR(32)";
    case TypeKind::Array:
      return array(type);
    case TypeKind::Enum:
      if (!has_natively(type)) return TypeCompiler::word(type);
      return type_name(type, names());
    case TypeKind::NativeEnum:
    case TypeKind::Domain:
      return type_name(type, names());
    case TypeKind::Bit:
      return bit(type);
    case TypeKind::Fixed:
    case TypeKind::Sized:
    case TypeKind::SizedBytes:
    case TypeKind::Numeric:
    case TypeKind::Date:
    case TypeKind::OwnWord:
    case TypeKind::Null:
      break;
  }
  return TypeCompiler::word(type);
}

std::string OperationTypes::array(const BoundType& type) const {
  const auto* item = type.argument("item_type");
  const auto* item_type = item ? std::get_if<alembic::SaType>(&item->value) : nullptr;
  if (!item_type) throw Error("ARRAY needs the type of its items");
  auto inner = text(*item_type);
  std::string brackets;
  for (auto i = type.integer("dimensions").value_or(1); i > 0; --i) brackets += "[]";
  auto collation = inner.find(" COLLATE");
  return inner.insert(collation == std::string::npos ? inner.size() : collation, brackets);
}

}  // namespace athanor::postgresql
