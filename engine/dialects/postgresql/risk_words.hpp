#pragma once
/// Statements told by their words: those about kinds of objects that no graph holds yet. Private to
/// this folder.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/names.hpp"
#include "schema/sql_text.hpp"

namespace athanor::postgresql {

/// The words of a statement, one after another.
class Words {
 public:
  explicit Words(std::string_view text) : tokens_(scan_sql(text)) {}

  bool at_end() const { return at_ >= tokens_.size(); }
  /// Goes past these words if they stand here, all of them.
  bool take(std::string_view words);
  /// Goes to just behind the first place where these words stand, if there is one.
  bool skip_to(std::string_view words);
  /// Whether these words stand anywhere from here on, side by side.
  bool has(std::string_view words) const;
  /// The name with its schema that stands here, gone past; its parts empty where none does.
  QualifiedName name();
  /// Whether these words stand here.
  bool stands(std::string_view words) const { return Words(*this).take(words); }
  /// The items of the list in parentheses that stands here, gone past; none where no list does.
  std::vector<std::vector<SqlToken>> list();
  /// All from here on.
  std::vector<SqlToken> rest() const;

 private:
  bool stand_at(std::size_t at, const std::vector<SqlToken>& words) const;

  std::vector<SqlToken> tokens_;
  std::size_t at_ = 0;
};

/// A name as the catalogue has it: folded to lower case unless quoted.
std::string bare_name(const SqlToken& token);

/// Whether the last of `tokens` are those of `ending`.
bool ends_with(const std::vector<SqlToken>& tokens, const std::vector<SqlToken>& ending);

/// What a statement that could not be read is about.
struct Heading {
  enum class Verb { Create, Alter, Drop, Comment, Grant, Revoke, Run, AlterTable, CreateTable };
  Verb verb;
  std::string kind;    ///< "view", "materialized view", "policy"; of ALTER TABLE: what it does
  QualifiedName name;  ///< of the object; of a trigger, rule or policy too
  std::optional<QualifiedName> table;  ///< that it belongs to: `ON table`
};

/// Absent where the words are those of no statement known.
std::optional<Heading> heading_of(std::string_view statement);

}  // namespace athanor::postgresql
