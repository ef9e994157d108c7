#pragma once
/// Diagnostics: how athanor says that something it read is wrong.
///
/// Bad input never throws at the first problem: whoever reads collects every problem in a
/// `Diagnostics`, each with its place, and the caller decides. A failing environment (a server, a
/// disk, a library) is an `Error` instead, thrown at the edge of the folder that met it.

#include <compare>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace athanor {

/// A text that was read, kept alive so that a diagnostic can show the line it speaks of.
struct SourceText {
  std::string name;  ///< as the user would write it: `models/shop.toml`, `new.sql`
  std::string text;
};

using SourcePtr = std::shared_ptr<const SourceText>;

/// Where something stands in a text. It is carried beside an object and never takes part in
/// comparing it: any two places are equal, so that aggregates may default their `operator==`.
struct Place {
  SourcePtr source;          ///< null where the object did not come from a text
  std::uint32_t line = 0;    ///< from 1; 0 where unknown
  std::uint32_t column = 0;  ///< from 1, in bytes; 0 where unknown
  std::uint32_t length = 1;  ///< bytes to underline, on that line

  bool operator==(const Place&) const { return true; }
  auto operator<=>(const Place&) const { return std::strong_ordering::equal; }
};

/// The place `length` bytes long that begins at byte `offset` of `source`.
Place place_at(const SourcePtr& source, std::size_t offset, std::size_t length);

enum class Severity { Error, Warning, Note };

/// One finding: lower-case start, no final period, saying what was seen.
struct Diagnostic {
  Severity severity = Severity::Error;
  std::string message;
  Place place;
  std::vector<std::string> notes;  ///< printed below, each as `note: ...`
};

/// `file:line:column: error: message`, then the line and a caret below it, then the notes; ends
/// in a newline. Without a place, only the message and the notes.
std::string render(const Diagnostic& diagnostic);

/// The findings of one reading, in the order they were made.
class Diagnostics {
 public:
  void error(Place place, std::string message, std::vector<std::string> notes = {});
  void warn(Place place, std::string message, std::vector<std::string> notes = {});
  /// Adds one as it is; one that says the same of the same place is added once.
  void add(Diagnostic diagnostic);
  void append(const Diagnostics& other);

  bool has_errors() const { return errors_ > 0; }
  bool empty() const { return all_.empty(); }
  const std::vector<Diagnostic>& all() const { return all_; }

 private:
  std::vector<Diagnostic> all_;
  std::size_t errors_ = 0;
};

/// All of them, one after another, ordered by file and place as far as they have one.
std::string render(const Diagnostics& diagnostics);

/// The environment failed: a database, the disk, a library. `what()` is a whole sentence for the
/// user, without passwords.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// What was asked for is forbidden by protection or policy (exit code 3).
class Refused : public Error {
 public:
  using Error::Error;
};

/// Bad input, with its findings, for callers that cannot go on without it (exit code 1).
class InputError : public Error {
 public:
  explicit InputError(Diagnostics diagnostics);
  const Diagnostics& diagnostics() const { return diagnostics_; }

 private:
  Diagnostics diagnostics_;
};

/// Throws InputError when `diagnostics` holds an error.
void require_no_errors(const Diagnostics& diagnostics);

/// The one of `known` that `word` was most likely meant to be, or "" when none is near
/// (Damerau-Levenshtein distance of at most a third of the longer word, ASCII case ignored).
std::string nearest(std::string_view word, const std::vector<std::string>& known);

/// `did you mean "x"?` as a list of notes, empty when nothing is near.
std::vector<std::string> did_you_mean(std::string_view word, const std::vector<std::string>& known);

/// How files are named to people: one below the working folder from there, as editors and CI know
/// it, any other as it is.
std::string name_from_here(const std::string& path);

/// Reads a whole file, named from here. Throws Error naming the file when it cannot be read.
SourcePtr read_source(const std::string& path);

}  // namespace athanor
