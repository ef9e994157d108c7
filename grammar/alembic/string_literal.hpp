#pragma once
/// Private to this folder: what a string token's text stands for (Python language reference, 2.4
/// "Literals").

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "grammar/alembic/syntax.hpp"

namespace athanor::alembic {

/// A stretch of an f-string's text between braces, not yet parsed.
struct RawField {
  std::size_t offset;      ///< of `expression`, in the source
  std::string expression;  ///< as written
  std::string conversion;
  std::string format;
  bool shows_source;
};

struct StringPart {
  enum class Kind { Text, Bytes, Formatted };
  Kind kind = Kind::Text;
  /// Decoded text and fields, in order; exactly one text unless Formatted.
  std::vector<std::variant<StringLiteral, RawField>> pieces;
  std::string unread;  ///< what in it has no value here: `\N{...}`, a lone surrogate
};

/// Reads one string token, with its prefix and quotes, that lies at byte `offset` of the source.
/// Throws SyntaxProblem for a broken escape or field.
StringPart read_string_token(std::string_view token, std::size_t offset);

/// Appends `tail` to `text`, stretches included.
void append(StringLiteral& text, const StringLiteral& tail);

}  // namespace athanor::alembic
