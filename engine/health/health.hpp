#pragma once
/// The state of a live database beside its shape: whether it can rely on what its catalogue lists,
/// whether its tables take rows, and how long it takes to answer.
///
/// A dialect gives what only it knows, through `Health`; trying rows and timing queries are the
/// same for all.

#include <string>
#include <vector>

#include "engine/health/hints.hpp"
#include "engine/session.hpp"
#include "schema/schema.hpp"

namespace athanor::health {

/// Something of a table that is not as it should be.
struct Ailment {
  QualifiedName table;  ///< or, of a constraint, its domain
  std::string part;  ///< the bare name of the index, constraint or column; "" for the table itself
  std::string text;  ///< one line for a person, with all names in it

  bool operator==(const Ailment&) const = default;
};

/// One thing that must hold of a database, as far as its dialect can tell.
struct Condition {
  std::string what;  ///< a sentence that holds where there is no ailment
  std::vector<Ailment> ailments;
  std::string remedy;   ///< what to do about them
  std::string unknown;  ///< what was not looked at, and why; "" where all was

  bool operator==(const Condition&) const = default;
};

/// What a dialect knows of a database's state.
class Health {
 public:
  virtual ~Health() = default;

  /// Looks at the tables of `schema`, which the database holds, and at nothing of any other table.
  /// Reads only, with a few queries however many the tables are. Throws Error.
  virtual std::vector<Condition> conditions(Session& session, const Schema& schema) const = 0;

  /// Values that a column of `type` can hold, as SQL of that type, likely ones first; of a domain,
  /// values of the type behind it. Empty where none is known.
  virtual std::vector<std::string> values(const DataType& type, const Hints& hints,
                                          const Schema& schema) const = 0;
  /// `expression` as a value of `type`, where a database tells types of expressions at all.
  virtual std::string typed(const std::string& expression, const DataType& type) const = 0;
  /// Whether a column of `type` holds whole numbers.
  virtual bool is_whole(const DataType& type) const = 0;
  /// Whether a default asks a sequence, whose next value no rollback brings back.
  virtual bool counts(const Expression& default_value) const = 0;
  /// What stands between the columns and the rows of an INSERT that gives values even to columns
  /// that the database counts by itself: "" or a clause with a space behind it.
  virtual std::string overriding() const = 0;

  /// Why no row is to be tried in `table`: an insert there does more than a rollback takes back, or
  /// reaches tables that are not in `schema`; "" where there is no reason.
  virtual std::string reason_not_to_try(const Table& table, const Schema& schema) const = 0;
  /// Begins a transaction in which an insert is judged at once by every key and constraint.
  virtual void begin_trial(Session& session) const = 0;
  /// Whether an INSERT failed for the table as it is, and not for the values that were made up for
  /// it, for rights or for locks.
  virtual bool is_about_table(const StatementError& error) const = 0;
};

}  // namespace athanor::health
