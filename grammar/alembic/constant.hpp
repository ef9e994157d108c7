#pragma once
/// Private to this folder: what an expression is worth, where that is certain.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "grammar/alembic/script_reader.hpp"

namespace athanor::alembic {

struct Value;

struct NoneValue {
  bool operator==(const NoneValue&) const = default;
};
struct IntegerValue {
  std::string digits;  ///< decimal, no sign
  bool operator==(const IntegerValue&) const = default;
};
struct TextValue {
  std::string text;
  bool operator==(const TextValue&) const = default;
};
struct SequenceValue {
  std::vector<Value> items;
};
/// Something imported, by its full name: `alembic.op`, `sqlalchemy.text`.
struct Imported {
  std::string name;
};
/// What Alembic and SQLAlchemy hand out for the database at hand.
enum class Handle { Bind, Context, Dialect, AutocommitBlock };
/// `text("...")` of a known string.
struct SqlText {
  std::string text;
};

struct Value {
  std::variant<NeedsPython, NoneValue, bool, IntegerValue, TextValue, SequenceValue, Imported,
               Handle, SqlText>
      kind;
};

/// The reason why a value is not known, or null where it is.
const NeedsPython* unknown(const Value& value);

/// Whether Python counts the value as true; nothing where that is not known.
std::optional<bool> truth(const Value& value);

/// Whether a comparison of two known values holds; nothing where that is not certain.
std::optional<bool> holds(Comparator comparator, const Value& left, const Value& right);

/// Evaluates expressions for one dialect, given what names stand for.
class Evaluator {
 public:
  explicit Evaluator(std::string_view dialect_name) : dialect_name_(dialect_name) {}

  void bind(const std::string& name, Value value) { names_[name] = std::move(value); }
  void bind_import(const Import& import, const Place& place);
  void bind_import(const ImportFrom& import, const Place& place);

  /// From now on, every name but an imported one may stand for something else.
  void forget_names() { certain_ = false; }

  Value evaluate(const Expression& expression) const;

  /// The full name of what `expression` was imported as, or "".
  std::string imported_name(const Expression& expression) const;

  /// The first call in `expression` that could do anything to a database, or nothing.
  std::optional<NeedsPython> effect(const Expression& expression) const;

 private:
  Value name(const Name& name, const Place& place) const;
  Value attribute(const Attribute& attribute, const Place& place) const;
  Value attribute_of(const Value& object, const std::string& name, const Place& place) const;
  Value call(const Call& call, const Place& place) const;
  Value function_call(const Value& callee, const Call& call, const Place& place) const;
  Value text_call(const Call& call, const Place& place) const;
  Value format_call(const std::string& text, const Call& call, const Place& place) const;
  Value formatted(const FormattedString& string, const Place& place) const;
  Value sequence(const std::vector<Expression>& elements) const;
  Value binary(const Binary& binary, const Place& place) const;
  Value logical(const Logical& logical) const;
  Value negated(const Unary& unary, const Place& place) const;
  Value compared(const Comparison& comparison, const Place& place) const;
  Value conditional(const Conditional& conditional) const;

  std::string dialect_name_;
  std::map<std::string, Value> names_;
  bool certain_ = true;
};

/// `call of op.create_table`, for messages.
std::string call_of(const Call& call);

/// Whether importing `module` does nothing but define names.
bool is_inert_module(std::string_view module);

/// The expressions right below `expression`, in the order they are written.
std::vector<Expression> children(const Expression& expression);

/// `str.format` of `text`, or nothing where a field asks for more than to be replaced.
std::optional<std::string> format_text(std::string_view text,
                                       const std::vector<std::string>& positional,
                                       const std::map<std::string, std::string>& named);

}  // namespace athanor::alembic
