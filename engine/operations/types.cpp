#include "engine/operations/types.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/operations/arguments.hpp"
#include "schema/diagnostics.hpp"

namespace athanor::operations {
namespace {

std::string with_length(std::string_view word, std::optional<long long> length) {
  return length.value_or(0) ? fmt::format("{}({})", word, *length) : std::string(word);
}

std::string numeric(const BoundType& type) {
  auto precision = type.integer("precision"), scale = type.integer("scale");
  if (!precision) return std::string(type.type_class->word);
  if (!scale) return fmt::format("{}({})", type.type_class->word, *precision);
  return fmt::format("{}({}, {})", type.type_class->word, *precision, *scale);
}

}  // namespace

std::optional<long long> enum_length(const BoundType& type) {
  std::size_t longest = 0;
  for (const auto& label : enum_labels(type)) longest = std::max(longest, length_of(label));
  if (!type.argument("length")) return static_cast<long long>(longest);
  auto length = type.integer("length");
  if (length && *length < static_cast<long long>(longest)) {
    throw Error(fmt::format(
        "When provided, length must be larger or equal than the length of the longest enum value. "
        "{} < {}",
        *length, longest));
  }
  return length;
}

const alembic::SaType& TypeCompiler::resolved(const alembic::SaType& type) const {
  for (const auto& variant : type.variants) {
    const auto& dialects = variant.dialects;
    if (std::find(dialects.begin(), dialects.end(), dialect_name_) != dialects.end()) {
      return variant.type;
    }
  }
  return type;
}

void TypeCompiler::cannot_render(const BoundType& type) const {
  throw Error(fmt::format("Compiler can't render element of type {}", type.type_class->name));
}

std::string TypeCompiler::text(const alembic::SaType& type) const {
  auto bound_type = bound(type);
  const auto& type_class = *bound_type.type_class;
  if (type_class.kind == TypeKind::Fixed) return std::string(type_class.word);
  if (type_class.kind == TypeKind::Null) {
    throw Error(
        "Can't generate DDL for NullType(); did you forget to specify a type on this Column?");
  }
  if (type_class.kind == TypeKind::OwnWord) {
    if (!has_own_word(type_class)) cannot_render(bound_type);
    return std::string(type_class.word);
  }
  return word(bound_type);
}

std::string TypeCompiler::sized(std::string_view word, const BoundType& type,
                                std::optional<long long> length) const {
  auto text = with_length(word, length);
  auto collation = type.text("collation");
  if (!collation || collation->empty()) return text;
  text += " COLLATE ";
  if (auto schema = type.text("collation_schema")) text += names_.quote(*schema) + '.';
  return text + names_.quote(*collation);
}

std::string TypeCompiler::word(const BoundType& type) const {
  const auto& type_class = *type.type_class;
  switch (type_class.kind) {
    case TypeKind::Sized:
      return sized(type_class.word, type, type.integer("length"));
    case TypeKind::SizedBytes:
      return with_length(type_class.word, type.integer("length"));
    case TypeKind::Numeric:
      return numeric(type);
    case TypeKind::Enum:
    case TypeKind::NativeEnum:
      return with_length(type_class.word, enum_length(type));
    case TypeKind::Float:
    case TypeKind::Double:
    case TypeKind::Date:
    case TypeKind::DateTime:
    case TypeKind::Timestamp:
    case TypeKind::Time:
    case TypeKind::LargeBinary:
    case TypeKind::Interval:
    case TypeKind::Uuid:
    case TypeKind::Fixed:
      return std::string(type_class.word);
    case TypeKind::Array:
    case TypeKind::Domain:
    case TypeKind::FieldsInterval:
    case TypeKind::Bit:
    case TypeKind::OwnWord:
    case TypeKind::Null:
      break;
  }
  cannot_render(type);
}

}  // namespace athanor::operations
