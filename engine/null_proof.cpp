#include "engine/null_proof.hpp"

#include "schema/sql_text.hpp"

namespace athanor {

std::optional<std::string> column_never_null(const std::string& check) {
  auto tokens = scan_sql(check);
  std::erase_if(tokens,
                [](const SqlToken& token) { return token.text == "(" || token.text == ")"; });
  bool says = tokens.size() == 4 && ascii_iequals(tokens[1].text, "is") &&
              ascii_iequals(tokens[2].text, "not") && ascii_iequals(tokens[3].text, "null");
  return says ? std::optional(tokens[0].text) : std::nullopt;
}

}  // namespace athanor
