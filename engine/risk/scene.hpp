#pragma once
/// A statement together with all that a rule of risk may ask about it.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/dialect.hpp"
#include "engine/protection.hpp"
#include "engine/risk/chronicle.hpp"
#include "engine/risk/effect.hpp"

namespace athanor::risk {

/// How a statement is sent: in a transaction, outside of any, or as the script itself has it.
enum class Sending { Together, Alone, AsWritten };

/// What is judged as one: a plan that athanor made, a revision, a script that somebody runs.
enum class Kind { Plan, Revision, Script };

/// What the statements before the one that is judged have done.
struct Memory {
  std::set<QualifiedName> made;            ///< tables that were not there
  std::set<QualifiedName> renamed;         ///< the new names of tables that were
  std::map<QualifiedName, Table> dropped;  ///< as they were
  std::set<std::pair<QualifiedName, std::string>> new_columns;
  std::set<std::pair<QualifiedName, std::string>> not_valid;  ///< constraints of this transaction
  std::set<std::pair<QualifiedName, std::vector<std::string>>> unique_before;  ///< keys that went
  std::set<std::pair<QualifiedName, std::string>> held_before;                 ///< checks that went
  std::set<std::string> settings;     ///< that were given a value, in lower case
  std::set<std::string> new_values;   ///< of enums, in this transaction
  std::set<std::string> made_others;  ///< views, functions and the like, in lower case
  std::set<std::string> reported;     ///< codes that are told once
  bool keys_off = false;              ///< foreign keys are not enforced
  bool begun = false;                 ///< BEGIN was written
};

/// All of it lives as long as the judging of one statement.
struct Scene {
  const Dialect& dialect;
  const Protection& protection;
  Kind kind;
  const Chronicle& chronicle;                ///< up to this unit, and all of it
  const std::vector<Statement>& statements;  ///< all of the unit
  std::size_t at;                            ///< the one that is judged
  const std::vector<Sending>& sendings;      ///< of each
  const Schema& before;                      ///< as it is when the statement comes
  const Schema& finish;                      ///< as it is when all of the unit is done
  const Memory& memory;
  const std::vector<SchemaEffect>& effects;
  const std::map<QualifiedName, TableSize>& sizes;  ///< as far as a database could be asked
  long long large_rows;                             ///< from how many rows a table is large

  const Statement& statement() const { return statements[at]; }
  Sending sending() const { return sendings[at]; }
  /// The statement's action where it is of that kind, or null.
  template <class T>
  const T* action() const {
    return std::get_if<T>(&statement().action);
  }

  bool in_transaction() const;
  /// Of a table by its name now; one that the graph does not know counts as there before.
  Age age(const QualifiedName& table) const;
  bool is_new_column(const QualifiedName& table, const std::string& column) const;
  const Table* table(const QualifiedName& name) const;
  const Column* column(const QualifiedName& table, const std::string& name) const;

  /// Calls `visit` with each effect of that kind.
  template <class E, class Visit>
  void each(Visit visit) const {
    for (const auto& effect : effects) {
      if (const auto* found = std::get_if<E>(&effect)) visit(*found);
    }
  }
};

/// The effects of the statement of `scene`, whose own are not yet known.
std::vector<SchemaEffect> effects_of(const Scene& scene);

/// Adds what the statement of `scene` has done.
void remember(Memory& memory, const Scene& scene);

/// The columns that a primary key, a unique key or a foreign key is over; none of a check.
std::vector<std::string> columns_of(const Constraint& constraint);

/// Whether a validated check of the table says `column IS NOT NULL`.
bool proves_not_null(const Table* table, const std::string& column);

/// Whether the column held no NULL before the unit began, though it was not declared: by a check
/// that stands, or that went just now.
bool was_never_null(const Scene& scene, const QualifiedName& table, const std::string& column);

/// The name as people write it in an allowance: `users.email`.
std::string part_of(const QualifiedName& table, std::string_view part);

/// The name of a constraint, or what it is of: `users.users_email_key`, `users (email)`.
std::string label(const QualifiedName& table, const Constraint& constraint);

}  // namespace athanor::risk
