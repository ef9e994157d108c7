#pragma once
/// The classes of types that a migration script may use.

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/alembic/sqlalchemy.hpp"

namespace athanor::operations {

/// How a class's DDL is written, after SQLAlchemy's visit methods.
enum class TypeKind {
  Fixed,       ///< the word, in every dialect
  Sized,       ///< the word with a length and a collation
  SizedBytes,  ///< the word with a length
  Numeric,     ///< the word with a precision and a scale
  Float,
  Double,
  Date,  ///< perhaps with a storage format
  DateTime,
  Timestamp,
  Time,
  LargeBinary,
  Interval,  ///< the generic one
  Uuid,      ///< the generic one
  Array,
  Enum,        ///< the generic one
  NativeEnum,  ///< a dialect's own ENUM
  Domain,      ///< a dialect's own, as are the next three
  FieldsInterval,
  Bit,
  OwnWord,  ///< a word of the class's own dialect only
  Null,
};

struct TypeClass {
  std::string_view module;
  std::string_view name;
  TypeKind kind;
  std::string_view word;
  /// What SQLAlchemy calls `_type_affinity`: types of one affinity hold values of one kind.
  std::string_view affinity;
  /// Names of the arguments, separated by spaces; `*` first where there is any number of them,
  /// `|` ahead of those that must be named.
  std::string_view parameters;
};

/// Parameters that several classes share.
inline constexpr std::string_view string_parameters = "length collation collation_schema";
inline constexpr std::string_view array_parameters = "item_type as_tuple dimensions zero_indexes";
inline constexpr std::string_view enum_parameters =
    "* name native_enum create_constraint values_callable sort_key_function length omit_aliases "
    "validate_strings create_type inherit_schema schema metadata quote";

/// The classes of SQLAlchemy itself; each dialect has its own besides.
std::span<const TypeClass> generic_type_classes();

/// The class of that name in `classes`, or null.
const TypeClass* find_in(std::span<const TypeClass> classes, std::string_view module,
                         std::string_view name);

/// An instance of a class with its arguments sorted out.
struct BoundType {
  const TypeClass* type_class;
  std::vector<const alembic::Argument*> items;                      ///< those of `*`
  std::map<std::string_view, const alembic::Argument*> parameters;  ///< by name

  const alembic::Argument* argument(std::string_view name) const;
  std::optional<std::string> text(std::string_view name) const;
  std::optional<long long> integer(std::string_view name) const;
  bool flag(std::string_view name, bool otherwise) const;
};

/// `type` with its class and arguments. Points into `type`. Throws Error for an unknown class or
/// argument.
BoundType bind_type(const alembic::SaType& type);

/// The labels of an Enum of either class. Throws Error where they are no strings.
std::vector<std::string> enum_labels(const BoundType& type);

}  // namespace athanor::operations
