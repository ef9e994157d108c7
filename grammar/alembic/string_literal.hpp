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
  std::size_t offset = 0;  ///< of `expression`, in the source
  std::string expression;  ///< as written
  std::string conversion;
  std::string format;
  bool shows_source = false;
};

struct StringPart {
  enum class Kind { Text, Bytes, Formatted };
  Kind kind = Kind::Text;
  /// Decoded text and fields, in order; exactly one text unless Formatted.
  std::vector<std::variant<StringLiteral, RawField>> pieces;
  std::string unread;  ///< what in it has no value here: `\N{...}`, a lone surrogate
};

/// How a string token is written.
struct Quoting {
  bool raw = false;
  StringPart::Kind kind = StringPart::Kind::Text;
  std::size_t prefix = 0;  ///< bytes before the body
  std::size_t suffix = 0;  ///< bytes after it
};

/// What a stretch of a string's body stands for; `offset` is its place in the source. What has no
/// value here is named in `unread`.
StringLiteral decode_text(std::string_view body, std::size_t offset, Quoting quoting,
                          std::string& unread);

/// Splits the body of an f-string into the pieces of `part`.
void split_fields(std::string_view body, std::size_t offset, Quoting quoting, StringPart& part);

/// Reads one string token, with its prefix and quotes, that lies at byte `offset` of the source.
/// Throws SyntaxProblem for a broken escape or field.
StringPart read_string_token(std::string_view token, std::size_t offset);

/// Appends `tail` to `text`, stretches included.
void append(StringLiteral& text, const StringLiteral& tail);

}  // namespace athanor::alembic
