#pragma once
/// The table of keys: everything that a model file may say, in one place.
///
/// The reader checks files against it and the JSON Schema for editors is made from it, so a key
/// that is not here exists nowhere. What each key does is in the read_*.cpp files.

#include <string_view>
#include <vector>

namespace athanor::model {

/// A kind of TOML table with keys of its own.
enum class Group {
  None,
  Root,
  Table,
  Column,
  NotNull,
  Identity,
  Generated,
  KeyColumn,
  PrimaryKey,
  ColumnPrimaryKey,
  Unique,
  ColumnUnique,
  ForeignKey,
  ColumnReference,
  Check,
  IndexElement,
  Index,
  ColumnIndex,
  Exclusion,
  ExclusionElement,
  Trigger,
  Policy,
  Partition,
  VirtualTable,
  Enum,
  Domain,
  Type,
  TypeField,
  Sequence,
  View,
  MaterializedView,
  Function,
  Extension,
  Collation,
  Schema,
  Grant
};

/// The shapes of a value.
enum class Shape {
  Text,             ///< a string
  ChoiceOfColumns,  ///< a choice, with column names in parentheses perhaps: `set null (room)`
  Boolean,
  Integer,
  Scalar,     ///< a string, a boolean or a number
  Texts,      ///< an array of strings
  Scalars,    ///< a table of scalars under free keys
  TextMap,    ///< a table of strings under free keys
  Anything,   ///< any value: a literal
  Object,     ///< a table of the keys of `Form::group`
  Objects,    ///< an array of such tables
  Mixed,      ///< an array of strings or such tables
  ObjectMap,  ///< such tables under free keys, the names
  MixedMap,   ///< strings or such tables under free keys
};

/// One way of writing a key's value.
struct Form {
  Shape shape;
  Group group = Group::None;
};

enum class Presence { Optional, Required };

/// Whether `<dialect>.key` may stand for the key.
enum class Override { Allowed, Forbidden };

struct Key {
  std::string_view name;
  std::vector<Form> forms;
  std::string_view doc;                        ///< one sentence, for people who edit the file
  std::vector<std::string_view> choices = {};  ///< of a string; empty: any
  Presence presence = Presence::Optional;
  Override override_by = Override::Allowed;
};

struct KeyGroup {
  std::string_view noun;  ///< "table", "column": for messages
  std::string_view doc;
  std::vector<Key> keys;
};

/// The keys of a group. Precondition: not Group::None.
const KeyGroup& keys_of(Group group);

/// The key of that name, or null.
const Key* find_key(const KeyGroup& group, std::string_view name);

/// "a string", "true or false", "an array of strings": what a form looks like, for messages.
std::string_view describe(const Form& form);

}  // namespace athanor::model
