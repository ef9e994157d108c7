#pragma once
/// A Python module as a tree of values, made from text alone: nothing is ever run.
///
/// Nodes are immutable and shared, so that an evaluator may keep any part of a tree. The kinds
/// follow the Python language reference; what is legal Python but of no use in a migration script
/// (classes, match, async, yield) is kept as `Unread`, by name, so that it can be reported.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "schema/diagnostics.hpp"

namespace athanor::alembic {

struct ExpressionNode;
/// Never null, except where a field says `may be null`.
using Expression = std::shared_ptr<const ExpressionNode>;
struct Statement;
using Block = std::vector<Statement>;

/// Legal Python that is named but not followed: `await`, `yield`, `class`, `match`.
struct Unread {
  std::string construct;
};

struct Name {
  std::string text;
};
struct NoneLiteral {};
struct EllipsisLiteral {};
struct BooleanLiteral {
  bool value;
};
struct IntegerLiteral {
  std::string text;
};  ///< as written: `1_000`, `0xff`
struct FloatLiteral {
  std::string text;
};  ///< as written; also imaginary numbers
struct BytesLiteral {
  std::string value;
};

/// Where a stretch of a string's value was written, for a diagnostic about what the string holds.
struct StringStretch {
  std::size_t value_offset;   ///< in the decoded value
  std::size_t source_offset;  ///< in the text of the script, in bytes
};

/// Adjacent literals are one string, as Python has it; the value is UTF-8.
struct StringLiteral {
  std::string value;
  std::vector<StringStretch> stretches;  ///< ascending, one wherever the two stop running in step
};

/// `{value!conversion:format}` of an f-string.
struct FormatField {
  Expression value;
  std::string conversion;  ///< "", "r", "s" or "a"
  std::string format;      ///< as written, "" where there is none
  bool shows_source;       ///< `{value=}`
};
struct FormattedString {
  std::vector<std::variant<std::string, FormatField>> pieces;
};

struct TupleDisplay {
  std::vector<Expression> elements;
};
struct ListDisplay {
  std::vector<Expression> elements;
};
struct SetDisplay {
  std::vector<Expression> elements;
};
struct DictEntry {
  Expression key;  ///< may be null: `**value`
  Expression value;
};
struct DictDisplay {
  std::vector<DictEntry> entries;
};
struct Starred {
  Expression value;
};  ///< `*value` in a display, a target or an index

struct Attribute {
  Expression object;
  std::string name;
};
struct Subscript {
  Expression object, index;
};
/// All three may be null.
struct Slice {
  Expression lower, upper, step;
};
struct CallArgument {
  enum class Kind { Positional, Keyword, Unpacked, UnpackedMapping };
  Kind kind;
  std::string name;  ///< of a Keyword
  Expression value;
  Place place;
};
struct Call {
  Expression callee;
  std::vector<CallArgument> arguments;
};

enum class UnaryOperator { Not, Plus, Minus, Invert };
struct Unary {
  UnaryOperator op;
  Expression operand;
};
enum class BinaryOperator {
  Power,
  Multiply,
  Divide,
  FloorDivide,
  Modulo,
  MatrixMultiply,
  Add,
  Subtract,
  ShiftLeft,
  ShiftRight,
  And,
  Xor,
  Or
};
struct Binary {
  BinaryOperator op;
  Expression left, right;
};
enum class LogicalOperator { And, Or };
struct Logical {
  LogicalOperator op;
  Expression left, right;
};
enum class Comparator {
  Less,
  Greater,
  Equal,
  NotEqual,
  LessEqual,
  GreaterEqual,
  In,
  NotIn,
  Is,
  IsNot
};
struct ComparisonLink {
  Comparator comparator;
  Expression right;
};
/// `first < a <= b`: every link must hold.
struct Comparison {
  Expression first;
  std::vector<ComparisonLink> links;
};
struct Conditional {
  Expression value, condition, otherwise;
};
struct NamedExpression {
  std::string name;
  Expression value;
};  ///< `name := value`

struct Parameter {
  enum class Kind { Normal, Star, DoubleStar, BareStar, Slash };
  Kind kind;
  std::string name;          ///< "" of BareStar and Slash
  Expression annotation;     ///< may be null
  Expression default_value;  ///< may be null
};
struct Lambda {
  std::vector<Parameter> parameters;
  Expression body;
};
/// `for target in iterable if filters...`
struct ComprehensionPart {
  Expression target, iterable;
  std::vector<Expression> filters;
};
struct Comprehension {
  enum class Kind { List, Set, Dict, Generator };
  Kind kind;
  Expression element;  ///< the key, of a Dict
  Expression value;    ///< of a Dict; else null
  std::vector<ComprehensionPart> parts;
};

struct ExpressionNode {
  using Kind = std::variant<Name, NoneLiteral, EllipsisLiteral, BooleanLiteral, IntegerLiteral,
                            FloatLiteral, BytesLiteral, StringLiteral, FormattedString,
                            TupleDisplay, ListDisplay, SetDisplay, DictDisplay, Starred, Attribute,
                            Subscript, Slice, Call, Unary, Binary, Logical, Comparison, Conditional,
                            NamedExpression, Lambda, Comprehension, Unread>;
  Kind kind;
  Place place;  ///< its first line; `length` ends with that line
};

struct ExpressionStatement {
  Expression value;
};
struct Assign {
  std::vector<Expression> targets;
  Expression value;
};  ///< `a = b = value`
struct AnnotatedAssign {
  Expression target, annotation;
  Expression value;  ///< may be null: `a: int`
};
struct AugmentedAssign {
  Expression target;
  BinaryOperator op;
  Expression value;
};
struct ImportedModule {
  std::string module, alias;
};  ///< alias "" where there is none
struct Import {
  std::vector<ImportedModule> modules;
};
struct ImportedName {
  std::string name, alias;
};  ///< alias "" where there is none
struct ImportFrom {
  std::size_t level;                ///< number of leading dots
  std::string module;               ///< "" of `from . import x`
  std::vector<ImportedName> names;  ///< one named `*` where everything is imported
};
struct Return {
  Expression value;
};  ///< may be null
struct Raise {
  Expression raised, cause;
};  ///< both may be null
struct Pass {};
struct Break {};
struct Continue {};
struct Assert {
  Expression condition;
  Expression message;
};  ///< message may be null
struct Delete {
  Expression target;
};
struct Global {
  std::vector<std::string> names;
};  ///< and nonlocal

struct Branch {
  Expression condition;
  Block body;
};
struct If {
  std::vector<Branch> branches;
  Block otherwise;
};  ///< if, elif...; else
struct While {
  Expression condition;
  Block body, otherwise;
};
struct For {
  Expression target, iterable;
  Block body, otherwise;
};
struct ExceptHandler {
  std::vector<Expression> types;  ///< empty: everything
  std::string name;               ///< "" where there is none
  Block body;
};
struct Try {
  Block body;
  std::vector<ExceptHandler> handlers;
  Block otherwise, finally;
};
struct WithItem {
  Expression context;
  Expression target;  ///< may be null
};
struct With {
  std::vector<WithItem> items;
  Block body;
};
struct FunctionDefinition {
  std::string name;
  std::vector<Parameter> parameters;
  std::vector<Expression> decorators;
  Expression returns;  ///< may be null
  Block body;
};

struct Statement {
  using Kind = std::variant<ExpressionStatement, Assign, AnnotatedAssign, AugmentedAssign, Import,
                            ImportFrom, Return, Raise, Pass, Break, Continue, Assert, Delete,
                            Global, If, While, For, Try, With, FunctionDefinition, Unread>;
  Kind kind;
  Place place;
};

struct Module {
  SourcePtr source;
  Block body;
};

/// The module in `source`, or nothing after a syntax error, which `diagnostics` then holds: the
/// first one, as Python does. Text that is not UTF-8 and nesting deeper than any hand would write
/// are such errors as well.
std::optional<Module> parse_module(const SourcePtr& source, Diagnostics& diagnostics);

/// The module's docstring as its author wrote it, "" where there is none.
std::string docstring(const Block& body);

/// `a.b.c` of a chain of names and attributes, "" for anything else.
std::string dotted_name(const Expression& expression);

/// The place in the script where byte `value_offset` of the string's value was written.
Place place_in(const StringLiteral& string, std::size_t value_offset, const SourcePtr& source);

}  // namespace athanor::alembic
