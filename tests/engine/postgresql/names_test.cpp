/// Names and literals in PostgreSQL's SQL.

#include "engine/dialects/postgresql/names.hpp"
#include "grammar/postgresql/conventional_names.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace athanor::postgresql {

TEST_CASE("a name is quoted where quote_ident quotes it") {
  const std::vector<std::pair<std::string, std::string>> cases = {
      {"users", "users"},
      {"_x9", "_x9"},
      {"Users", "\"Users\""},
      {"two words", "\"two words\""},
      {"9lives", "\"9lives\""},
      {"a$b", "\"a$b\""},
      {"été", "\"été\""},
      {"say \"x\"", "\"say \"\"x\"\"\""},
      {"", "\"\""},
      {"order", "\"order\""},      // reserved
      {"user", "\"user\""},        // reserved
      {"between", "\"between\""},  // may be no function or type
      {"left", "\"left\""},        // may be a function or type only
      {"json_table", "\"json_table\""},
      {"name", "name"},  // non-reserved
      {"key", "key"},
      {"value", "value"},
  };
  for (const auto& [name, expected] : cases) {
    INFO(name);
    CHECK(quote_name(name) == expected);
  }
}

TEST_CASE("both parts of a qualified name are quoted as they need") {
  CHECK(quote_name(QualifiedName{"", "t"}) == "t");
  CHECK(quote_name(QualifiedName{"my app", "order"}) == "\"my app\".\"order\"");
  CHECK(quote_names({"a", "B", "c"}) == "a, \"B\", c");
}

TEST_CASE("quotes are doubled in a text, and backslashes left alone") {
  CHECK(quote_text("it's") == "'it''s'");
  CHECK(quote_text("a\\b") == "'a\\b'");
}

TEST_CASE("a made name is cut where the server cuts it") {
  const std::string forty(40, 'a'), thirty(30, 'b'), accents = "éééééééééééééééééééééééééééééééé";
  CHECK(joined_name("users", "email", "key") == "users_email_key");
  CHECK(joined_name("users", "", "pkey") == "users_pkey");
  CHECK(joined_name(forty, thirty, "seq") ==
        std::string(29, 'a') + "_" + std::string(29, 'b') + "_seq");
  CHECK(joined_name(forty, "id", "seq") == forty + "_id_seq");
  CHECK(joined_name(std::string(70, 'a'), "", "pkey") == std::string(58, 'a') + "_pkey");
  CHECK(joined_name(accents, "", "pkey") == accents.substr(0, 58) + "_pkey");
  CHECK(joined_name(accents, "x", "idx") == accents.substr(0, 56) + "_x_idx");
}

}  // namespace athanor::postgresql
