#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>

#include "engine/dialects/sqlite/operation_ddl.hpp"
#include "schema/diagnostics.hpp"

namespace athanor::sqlite {
namespace {

using operations::TypeKind;

constexpr std::string_view reserved_words[] = {"add",          "after",
                                               "all",          "alter",
                                               "analyze",      "and",
                                               "as",           "asc",
                                               "attach",       "autoincrement",
                                               "before",       "begin",
                                               "between",      "by",
                                               "cascade",      "case",
                                               "cast",         "check",
                                               "collate",      "column",
                                               "commit",       "conflict",
                                               "constraint",   "create",
                                               "cross",        "current_date",
                                               "current_time", "current_timestamp",
                                               "database",     "default",
                                               "deferrable",   "deferred",
                                               "delete",       "desc",
                                               "detach",       "distinct",
                                               "drop",         "each",
                                               "else",         "end",
                                               "escape",       "except",
                                               "exclusive",    "exists",
                                               "explain",      "fail",
                                               "false",        "for",
                                               "foreign",      "from",
                                               "full",         "glob",
                                               "group",        "having",
                                               "if",           "ignore",
                                               "immediate",    "in",
                                               "index",        "indexed",
                                               "initially",    "inner",
                                               "insert",       "instead",
                                               "intersect",    "into",
                                               "is",           "isnull",
                                               "join",         "key",
                                               "left",         "like",
                                               "limit",        "match",
                                               "natural",      "not",
                                               "notnull",      "null",
                                               "of",           "offset",
                                               "on",           "or",
                                               "order",        "outer",
                                               "plan",         "pragma",
                                               "primary",      "query",
                                               "raise",        "references",
                                               "reindex",      "rename",
                                               "replace",      "restrict",
                                               "right",        "rollback",
                                               "row",          "select",
                                               "set",          "table",
                                               "temp",         "temporary",
                                               "then",         "to",
                                               "transaction",  "trigger",
                                               "true",         "union",
                                               "unique",       "update",
                                               "using",        "vacuum",
                                               "values",       "view",
                                               "virtual",      "when",
                                               "where"};

bool is_reserved(std::string_view word) {
  return std::binary_search(std::begin(reserved_words), std::end(reserved_words), word);
}

/// What is left of a strftime-like format without its fields: SQLAlchemy takes the value for text
/// where that has anything but digits.
bool is_all_digits(std::string_view format) {
  for (std::size_t at = 0; at < format.size(); ++at) {
    if (format[at] == '%' && format.substr(at, 2) == "%(") {
      at = format.find(')', at);
      if (at == format.npos) return false;
      at = format.find_first_of("dsifx", at);
      if (at == format.npos) return false;
    } else if (format[at] < '0' || format[at] > '9') {
      return false;
    }
  }
  return true;
}

/// `time` with six digits of a second's fraction and without a time zone.
std::string with_fraction(std::string time) {
  auto zone = time.find_first_of("+-", time.size() > 11 && time[4] == '-' ? 11 : 0);
  if (zone != time.npos) time.erase(zone);
  if (time.find('.') == time.npos) time += ".000000";
  return time;
}

}  // namespace

operations::IdentifierRules identifier_rules() {
  return {is_reserved, 9999};
}

std::string OperationTypes::word(const operations::BoundType& type) const {
  auto format = type.text("storage_format");
  auto text = TypeCompiler::word(type);
  return format && is_all_digits(*format) ? text + "_CHAR" : text;
}

std::string OperationLiterals::bytes(const std::string& value) const {
  // What the driver binds is a blob, which a text in quotes is not.
  std::string hex;
  for (char c : value) hex += fmt::format("{:02X}", static_cast<unsigned char>(c));
  return "X'" + hex + '\'';
}

std::string OperationLiterals::time(const alembic::ConstantTime& value, TypeKind kind) const {
  using Kind = alembic::ConstantTime::Kind;
  if (kind == TypeKind::Date) {
    if (value.kind == Kind::Time) {
      throw Error("SQLite Date type only accepts Python date objects as input.");
    }
    return operations::quote_text(value.text.substr(0, 10));
  }
  if (kind == TypeKind::Time) {
    if (value.kind != Kind::Time) {
      throw Error("SQLite Time type only accepts Python time objects as input.");
    }
    return operations::quote_text(with_fraction(value.text));
  }
  if (value.kind == Kind::Time) {
    throw Error("SQLite DateTime type only accepts Python datetime and date objects as input.");
  }
  auto text = value.kind == Kind::Date ? value.text + " 00:00:00" : value.text;
  return operations::quote_text(with_fraction(text));
}

std::string OperationLiterals::interval(const alembic::ConstantInterval& value) const {
  // SQLAlchemy stores the moment that long after the epoch.
  using std::chrono::days;
  std::chrono::year_month_day date{std::chrono::sys_days{days{value.days}}};
  return fmt::format("'{:04}-{:02}-{:02} {:02}:{:02}:{:02}.{:06}'", int(date.year()),
                     unsigned(date.month()), unsigned(date.day()), value.seconds / 3600,
                     value.seconds / 60 % 60, value.seconds % 60, value.microseconds);
}

std::string OperationLiterals::array(const alembic::ConstantList&, const alembic::SaType*) const {
  throw Error("Error binding parameter: type 'list' is not supported");
}

std::string OperationLiterals::uuid(const std::string& text, UuidForm) const {
  auto digits = text;
  digits.erase(std::remove(digits.begin(), digits.end(), '-'), digits.end());
  return operations::quote_text(digits);
}

std::string OperationExpressions::own_call(const std::string& name,
                                           const std::string& arguments) const {
  if (name == "now") return "CURRENT_TIMESTAMP";
  if (name == "localtimestamp") return "DATETIME(CURRENT_TIMESTAMP, 'localtime')";
  if (name == "char_length") return fmt::format("length({})", arguments);
  if (name == "aggregate_strings") return fmt::format("group_concat({})", arguments);
  return {};
}

std::string OperationExpressions::insensitive_like(const std::string& left,
                                                   const std::string& right,
                                                   std::string_view word) const {
  auto plain = word == " ILIKE " ? "LIKE" : "NOT LIKE";
  return fmt::format("lower({}) {} lower({})", left, plain, right);
}

std::string OperationExpressions::quotient(const std::string& left,
                                           const std::string& right) const {
  return fmt::format("{} / ({} + 0.0)", left, right);
}

}  // namespace athanor::sqlite
