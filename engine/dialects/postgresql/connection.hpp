#pragma once
/// One connection to a server, through libpqxx, and how its failures are told. Private to this
/// folder: the only header that shows libpqxx.

#include <memory>
#include <pqxx/connection>
#include <pqxx/except>
#include <pqxx/nontransaction>
#include <pqxx/result>
#include <string>
#include <vector>

#include "engine/session.hpp"

namespace athanor::postgresql {

/// Whether a transaction is under way on a connection.
enum class Transaction { None, Open };

/// A connection that stays closed once it is broken: libpqxx 6 would open it again in silence, and
/// the transaction that was under way would be gone.
class Connection {
 public:
  /// Connects. Throws Error, with what to do about it.
  explicit Connection(const std::string& url);

  /// Runs one statement, or several of the simple protocol (manual, section 55.2.2.1), as they are:
  /// no transaction is begun. Throws StatementError, or ConnectionLost.
  pqxx::result run(const std::string& sql);

  /// `server_version_num`: 150018 is 15.18.
  int server_version() const { return connection_->server_version(); }
  bool is_open() const { return !lost_ && connection_->is_open(); }
  const std::string& address() const { return address_; }

 private:
  [[noreturn]] void fail(const pqxx::failure& failure, const std::string& sql);

  std::string address_;
  std::vector<std::string> secrets_;
  std::unique_ptr<pqxx::connection> connection_;
  bool lost_ = false;
};

}  // namespace athanor::postgresql
