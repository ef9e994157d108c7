#pragma once
/// Where a text names a table or a column. Private to this folder.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/sqlite/catalog.hpp"

namespace athanor::sqlite {

/// What is looked for: a table, or one column of it where `column` is not empty.
struct Target {
  std::string table;
  std::string column;
};

/// A token that names the target, or something that depends on the target's name.
struct Mention {
  enum class Kind {
    Itself,     ///< the table where it is read, written or stands before a dot; the column
    Derived,    ///< a column of a view or a subquery that has its name from the target column
    Ambiguous,  ///< a column that several tables in reach have, the target's among them
    Joined,     ///< a column of USING, which the other table must have as well
  };
  Kind kind;
  std::size_t offset;
  std::size_t length;
};

/// Resolves names as SQLite does (resolve.c), with the columns that the catalog knows: aliases,
/// subqueries, WITH, correlated queries, NEW and OLD, `excluded`.
class MentionFinder {
 public:
  MentionFinder(const Catalog& catalog, Target target);

  /// In a view's query.
  std::vector<Mention> in_query(std::string_view query) const;
  /// In the statements of a trigger on `owner`.
  std::vector<Mention> in_body(std::string_view body, const QualifiedName& owner) const;
  /// In the condition of a trigger on `owner`.
  std::vector<Mention> in_condition(std::string_view expression, const QualifiedName& owner) const;
  /// In an expression of a table's own definition or index.
  std::vector<Mention> in_expression(std::string_view expression, const Table& table) const;

 private:
  bool can_mention(std::string_view text) const;

  const Catalog& catalog_;
  Target target_;
};

/// `text` with the mentions replaced by `name`, in quotes where the name needs them or the mention
/// had them.
std::string replace_mentions(std::string_view text, const std::vector<Mention>& mentions,
                             std::string_view name);

}  // namespace athanor::sqlite
