#pragma once
/// A transaction in which the server prints expressions the same way whoever asks.

#include "engine/dialects/postgresql/connection.hpp"

namespace athanor::postgresql {

/// One snapshot for all queries, `public` alone on the search path, and every setting that the
/// printer of expressions depends on set. It is rolled back at the end, with whatever was done in
/// it; inside a transaction that is open, it is a savepoint of that one.
class PrintingTransaction {
 public:
  PrintingTransaction(Connection& connection, Transaction around, Access access);
  ~PrintingTransaction();
  PrintingTransaction(const PrintingTransaction&) = delete;
  PrintingTransaction& operator=(const PrintingTransaction&) = delete;

 private:
  Connection& connection_;
  Transaction around_;
};

}  // namespace athanor::postgresql
