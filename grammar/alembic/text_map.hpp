#pragma once
/// Private to this folder: from ANTLR's code points to bytes and places of the script.

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "schema/diagnostics.hpp"

namespace athanor::alembic {

/// A text that is not Python. Thrown within this folder only; `parse_module` makes a diagnostic
/// of it. Offsets are bytes of the whole source.
class SyntaxProblem : public std::runtime_error {
 public:
  SyntaxProblem(std::size_t begin, std::size_t end, const std::string& message)
      : std::runtime_error(message), begin_(begin), end_(end) {}
  std::size_t begin() const { return begin_; }
  std::size_t end() const { return end_; }

 private:
  std::size_t begin_, end_;
};

/// The lines of a source, for places that cost less than `place_at`.
class LineMap {
 public:
  explicit LineMap(SourcePtr source);
  /// The place of bytes [begin, end), cut at the end of its first line.
  Place place(std::size_t begin, std::size_t end) const;
  const SourcePtr& source() const { return source_; }

 private:
  SourcePtr source_;
  std::vector<std::size_t> line_starts_;
};

/// A stretch of a source as ANTLR numbers it: by code point, from 0.
class CodePoints {
 public:
  /// `text` lies in the source at byte `base`. Throws SyntaxProblem where it is not UTF-8.
  CodePoints(std::string_view text, std::size_t base);
  /// The byte of the whole source at which code point `index` begins; past the last, the end.
  std::size_t byte(std::size_t index) const;

 private:
  std::vector<std::size_t> offsets_;  ///< one more than there are code points
};

}  // namespace athanor::alembic
