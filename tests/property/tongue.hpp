#pragma once
/// What of random schemas and rows is one dialect's own.

#include <memory>

#include "tests/property/parts.hpp"
#include "tests/support/test_database.hpp"

namespace athanor::testing {

class Tongue {
 public:
  Tongue() = default;
  virtual ~Tongue() = default;
  Tongue(const Tongue&) = delete;
  Tongue& operator=(const Tongue&) = delete;

  virtual const Dialect& dialect() const = 0;

  // --- schemas

  virtual std::unique_ptr<Parts> parts(Random& random) const = 0;
  /// Whether views, triggers and virtual tables are part of it.
  virtual bool has_views() const = 0;
  /// Whether a key's columns must have the types of what they reference.
  virtual bool types_keys() const = 0;
  /// Makes everything fit that the dialect insists on, and takes out what cannot be.
  virtual void repair(Blueprint& blueprint) const = 0;
  /// Adds types of its own, before there are tables.
  virtual void add_types(Blueprint& blueprint, Random& random) const = 0;
  /// Changes one of them; `before` has names that are to be left alone.
  virtual void change_types(Blueprint& blueprint, const Blueprint& before,
                            Random& random) const = 0;
  /// Changes a property of the table, or of a column, that only this dialect has.
  virtual void change_table(TablePlan& table, Random& random) const = 0;
  /// Whether the column forbids NULL, by its own word or its key's.
  virtual bool forbids_null(const TablePlan& table, const ColumnPlan& column) const = 0;
  /// A drawn schema as the dialect holds it.
  virtual Schema settled(Schema drawn) const = 0;

  // --- plans

  /// Plans for databases in use, where the dialect has forms of its own for them.
  virtual Traffic some_traffic(Random& random) const = 0;
  /// Whether the statements have no effect at all where one of them fails.
  virtual bool is_atomic(const std::vector<SqlStatement>& statements) const = 0;
  /// Sets what whoever runs a plan may have set.
  virtual void unsettle(TestDatabase& database, Random& random) const = 0;

  // --- rows

  /// A value for a column of that plan, as SQL; absent where the column has to be left out.
  virtual std::optional<std::string> value_for(const ColumnPlan& column, const Blueprint& blueprint,
                                               Random& random) const = 0;
  /// Around inserting: keys are enforced meanwhile, and others not afterwards.
  virtual void begin_rows(TestDatabase& database) const = 0;
  virtual void end_rows(TestDatabase& database) const = 0;
  /// Throws the rows of all tables away, however they refer to each other.
  virtual void empty(TestDatabase& database, const Blueprint& blueprint) const = 0;
  /// The value of a quoted column as text that tells any two values apart.
  virtual std::string shown(const std::string& column) const = 0;
  /// An expression for a row's own number, where both tables have it and it must stay; or a
  /// constant.
  virtual std::string row_number(const TablePlan& shown, const TablePlan& one,
                                 const TablePlan& other) const = 0;
  /// Whether no change from one to the other may touch the column's values.
  virtual bool keeps_values(const Blueprint& one, const TablePlan& table, const ColumnPlan& column,
                            const Blueprint& other, const TablePlan& other_table,
                            const ColumnPlan& other_column) const = 0;
};

/// A table's name as SQL.
std::string sql_name(const TablePlan& table, const Dialect& dialect);

const Tongue& sqlite_tongue();
const Tongue& postgresql_tongue();

}  // namespace athanor::testing
