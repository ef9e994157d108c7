#include "engine/dialects/postgresql/server_message.hpp"

#include <array>
#include <charconv>
#include <utility>

#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

using Advice = std::pair<std::string_view, const char*>;

/// By a piece of the message: libpq gives no SQLSTATE for a connection that was refused.
constexpr auto kConnectionAdvice = std::to_array<Advice>({
    {"password authentication failed",
     "check the user and the password: in the address, PGPASSWORD or ~/.pgpass"},
    {"no password supplied", "give a password: in the address, PGPASSWORD or ~/.pgpass"},
    {"Peer authentication failed",
     "the server wants the operating system's user of that name: run as that user, or connect over "
     "TCP with a password"},
    {"no pg_hba.conf entry",
     "the server lets nobody in from here as this user, or only encrypted: try sslmode=require, or "
     "ask for an entry in its pg_hba.conf"},
    {"too many clients", "every connection of the server is taken: try again later"},
    {"remaining connection slots", "every connection of the server is taken: try again later"},
    {"too many connections", "every connection of this user or database is taken: try again later"},
    {"starting up", "the server is starting: try again in a moment"},
    {"shutting down", "the server is stopping: try again when it is back"},
    {"in recovery mode", "the server is recovering: try again in a moment"},
    {"permission denied for database", "ask its owner to GRANT CONNECT on the database"},
    {"is not permitted to log in", "give the role LOGIN, or connect as another"},
    {"could not translate host name", "check the host's name in the address"},
    {"Connection refused", "is the server running there, and listening on that port?"},
    {"No such file or directory",
     "is the server running here? its socket is not where it was sought"},
    {"timeout expired",
     "the server did not answer in time: check the host, the port and firewalls"},
    {"does not support SSL", "the server has no encryption: use sslmode=disable if that is meant"},
    {"certificate verify failed", "check sslrootcert, or use sslmode=require"},
    {"role \"", "create the role, or connect as another user"},
    {"database \"", "check the name of the database, or create it: createdb NAME"},
});

constexpr auto kStatementAdvice = std::to_array<Advice>({
    {"25006",
     "this connection may only read: connect to the primary server, as a user that may write"},
    {"42501", "connect as the owner of the object, or have the owner grant the right"},
    {"55P03", "another session holds a lock on it: try again, or end that session"},
    {"57014", "the statement took longer than statement_timeout, or was cancelled"},
    {"53100", "the server's disk is full"},
});

std::string_view take_line(std::string_view& text) {
  auto end = text.find('\n');
  auto line = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return line;
}

/// What stands after `label` at the beginning of `line`, or nothing.
bool take_label(std::string_view& line, std::string_view label) {
  if (!line.starts_with(label)) return false;
  line = trim(line.substr(label.size()));
  return true;
}

std::size_t line_number(std::string_view text) {
  std::size_t number = 0;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

void append_line(std::string& to, std::string_view line) {
  if (!to.empty()) to += "\n";
  to += line;
}

/// `ERROR:  relation ...`: one word in the server's language and a colon.
std::string_view without_severity(std::string_view line) {
  auto colon = line.find(":  ");
  bool labelled = colon != std::string_view::npos &&
                  line.substr(0, colon).find_first_of(" \"") == std::string_view::npos;
  return labelled ? trim(line.substr(colon + 3)) : line;
}

}  // namespace

ServerMessage read_message(std::string_view text, std::string sqlstate) {
  ServerMessage out;
  out.fault.sqlstate = std::move(sqlstate);
  text = trim(text);
  out.text = without_severity(take_line(text));
  std::string* part = &out.text;
  std::string shown;  // the line of the statement and the caret below it
  while (!text.empty()) {
    auto line = take_line(text);
    if (take_label(line, "DETAIL:")) {
      part = &out.fault.detail;
    } else if (take_label(line, "HINT:")) {
      part = &out.fault.hint;
    } else if (take_label(line, "CONTEXT:")) {
      part = &out.fault.context;
    } else if (take_label(line, "LINE ")) {
      out.fault.line = line_number(line);
      part = &shown;
    }
    append_line(*part, line);
  }
  return out;
}

std::string connection_advice(std::string_view message) {
  for (const auto& [piece, advice] : kConnectionAdvice) {
    if (message.find(piece) != std::string_view::npos) return advice;
  }
  return "";
}

std::string statement_advice(std::string_view sqlstate) {
  for (const auto& [code, advice] : kStatementAdvice) {
    if (sqlstate == code) return advice;
  }
  return "";
}

}  // namespace athanor::postgresql
