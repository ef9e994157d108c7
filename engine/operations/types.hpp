#pragma once
/// Types as SQLAlchemy's type compilers write them.

#include <optional>
#include <string>
#include <string_view>

#include "engine/operations/identifiers.hpp"
#include "engine/operations/type_class.hpp"

namespace athanor::operations {

class TypeCompiler {
 public:
  /// `dialect_name` is what `with_variant` calls it.
  TypeCompiler(std::string_view dialect_name, const Identifiers& names)
      : dialect_name_(dialect_name), names_(names) {}
  virtual ~TypeCompiler() = default;

  /// `type`, or its variant for this dialect.
  const alembic::SaType& resolved(const alembic::SaType& type) const;
  /// The class and arguments of the type that this dialect takes; points into `type`.
  BoundType bound(const alembic::SaType& type) const { return bind_type(resolved(type)); }
  /// The DDL of `type`. Throws Error for one that the dialect cannot have.
  std::string text(const alembic::SaType& type) const;
  /// Whether the dialect itself keeps other values out of an Enum or a Boolean.
  virtual bool has_natively(const BoundType& type) const = 0;

 protected:
  /// The DDL of a type that is not `Fixed`, `Null` or an OwnWord.
  virtual std::string word(const BoundType& type) const;
  /// Whether a class's own word is one of this dialect's.
  virtual bool has_own_word(const TypeClass&) const { return false; }

  std::string sized(std::string_view word, const BoundType& type,
                    std::optional<long long> length) const;
  const Identifiers& names() const { return names_; }
  [[noreturn]] void cannot_render(const BoundType& type) const;

 private:
  std::string_view dialect_name_;
  const Identifiers& names_;
};

/// The length of an Enum that is no type of its own: that of its longest label, if none is given.
std::optional<long long> enum_length(const BoundType& type);

}  // namespace athanor::operations
