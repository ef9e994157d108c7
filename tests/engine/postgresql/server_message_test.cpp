/// What the server says of a statement, taken apart.

#include "engine/dialects/postgresql/server_message.hpp"

#include <doctest/doctest.h>

namespace athanor::postgresql {

TEST_CASE("a message is taken apart into its text, line, detail, hint and context") {
  auto message = read_message(
      "ERROR:  function nope(integer) does not exist\n"
      "LINE 2:   nope(1)\n"
      "          ^\n"
      "DETAIL:  two\nlines\n"
      "HINT:  No function matches.\n"
      "CONTEXT:  SQL function \"f\"\n",
      "42883");
  CHECK(message.text == "function nope(integer) does not exist");
  CHECK(message.fault.sqlstate == "42883");
  CHECK(message.fault.line == 2);
  CHECK(message.fault.detail == "two\nlines");
  CHECK(message.fault.hint == "No function matches.");
  CHECK(message.fault.context == "SQL function \"f\"");
}

TEST_CASE("a message in another language, or of libpq, keeps its text") {
  CHECK(read_message("ERREUR:  la relation « x » n'existe pas\n", "42P01").text ==
        "la relation « x » n'existe pas");
  CHECK(read_message("server closed the connection unexpectedly\n\tThis probably means", "").text ==
        "server closed the connection unexpectedly\n\tThis probably means");
}

TEST_CASE("a statement's error says all that the database said") {
  StatementError error("no", "SELECT 1\nFROM x", {"42P01", 2, "a detail", "a hint", ""});
  CHECK(std::string(error.what()) ==
        "no (SQLSTATE 42P01)\n  detail: a detail\n  hint: a hint\n  at line 2 of the statement\n  "
        "in: SELECT 1\n"
        "FROM x");
  CHECK(error.message() == "no");
}

}  // namespace athanor::postgresql
