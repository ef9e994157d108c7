#pragma once
/// The lock that keeps two runs of migrations on one database apart.

#include <chrono>
#include <string>

#include "engine/dialects/postgresql/connection.hpp"

namespace athanor::postgresql {

/// A session-level advisory lock (manual, section 13.3.5) on a connection of its own.
class MigrationLock {
 public:
  /// Connects to the database that `main` is connected to, and waits for the lock, `wait` at most.
  /// Throws Error where the server cannot be migrated, or the lock not be relied on or had.
  MigrationLock(const std::string& url, Connection& main, std::chrono::milliseconds wait);

 private:
  void acquire(std::chrono::milliseconds wait);
  bool try_lock();
  std::string holder();

  Connection connection_;  ///< the server lets the lock go when it is closed
};

}  // namespace athanor::postgresql
