#include "engine/dialects/postgresql/introspect.hpp"

#include "engine/dialects/postgresql/connection.hpp"
#include "engine/dialects/postgresql/reading.hpp"

namespace athanor::postgresql {
namespace {

/// What the server's printer of expressions depends on, and a compiler that would take longer than
/// the queries.
constexpr const char* kSettings =
    "SET LOCAL search_path = public;"
    "SET LOCAL quote_all_identifiers = off;"
    "SET LOCAL standard_conforming_strings = on;"
    "SET LOCAL datestyle = 'ISO, MDY';"
    "SET LOCAL intervalstyle = postgres;"
    "SET LOCAL timezone = 'UTC';"
    "SET LOCAL bytea_output = hex;"
    "SET LOCAL extra_float_digits = 1;"
    "SET LOCAL jit = off";

/// One transaction for all queries, so that they see one state; what it set is gone with it.
class ReadTransaction {
 public:
  ReadTransaction(Connection& connection, Transaction around)
      : connection_(connection), around_(around) {
    const char* begin = around == Transaction::Open
                            ? "SAVEPOINT athanor_read;"
                            : "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;";
    connection_.run(std::string(begin) + kSettings);
  }
  ~ReadTransaction() {
    try {
      connection_.run(around_ == Transaction::Open
                          ? "ROLLBACK TO athanor_read; RELEASE athanor_read"
                          : "ROLLBACK");
    } catch (const Error&) {  // the connection is gone, and its transaction with it
    }
  }
  ReadTransaction(const ReadTransaction&) = delete;
  ReadTransaction& operator=(const ReadTransaction&) = delete;

 private:
  Connection& connection_;
  Transaction around_;
};

}  // namespace

Schema introspect(Connection& connection, Transaction transaction, Diagnostics& diagnostics) {
  ReadTransaction open(connection, transaction);
  Reading reading(connection, diagnostics);
  read_comments(reading);
  read_names(reading);
  read_collations(reading);
  read_extensions(reading);
  read_types_in_use(reading);
  read_relations(reading);
  read_columns(reading);
  read_user_types(reading);
  read_indexes(reading);
  read_constraints(reading);
  read_sequences(reading);
  read_unmodelled(reading);
  finish_tables(reading);
  report_comments_left(reading);
  return std::move(reading.schema);
}

}  // namespace athanor::postgresql
