#include "engine/dialects/postgresql/connection.hpp"

#include <fmt/format.h>

#include "engine/dialects/postgresql/server_message.hpp"
#include "engine/dialects/postgresql/url.hpp"
#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

/// libpqxx 6 leaves the SQLSTATE of some kinds out, and gives only their types; libpqxx 7 has all.
std::string sqlstate_of(const pqxx::failure& failure) {
  const auto* error = dynamic_cast<const pqxx::sql_error*>(&failure);
  if (error && !error->sqlstate().empty()) return error->sqlstate();
  if (dynamic_cast<const pqxx::insufficient_privilege*>(&failure)) return "42501";
  if (dynamic_cast<const pqxx::disk_full*>(&failure)) return "53100";
  if (dynamic_cast<const pqxx::deadlock_detected*>(&failure)) return "40P01";
  if (dynamic_cast<const pqxx::serialization_failure*>(&failure)) return "40001";
  if (dynamic_cast<const pqxx::transaction_rollback*>(&failure)) return "40000";
  return "";
}

/// What the server said before it closed the connection: libpqxx 6 may have lost it, and complains
/// about something that it could no longer ask.
std::string last_words(const std::string& text) {
  bool lost = text.find("client encoding") != std::string::npos;
  return lost ? "" : fmt::format(": {}", read_message(text, "").text);
}

std::string with_advice(const std::string& message, const std::string& advice) {
  return advice.empty() ? message : message + "\n  " + advice;
}

}  // namespace

Connection::Connection(const std::string& url)
    : address_(postgresql::address(url)), secrets_(secrets(url)) {
  auto options = conninfo(url);
  try {
    connection_ = std::make_unique<pqxx::connection>(options);
  } catch (const pqxx::failure& e) {
    auto message = without_secrets(std::string(trim(e.what())), secrets_);
    throw Error(with_advice(fmt::format("{}: cannot connect: {}", address_, message),
                            connection_advice(message)));
  }
}

pqxx::result Connection::run(const std::string& sql) {
  if (!is_open()) throw ConnectionLost(fmt::format("{}: the connection is gone", address_));
  try {
    pqxx::nontransaction statement(*connection_);
    return statement.exec(sql);
  } catch (const pqxx::failure& e) {
    fail(e, sql);
  }
}

void Connection::fail(const pqxx::failure& failure, const std::string& sql) {
  if (!connection_->is_open()) {
    lost_ = true;
    throw ConnectionLost(fmt::format(
        "{}: the connection broke, or the server closed it{}\n  what was not committed is undone "
        "by the server; run the same command again when the server is back",
        address_, last_words(without_secrets(failure.what(), secrets_))));
  }
  auto text = without_secrets(failure.what(), secrets_);
  auto message = read_message(text, sqlstate_of(failure));
  if (message.fault.hint.empty()) {
    message.fault.hint = statement_advice(message.fault.sqlstate);
  }
  throw StatementError(message.text, without_secrets(sql, secrets_), message.fault);
}

}  // namespace athanor::postgresql
