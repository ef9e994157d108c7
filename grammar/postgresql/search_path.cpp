#include "grammar/postgresql/search_path.hpp"

#include "grammar/postgresql/names.hpp"
#include "schema/sql_text.hpp"

namespace athanor::postgresql {

std::vector<std::string> read_search_path(std::string_view value) {
  std::vector<std::string> out;
  for (const auto& token : scan_sql(value)) {
    if (token.kind == SqlToken::Kind::Symbol) continue;
    auto name = token.text;
    if (token.kind == SqlToken::Kind::String) name = string_value(token.text);
    if (token.kind == SqlToken::Kind::Word) name = bare_name(token.text);
    if (token.kind == SqlToken::Kind::Word && name == "default") name = "public";
    bool place = !name.empty() && name != "$user" && name != "pg_temp" && name != "pg_catalog";
    if (place) out.push_back(std::move(name));
  }
  return out;
}

}  // namespace athanor::postgresql
