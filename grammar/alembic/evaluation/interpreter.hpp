#pragma once
/// Private to this folder: running a module's statements over a host.

#include <deque>
#include <map>
#include <set>

#include "grammar/alembic/evaluation/value.hpp"

namespace athanor::alembic {

/// The names of one function's call, one comprehension, or the module.
struct Scope {
  struct Binding {
    Value value;
    std::size_t epoch = 0;  ///< when it was bound
  };
  enum class Kind { Module, Function, Comprehension };
  Kind kind;
  Scope* outer = nullptr;  ///< null of the module
  std::map<std::string, Binding> names;
  std::set<std::string> globals;  ///< declared so
};

/// A `def` or a `lambda`, with what it takes along from where it stands.
struct Function {
  std::string name;  ///< "lambda" of a lambda
  const std::vector<Parameter>* parameters;
  std::map<std::string, Value> defaults;
  const Block* body;                   ///< null of a lambda
  const Expression* value;             ///< of a lambda; else null
  Scope* scope;                        ///< where it stands
  std::optional<NeedsPython> why_not;  ///< set: no call of it is certain
};

class Interpreter {
 public:
  explicit Interpreter(Host& host);

  /// Runs the statements of a module.
  void run(const Block& module);
  /// Calls the module's function of that name, which takes no arguments.
  void enter(const std::string& function, const SourcePtr& source);
  /// Everything met so far that only Python knows.
  std::vector<NeedsPython> take_needs() { return std::move(needs_); }

  /// Throws NotKnown or Raised.
  Value evaluate(const Expression& expression);
  /// The same, or the reason why it is not known.
  Value value_or_reason(const Expression& expression);
  void bind(const std::string& name, Value value);

  /// What `function(arguments)` is. Throws NotKnown or Raised.
  Value call(const Value& function, const Arguments& arguments);

  Heap& heap() { return heap_; }
  Host& host() { return host_; }
  SqlItem::Mode mode() const { return mode_; }
  std::size_t block() const { return block_; }
  /// Ahead of anything that the host takes. Throws NotKnown where that could be undone.
  void before_effect(const Place& place) const;

 private:
  enum class Flow { GoesOn, Returns, Breaks, Continues };
  /// What evaluating an expression could do besides giving a value.
  enum class Reach { Nothing, Names, Database };

  /// Counts a level of nesting, while it lives.
  class Deeper {
   public:
    Deeper(Interpreter& interpreter, const Place& place);
    ~Deeper() { --interpreter_.depth_; }
    Deeper(const Deeper&) = delete;
    Deeper& operator=(const Deeper&) = delete;

   private:
    Interpreter& interpreter_;
  };
  /// Names are those of `scope`, while it lives.
  class Within {
   public:
    Within(Interpreter& interpreter, Scope* scope);
    ~Within() { interpreter_.scope_ = before_; }
    Within(const Within&) = delete;
    Within& operator=(const Within&) = delete;

   private:
    Interpreter& interpreter_;
    Scope* before_;
  };

  // expressions.cpp
  Value evaluate_kind(const Expression& expression);
  Value name(const Name& name, const Place& place);
  const Scope::Binding* binding(const std::string& name) const;
  Value attribute(const Attribute& attribute, const Place& place);
  Value subscript(const Subscript& subscript, const Place& place);
  Value sliced(const Value& object, const Slice& slice, const Place& place);
  Values elements(const std::vector<Expression>& elements);
  Value dict(const DictDisplay& dict);
  Value formatted(const FormattedString& string, const Place& place);
  Value comprehension(const Comprehension& comprehension, const Place& place);
  void comprehend(const Comprehension& comprehension, std::size_t part, Values& keys,
                  Values& values);
  void walrus(const std::string& name, const Value& value);
  Value lambda(const Lambda& lambda);

  // operators.cpp
  Value unary(const Unary& unary, const Place& place);
  Value binary(BinaryOperator op, const Value& left, const Value& right, const Place& place);
  Value logical(const Logical& logical);
  Value compared(const Comparison& comparison, const Place& place);

  // calls.cpp
  Value call(const Call& call, const Place& place);
  Arguments arguments(const Call& call, const Place& place);
  Value method(const Value& object, const std::string& name, const Arguments& arguments,
               const Call& call);
  Value imported(const std::string& name, const Arguments& arguments);
  Value user_function(const Function& function, const Arguments& arguments);
  void bind_parameters(const Function& function, const Arguments& arguments, Scope& scope);
  Function function_of(std::string name, const std::vector<Parameter>& parameters);

  // reach.cpp
  Reach reach(const Expression& expression);
  Reach reach_of_call(const Call& call);
  Reach reach_of_chain(const Call& inner);
  std::optional<Value> looked_up(const Expression& expression);

  // statements.cpp
  Flow follow(const Block& block);
  Flow follow(const Statement& statement);
  Flow follow_kind(const Statement& statement);
  Flow skip(std::string construct, const Place& place);
  void needs(NeedsPython why);
  Flow expression(const Expression& expression);
  Flow assign(const std::vector<Expression>& targets, const Expression& given);
  void assign_to(const Expression& target, const Value& value);
  void unpack(const std::vector<Expression>& targets, const Value& value, const Place& place);
  void assign_item(const Subscript& target, const Value& value, const Place& place);
  Flow augment(const AugmentedAssign& it, const Place& place);
  Flow import(const Import& it, const Place& place);
  Flow import(const ImportFrom& it, const Place& place);
  Flow finish(const Return& it);
  Flow raise(const Raise& it, const Place& place);
  Flow remove(const Delete& it);
  Flow declare(const Global& it, const Place& place);
  Flow check(const Assert& it, const Place& place);
  bool condition(const Expression& expression);
  Flow branch(const If& it);
  Flow loop(const While& it, const Place& place);
  Flow loop(const For& it);
  Flow attempt(const Try& it, const Place& place);
  Flow handle(const Try& it, const Raised& raised);
  bool catches(const ExceptHandler& handler, const Raised& raised);
  Flow with(const With& it, std::size_t item);
  Flow within(const Value& context, const With& it, std::size_t item);
  Flow define(const FunctionDefinition& it);

  Host& host_;
  Heap heap_;
  std::deque<Scope> scopes_;
  Scope* scope_;
  std::size_t epoch_ = 0;  ///< names bound in an earlier one may stand for something else
  std::size_t depth_ = 0;
  std::size_t attempts_ = 0;  ///< `try` blocks under way whose handlers could hide an error
  SqlItem::Mode mode_ = SqlItem::Mode::Transactional;
  std::size_t block_ = 0, blocks_ = 0;  ///< the one at hand; how many there were
  std::vector<NeedsPython> needs_;
  Value returned_;
};

/// The items that a `for` would go through. Throws NotKnown.
Values iterate(const Value& value, Heap& heap, const Place& place);
/// `a.b` of what is neither imported nor called. Throws NotKnown.
Value attribute_of(const Value& object, const std::string& name, Interpreter& interpreter,
                   const Place& place);
/// Whether importing `module` does nothing but define names.
bool is_inert_module(std::string_view module);
/// Whether calling the imported `name` can do nothing to a database or to the script's values.
bool is_harmless(std::string_view name);
/// `call of op.create_table`, for messages.
std::string call_of(const Call& call);
/// The same of a full name.
std::string call_of(std::string_view name);

// The functions below throw NotKnown for what they do not know, Raised for what Python raises.

Value text_method(const std::string& text, const std::string& name, const Arguments& arguments,
                  Heap& heap);
Value list_method(const ListValue& list, const std::string& name, const Arguments& arguments,
                  Interpreter& interpreter);
Value dict_method(const DictValue& dict, const std::string& name, const Arguments& arguments,
                  Heap& heap);
Value set_method(const SetValue& set, const std::string& name, const Arguments& arguments,
                 Heap& heap);
Value tuple_method(const TupleValue& tuple, const std::string& name, const Arguments& arguments,
                   Heap& heap);
Value result_method(const ResultValue& result, const std::string& name, const Arguments& arguments,
                    Heap& heap);
/// A function of Python's own, by its bare name.
Value builtin(std::string_view name, const Arguments& arguments, Interpreter& interpreter);
bool is_builtin(std::string_view name);
/// `sorted(items, key=..., reverse=...)`
Values sorted(Values items, const Arguments& arguments, Interpreter& interpreter);

/// `text % value`
std::string percent_format(const std::string& text, const Value& value, const Place& place);
/// `text.format(...)`
std::string brace_format(const std::string& text, const Arguments& arguments);
/// `format(value, specification)`
std::string format_value(const Value& value, std::string_view specification, const Place& place);

/// A method of the inspector: a guard.
Value inspector_method(const InspectorValue& inspector, const std::string& name,
                       const Arguments& arguments, Interpreter& interpreter);
/// A method of the connection that `op.get_bind()` gives.
Value connection_method(const std::string& name, const Arguments& arguments,
                        Interpreter& interpreter);
/// What `op.name(...)` does, and gives.
Value operation(const std::string& name, const Arguments& arguments, Interpreter& interpreter);
/// What a method of a batch does.
void batch_operation(const BatchValue& batch, const std::string& name, const Arguments& arguments,
                     Interpreter& interpreter);
/// A method of something that SQLAlchemy made.
Value made_method(const MadeValue& object, const std::string& name, const Arguments& arguments,
                  Interpreter& interpreter);
/// The SQL of `sa.text(...)`, with what is bound in it. Throws NotKnown.
std::string sql_of(const Value& text, const Value* parameters, Interpreter& interpreter,
                   const Place& place);

}  // namespace athanor::alembic
