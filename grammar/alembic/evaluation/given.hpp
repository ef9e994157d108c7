#pragma once
/// Private to this folder: from the arguments of a call to the typed values of operation.hpp. What
/// a value is not is NotKnown, naming the argument; an argument that nobody takes is named too.

#include "grammar/alembic/evaluation/interpreter.hpp"

namespace athanor::alembic {

bool is_none(const Value& value);

/// The arguments of one call, taken one by one.
class Given {
 public:
  Given(const Arguments& arguments, std::string callee, Interpreter& interpreter)
      : arguments_(arguments), callee_(std::move(callee)), interpreter_(interpreter) {}

  const Place& place() const { return arguments_.place; }
  Interpreter& interpreter() const { return interpreter_; }

  /// The next positional argument, or the keyword argument of that name; null where there is none.
  const Value* next(const char* name);
  /// The same of an argument that must be there.
  const Value& required(const char* name);
  /// The positional arguments that are left.
  Values rest();
  /// The keyword argument of that name; null where there is none.
  const Value* keyword(const char* name);
  /// Leaves out keyword arguments that reach no database.
  void ignore(std::initializer_list<const char*> names);
  /// The keyword arguments that nobody took.
  Keywords others();
  /// Throws NotKnown where an argument is left.
  void finish();

  /// `argument x of op.y`, for messages.
  [[noreturn]] void refuse(std::string_view argument) const;

  // Values of arguments; null and None are absent.
  std::string text(const Value& value, const char* name) const;
  std::optional<std::string> optional_text(const Value* value, const char* name) const;
  std::optional<bool> flag(const Value* value, const char* name) const;
  std::vector<std::string> texts(const Value& value, const char* name) const;
  std::optional<ItemName> item_name(const Value* value) const;

 private:
  const Arguments& arguments_;
  std::string callee_;
  Interpreter& interpreter_;
  std::size_t position_ = 0;
  std::vector<std::string> taken_;
};

/// A class or function of SQLAlchemy's, by where its documentation has it.
struct ClassName {
  std::string module;  ///< `sqlalchemy`, `sqlalchemy.dialects.postgresql`; "" of anything else
  std::string name;    ///< `Column`, `func.now`, `JSONB`
};
ClassName class_name(std::string_view imported);
/// The class that a value is one of, or is; "" names where it is neither.
ClassName class_of(const Value& value);
/// Whether it is `sqlalchemy`'s own of that name.
bool is_made(const Value& value, std::string_view name);

bool is_type(const Value& value);

Constant constant(const Value& value, Interpreter& interpreter, const Place& place);
SaType type(const Value& value, Interpreter& interpreter, const Place& place);
/// A text is what `text(...)` makes of it.
SqlExpression expression(const Value& value, Interpreter& interpreter, const Place& place);
Argument argument(const Value& value, Interpreter& interpreter, const Place& place);
ServerDefault server_default(const Value& value, Interpreter& interpreter, const Place& place);

SaColumn column(const Value& value, Interpreter& interpreter, const Place& place);
TableItem table_item(const Value& value, Interpreter& interpreter, const Place& place);
std::vector<TableItem> table_items(const Values& values, Interpreter& interpreter,
                                   const Place& place);
SaTable table(const Value& value, Interpreter& interpreter, const Place& place);
KeyRules key_rules(Given& given);
std::vector<IndexElement> index_elements(const Values& values, Interpreter& interpreter,
                                         const Place& place);
SaExcludeConstraint exclude_constraint(Given& given);

}  // namespace athanor::alembic
