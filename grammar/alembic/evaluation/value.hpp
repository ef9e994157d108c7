#pragma once
/// The values that the names and expressions of a migration script stand for.
///
/// This folder runs scripts over a Host: expressions to values, statements to what they do. It does
/// what Python would where that is certain, within bounds of time and memory, and stops with
/// `NotKnown` where it is not; nothing of a script is ever executed.

#include <cstdint>
#include <exception>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <variant>
#include <vector>

#include "grammar/alembic/host.hpp"
#include "grammar/alembic/syntax.hpp"

namespace athanor::alembic {

struct Value;
using Values = std::vector<Value>;
using Pairs = std::vector<std::pair<Value, Value>>;

struct NoneValue {};
struct IntegerValue {
  std::int64_t number;
};
struct FloatValue {
  double number;
};
struct TextValue {
  std::string text;
  enum class Naming { Plain, Final };
  Naming naming = Naming::Plain;  ///< Final: made by `op.f`, no convention changes it
};
/// A text of which only that it is not empty is known.
struct SomeText {
  std::string what;  ///< for messages: "default of a column"
};
struct ListValue {
  std::shared_ptr<Values> items;  ///< shared by all names of the list
};
struct TupleValue {
  std::shared_ptr<const Values> items;
  std::shared_ptr<const std::vector<std::string>> names;  ///< of a row's columns; else null
};
/// The order of the items is that of their coming, which is not Python's.
struct SetValue {
  std::shared_ptr<Values> items;
};
struct DictValue {
  std::shared_ptr<Pairs> entries;
};
/// Something imported or built in, by its full name: `sqlalchemy.text`, `builtins.len`.
struct Imported {
  std::string name;
};
/// What Alembic and SQLAlchemy hand out for the database at hand.
enum class Handle { Bind, Context, Dialect, AutocommitBlock, NestedBlock, Logger };

/// What calling something of SQLAlchemy's gave: its name and arguments, kept as they were.
struct Made;
struct MadeValue {
  std::shared_ptr<const Made> made;
};
/// A function of the script.
struct Function;
struct FunctionValue {
  std::shared_ptr<const Function> function;
};
/// `op.batch_alter_table(...)`, with what was asked of it so far.
struct BatchValue {
  std::shared_ptr<BatchAlterTable> batch;
  Place place;
};
/// What an inspector was asked so far: it tells the same again, whatever has changed since.
struct InspectorCache;
struct InspectorValue {
  std::shared_ptr<InspectorCache> cache;
};
/// What is still to come of an iterator: of a generator, or of the rows of a select.
struct ResultValue {
  std::shared_ptr<Values> rows;  ///< of a select: tuples
};
/// The type of a column, as the inspector shows it.
struct TypeValue {
  DataType type;
};

/// NeedsPython stands for a value that is not known, and is only ever bound to names.
struct Value {
  std::variant<NeedsPython, NoneValue, bool, IntegerValue, FloatValue, TextValue, SomeText,
               ListValue, TupleValue, SetValue, DictValue, Imported, Handle, MadeValue,
               FunctionValue, BatchValue, InspectorValue, ResultValue, TypeValue>
      kind = NoneValue{};
};

struct InspectorCache {
  using Key = std::tuple<std::string, std::string, std::string>;  ///< method, schema, table
  std::map<Key, std::optional<Table>> tables;
  std::map<Key, Value> answers;
};

struct Arguments {
  Values positional;
  std::vector<std::pair<std::string, Value>> keywords;
  Place place;            ///< of the call
  Expression first = {};  ///< what the first argument is written as; may be null

  /// The keyword argument of that name, or null.
  const Value* keyword(std::string_view name) const;
  /// The argument at that position or of that name, or null.
  const Value* at(std::size_t position, std::string_view name) const;
};

struct Made {
  std::string name;                    ///< `sqlalchemy.Column`; of a method: `.with_variant`
  std::shared_ptr<const Made> object;  ///< of a method: what it was called on; else null
  Arguments arguments;
};

/// Something that is not certain without Python. Thrown within this folder only.
class NotKnown : public std::exception {
 public:
  NotKnown(std::string construct, Place place) : why_{std::move(construct), std::move(place)} {}
  const NeedsPython& why() const { return why_; }
  const char* what() const noexcept override { return why_.construct.c_str(); }

 private:
  NeedsPython why_;
};

/// The body takes more steps or memory than any hand-written one: nothing more is known of it.
class TooMuch : public NotKnown {
 public:
  using NotKnown::NotKnown;
};

/// Python raises an exception here, for certain. Thrown within this folder only.
class Raised : public std::exception {
 public:
  Raised(std::string type, Place place) : type_(std::move(type)), place_(std::move(place)) {}
  const std::string& type() const { return type_; }  ///< its full name: `builtins.KeyError`
  /// What it means where nothing catches it.
  NeedsPython why() const;
  const Place& place() const { return place_; }
  const char* what() const noexcept override { return type_.c_str(); }

 private:
  std::string type_;
  Place place_;
};

/// Where the values of one run live, and how much it may still use.
class Heap {
 public:
  Heap() = default;
  ~Heap();
  Heap(const Heap&) = delete;
  Heap& operator=(const Heap&) = delete;

  Value list(Values items);
  Value set(Values items);  ///< equal items become one
  Value dict(Pairs entries);
  Value iterator(Values items);

  /// Counts `steps` of work or memory. Throws TooMuch when all that there are have been used.
  void charge(std::size_t steps);
  void at(const Place& place) { place_ = place; }
  const Place& place() const { return place_; }

 private:
  std::vector<std::shared_ptr<Values>> sequences_;
  std::vector<std::shared_ptr<Pairs>> dicts_;
  std::size_t left_ = 4'000'000;
  Place place_;
};

Value text(std::string text);
Value integer(std::int64_t number);
Value tuple(Values items);

/// The text of a text, or null.
const std::string* text_of(const Value& value);
/// The items of a list, a tuple or a set, or null.
const Values* items_of(const Value& value);

/// What Python's `type(value).__name__` would be, for messages.
std::string kind_of(const Value& value);

/// Whether Python counts the value as true. Throws NotKnown.
bool truth(const Value& value, const Place& place);
/// Whether two values are equal in Python's sense. Throws NotKnown.
bool equal(const Value& a, const Value& b, const Place& place);
/// Whether `a` is before `b`. Throws NotKnown where Python has no order, or an uncertain one.
bool less(const Value& a, const Value& b, const Place& place);
/// `part in whole`. Throws NotKnown.
bool contains(const Value& whole, const Value& part, const Place& place);
/// `left comparator right`. Throws NotKnown.
bool holds(Comparator comparator, const Value& left, const Value& right, const Place& place);
/// `str(value)` and `repr(value)`. Throws NotKnown.
std::string str(const Value& value, const Place& place);
std::string repr(const Value& value, const Place& place);

/// The value that a dict has for a key, or null. Throws NotKnown.
Value* find(const DictValue& dict, const Value& key, const Place& place);
/// `dict[key] = value`. Throws NotKnown for a key that no dict can have.
void put(const DictValue& dict, const Value& key, Value value, const Place& place);

}  // namespace athanor::alembic
