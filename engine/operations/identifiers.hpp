#pragma once
/// Names as SQLAlchemy writes them: quoted where a dialect's list of words or their characters ask
/// for it, and no others.

#include <string>
#include <string_view>

#include "grammar/alembic/operation.hpp"

namespace athanor::operations {

/// What SQLAlchemy knows of a dialect's names.
struct IdentifierRules {
  bool (*is_reserved)(std::string_view lower_case);
  std::size_t max_length;  ///< in characters, of the names of constraints and indexes
};

class Identifiers {
 public:
  explicit Identifiers(IdentifierRules rules) : rules_(rules) {}

  std::string quote(std::string_view name) const;
  /// A column's name: `quote=` of the column decides where it was given.
  std::string column(const alembic::SaColumn& column) const;
  /// SQLAlchemy's form of a table: the schema is one name.
  std::string table(const alembic::TableName& table) const;
  /// Alembic's form of a table in ALTER TABLE: a dotted schema is several names.
  std::string altered_table(const alembic::TableName& table) const;
  /// The name of a constraint or an index. One that a convention made or that `op.f` marked is cut
  /// where it is too long; any other is an Error.
  std::string item(const alembic::ItemName& name) const;

 private:
  bool needs_quotes(std::string_view name) const;

  IdentifierRules rules_;
};

/// `name` in double quotes.
std::string quote_always(std::string_view name);

/// `phrase`, where it is words and nothing else. Throws Error: it stands in SQL as it is.
const std::string& checked_phrase(const std::string& phrase);

/// The number of code points in UTF-8 `text`, which is Python's len().
std::size_t length_of(std::string_view text);

}  // namespace athanor::operations
