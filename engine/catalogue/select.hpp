#pragma once
/// Private to this folder: SELECTs as people write them about a catalogue.

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace athanor::catalogue {

struct Select;

struct ColumnName {
  std::string table;  ///< its alias, or ""
  std::string name;
};
struct TextLiteral {
  std::string text;
};
struct NumberLiteral {
  std::string digits;
};
struct TruthLiteral {
  bool holds;
};
struct NullLiteral {};
struct CountRows {};
struct ExistsSelect {
  std::shared_ptr<const Select> select;
};
/// A function of texts (`lower`, `upper`), or one without arguments.
struct FunctionCall {
  std::string name;
  std::vector<struct Term> arguments;
};
struct Term {
  std::variant<ColumnName, TextLiteral, NumberLiteral, TruthLiteral, NullLiteral, CountRows,
               ExistsSelect, FunctionCall>
      kind;
};

struct Condition;
struct Comparison {
  enum class Op { Equal, Different, Less, LessEqual, Greater, GreaterEqual, Like, ILike };
  Op op;
  Term left, right;
};
struct Membership {
  Term left;
  std::vector<Term> list;
};
struct IsNull {
  Term operand;
};
struct Truth {
  Term operand;
};
struct Combined {
  enum class Op { And, Or, Not };
  Op op;
  std::vector<Condition> parts;
};
struct Condition {
  std::variant<Comparison, Membership, IsNull, Truth, Combined> kind;
};

struct SelectItem {
  std::optional<Term> term;  ///< absent: `*`
  std::string name;
};
struct TableReference {
  std::string name;      ///< lower case, with its schema where written
  std::string argument;  ///< of a function in the place of a table: pragma_table_info('x')
  std::string alias;
};
struct Select {
  bool distinct = false;
  std::vector<SelectItem> items;
  std::vector<TableReference> from;
  std::optional<Condition> where;  ///< with the conditions of joins
  std::optional<ColumnName> order_by;
  std::optional<std::size_t> limit;
};

/// Nothing where it is written in any other way than those above.
std::optional<Select> parse_select(std::string_view text);

}  // namespace athanor::catalogue
