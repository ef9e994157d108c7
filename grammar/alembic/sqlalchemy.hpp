#pragma once
/// SQLAlchemy's values as migration scripts write them down: constants, types, SQL expressions.
///
/// They say what was written and mean nothing yet: a dialect renders them. Names are bare, never
/// quoted; a type or a keyword that no dialect knows is an error of the rendering, not of reading.

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "schema/diagnostics.hpp"

namespace athanor::alembic {

struct Constant;
struct ConstantEntry;

struct ConstantNone {
  bool operator==(const ConstantNone&) const = default;
};
struct ConstantInteger {
  std::string digits;  ///< decimal, with a minus where negative
  bool operator==(const ConstantInteger&) const = default;
};
struct ConstantReal {
  std::string text;  ///< as Python's repr() has it: `1.5`, `1e+16`
  bool operator==(const ConstantReal&) const = default;
};
/// `decimal.Decimal("1.50")`
struct ConstantDecimal {
  std::string text;  ///< as Python's str() has it
  bool operator==(const ConstantDecimal&) const = default;
};
struct ConstantBytes {
  std::string value;
  bool operator==(const ConstantBytes&) const = default;
};
/// A value of Python's datetime module.
struct ConstantTime {
  enum class Kind { Date, Time, DateTime };
  Kind kind;
  /// As str() has it: `2026-11-21`, `10:30:00`, `2026-11-21 10:30:00.000001+00:00`.
  std::string text;
  bool operator==(const ConstantTime&) const = default;
};
/// `datetime.timedelta`, normalized as Python does it.
struct ConstantInterval {
  long long days = 0;
  long long seconds = 0;       ///< 0 to 86399
  long long microseconds = 0;  ///< 0 to 999999
  bool operator==(const ConstantInterval&) const = default;
};
/// `uuid.UUID(...)`
struct ConstantUuid {
  std::string text;  ///< lower case, with hyphens
  bool operator==(const ConstantUuid&) const = default;
};
/// A list or a tuple.
struct ConstantList {
  std::vector<Constant> items;
  bool operator==(const ConstantList&) const;
};
struct ConstantDict {
  std::vector<ConstantEntry> entries;  ///< in the order written
  bool operator==(const ConstantDict&) const;
};

/// A Python value that is wholly known. A `std::string` is UTF-8.
struct Constant {
  std::variant<ConstantNone, bool, ConstantInteger, ConstantReal, ConstantDecimal, std::string,
               ConstantBytes, ConstantTime, ConstantInterval, ConstantUuid, ConstantList,
               ConstantDict>
      value;
  bool operator==(const Constant&) const = default;
};
/// A key and its value.
struct ConstantEntry {
  std::string key;
  Constant value;
  bool operator==(const ConstantEntry&) const = default;
};

struct Argument;
struct Keyword;
struct TypeVariant;

/// An instance of a type class: `sa.String(50)`. A class that is not called (`sa.Integer`) is an
/// instance without arguments.
struct SaType {
  /// The module that the class belongs to by its documentation, whatever it was imported from:
  /// `sqlalchemy`, `sqlalchemy.dialects.postgresql`, `sqlalchemy.dialects.sqlite`, ...
  std::string module;
  std::string name;  ///< of the class: `String`, `VARCHAR`, `JSONB`
  std::vector<Argument> arguments;
  std::vector<Keyword> keywords;
  std::vector<TypeVariant> variants;  ///< of `with_variant`, in the order of the calls
  Place place;
  bool operator==(const SaType&) const;
};

struct SqlExpression;

/// `sa.text("...")`. `sql` is what is sent: escaped colons are colons, no bind parameter is left.
struct SqlText {
  std::string sql;
  bool operator==(const SqlText&) const = default;
};
/// `sa.literal_column("...")`
struct SqlLiteralColumn {
  std::string sql;
  bool operator==(const SqlLiteralColumn&) const = default;
};
/// `sa.column("x")`, or a column of a table
struct SqlColumn {
  std::string name;
  std::optional<std::string> table;
  bool operator==(const SqlColumn&) const = default;
};
/// `sa.func.schema.name(arguments...)`; also `sa.func.now()`.
struct SqlCall {
  std::string name;  ///< as written, with dots between packages
  std::vector<SqlExpression> arguments;
  bool operator==(const SqlCall&) const;
};
/// `sa.literal(value, type)`, or a Python value where an expression is wanted.
struct SqlLiteral {
  Constant value;
  std::vector<SaType> type;  ///< one, or none where the value gives it
  bool operator==(const SqlLiteral&) const = default;
};
/// `sa.true()`, `sa.false()`, `sa.null()`
enum class SqlWord { True, False, Null };
/// `sa.cast(operand, type)`
struct SqlCast {
  std::vector<SqlExpression> operand;  ///< exactly one
  SaType type;
  bool operator==(const SqlCast&) const;
};

enum class SqlOperator {
  Desc,  ///< of one operand, up to Negative
  Asc,
  NullsFirst,
  NullsLast,
  Not,
  Negative,
  Equal,  ///< of two, up to IsNot; `x == None` is Is with SqlWord::Null
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
  Add,
  Subtract,
  Multiply,
  Divide,
  Modulo,
  Concat,
  Like,
  NotLike,
  ILike,
  NotILike,
  Is,
  IsNot,
  Between,  ///< of three
  And,      ///< of any number, up to Or
  Or,
  In,  ///< the first operand in the others, as is NotIn
  NotIn,
};
/// What Python's operators and the like-named methods make: `sa.column("x") > 5`, `.desc()`.
struct SqlOperation {
  SqlOperator op;
  std::vector<SqlExpression> operands;
  bool operator==(const SqlOperation&) const;
};

struct SqlExpression {
  std::variant<SqlText, SqlLiteralColumn, SqlColumn, SqlCall, SqlLiteral, SqlWord, SqlCast,
               SqlOperation>
      kind;
  Place place;
  bool operator==(const SqlExpression&) const = default;
};

/// Whatever may be passed to SQLAlchemy as an argument.
struct Argument {
  std::variant<Constant, SaType, SqlExpression> value;
  Place place;
  bool operator==(const Argument&) const = default;
};
struct Keyword {
  std::string name;
  Argument value;
  bool operator==(const Keyword&) const = default;
};
using Keywords = std::vector<Keyword>;

/// `type.with_variant(variant, *dialects)`
struct TypeVariant {
  SaType type;
  std::vector<std::string> dialects;
  bool operator==(const TypeVariant&) const = default;
};

inline bool ConstantList::operator==(const ConstantList& other) const {
  return items == other.items;
}
inline bool ConstantDict::operator==(const ConstantDict& other) const {
  return entries == other.entries;
}
inline bool SaType::operator==(const SaType& other) const {
  return module == other.module && name == other.name && arguments == other.arguments &&
         keywords == other.keywords && variants == other.variants;
}
inline bool SqlCall::operator==(const SqlCall& other) const {
  return name == other.name && arguments == other.arguments;
}
inline bool SqlCast::operator==(const SqlCast& other) const {
  return operand == other.operand && type == other.type;
}
inline bool SqlOperation::operator==(const SqlOperation& other) const {
  return op == other.op && operands == other.operands;
}

/// The value of the keyword `name`, or null.
const Argument* find_keyword(const Keywords& keywords, std::string_view name);

}  // namespace athanor::alembic
