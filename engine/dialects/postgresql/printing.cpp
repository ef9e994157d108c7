#include "engine/dialects/postgresql/printing.hpp"

namespace athanor::postgresql {
namespace {

/// The last one is no printer's: a compiler that would take longer than the queries.
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

std::string beginning(Transaction around, Access access) {
  if (around == Transaction::Open) return "SAVEPOINT athanor_printing;";
  return access == Access::ReadOnly ? "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY;"
                                    : "BEGIN ISOLATION LEVEL REPEATABLE READ READ WRITE;";
}

}  // namespace

PrintingTransaction::PrintingTransaction(Connection& connection, Transaction around, Access access)
    : connection_(connection), around_(around) {
  try {
    connection_.run(beginning(around, access) + kSettings);
  } catch (const ConnectionLost& e) {
    throw ConnectionLost(
        std::string(e.what()) +
        "\n  a connection pooler in statement mode closes it at BEGIN: if there is "
        "one, connect to the server itself");
  }
}

PrintingTransaction::~PrintingTransaction() {
  try {
    connection_.run(around_ == Transaction::Open
                        ? "ROLLBACK TO athanor_printing; RELEASE athanor_printing"
                        : "ROLLBACK");
  } catch (const Error&) {  // the connection is gone, and its transaction with it
  }
}

}  // namespace athanor::postgresql
