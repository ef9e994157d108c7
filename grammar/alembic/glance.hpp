#pragma once
/// Private to this folder: what stands between the statements of a script, without the grammar.

#include <cstddef>
#include <optional>
#include <string_view>

namespace athanor::alembic {

/// A stretch of the text, by its bytes.
struct Stretch {
  std::size_t begin = 0, end = 0;
};

/// Walks over Python text by strings, brackets, comments and ends of lines. Every member that
/// gives a bool says with false that only the grammar can tell what stands there; the walk is over
/// then.
class GlanceScanner {
 public:
  explicit GlanceScanner(std::string_view text) : text_(text) {}

  std::size_t at() const { return at_; }
  bool at_end() const { return at_ >= text_.size(); }
  char peek() const { return at_end() ? '\n' : text_[at_]; }
  std::string_view text(Stretch stretch) const {
    return text_.substr(stretch.begin, stretch.end - stretch.begin);
  }
  void advance() { ++at_; }

  /// To the next line that holds a statement, behind its indentation; gives how deep that is.
  std::size_t next_statement();
  void skip_blanks();
  /// Blanks, comments and ends of lines, as between brackets.
  void skip_space();
  /// The name at hand, or nothing.
  std::optional<Stretch> word();
  /// Whether a string begins here, prefix included.
  bool at_string() const;
  /// The string literal at hand.
  bool string(Stretch& out);
  /// The rest of a logical line. Outside brackets it may hold no `;`, and no `=` unless `assigns`.
  enum class Assignments { Free, None };
  bool rest_of_line(Assignments assignments);
  /// Nothing but a comment before the end of the line, which is passed.
  bool end_of_line();
  /// Up to an `=` outside brackets, on this logical line.
  bool to_assignment();

 private:
  enum class Found { End, Assignment, Semicolon, Unknown };
  Found scan();
  bool body(char quote, std::size_t width, bool formatted);
  bool repeats(char quote, std::size_t times) const;
  std::size_t prefix_length() const;

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace athanor::alembic
