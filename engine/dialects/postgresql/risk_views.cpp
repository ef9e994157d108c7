#include "engine/dialects/postgresql/risk_views.hpp"

#include "engine/dialects/postgresql/risk_words.hpp"

namespace athanor::postgresql {

std::optional<View> view_of(std::string_view statement) {
  Words words(statement);
  if (!words.take("create") || !words.skip_to("view")) return std::nullopt;
  words.take("if not exists");
  View out;
  out.name = words.name();
  for (const auto& column : words.list()) {
    if (!column.empty()) out.columns.push_back(bare_name(column.front()));
  }
  if (!words.skip_to("as")) return std::nullopt;
  auto query = words.rest();
  for (const char* option : {"with check option", "with local check option",
                             "with cascaded check option", "with no data", "with data"}) {
    auto ending = scan_sql(option);
    if (!ends_with(query, ending)) continue;
    if (ending.back().text == "option") out.check_option = ending[ending.size() - 3].text;
    query.resize(query.size() - ending.size());
    break;
  }
  if (query.empty()) return std::nullopt;
  auto begin = query.front().offset, end = query.back().offset + query.back().length;
  out.query.text = statement.substr(begin, end - begin);
  return out;
}

}  // namespace athanor::postgresql
