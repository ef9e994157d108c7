#pragma once
/// Messages of the server and of libpq, in their parts and with what to do about them.

#include <string>
#include <string_view>

#include "engine/session.hpp"

namespace athanor::postgresql {

/// A message in the parts that libpq prints one below the other (PQresultErrorMessage).
struct ServerMessage {
  std::string text;  ///< without "ERROR:" before it
  StatementFault fault;
};

/// Takes `ERROR:  text`, `LINE n: ...`, `DETAIL:  `, `HINT:  ` and `CONTEXT:  ` apart, in whatever
/// language the first word is.
ServerMessage read_message(std::string_view text, std::string sqlstate);

/// What a person can do about a connection that was refused with this message; "" where the message
/// says it all.
std::string connection_advice(std::string_view message);

/// What a person can do about a statement that was refused with this SQLSTATE (manual, appendix A);
/// "" where the server's own words say it all.
std::string statement_advice(std::string_view sqlstate);

}  // namespace athanor::postgresql
