#pragma once
/// Python's values as SQL literals.

#include <optional>
#include <string>

#include "engine/operations/types.hpp"

namespace athanor::operations {

/// Where SQLAlchemy's dialects write values differently.
class LiteralCompiler {
 public:
  explicit LiteralCompiler(const TypeCompiler& types) : types_(types) {}
  virtual ~LiteralCompiler() = default;

  /// `value` as a column of `type` takes it; of no type where that is null. Where SQLAlchemy would
  /// only bind the value, it is the literal of what the driver sends. Throws Error for a value that
  /// the type does not take.
  std::string text(const alembic::Constant& value, const alembic::SaType* type) const;
  virtual std::string boolean(bool value) const = 0;

 protected:
  virtual std::string bytes(const std::string& value) const = 0;
  virtual std::string time(const alembic::ConstantTime& value, TypeKind kind) const = 0;
  virtual std::string interval(const alembic::ConstantInterval& value) const = 0;
  virtual std::string array(const alembic::ConstantList& value,
                            const alembic::SaType* item) const = 0;
  /// A UUID of a column that is one; `native`: where the dialect has a type for it, it is used.
  enum class UuidForm { Native, Characters };
  virtual std::string uuid(const std::string& text, UuidForm form) const = 0;
  const TypeCompiler& types() const { return types_; }

 private:
  std::string untyped(const alembic::Constant& value) const;
  std::optional<std::string> typed(const alembic::Constant& value, const BoundType& type) const;
  std::optional<std::string> typed_boolean(const alembic::Constant& value) const;
  std::optional<std::string> typed_uuid(const alembic::Constant& value,
                                        const BoundType& type) const;

  const TypeCompiler& types_;
};

/// `text` in single quotes.
std::string quote_text(std::string_view text);

/// `value` as Python's json.dumps writes it. Throws Error for what JSON cannot hold.
std::string json_text(const alembic::Constant& value);

}  // namespace athanor::operations
