#include "engine/allowance.hpp"

#include <algorithm>

#include "schema/sql_text.hpp"

namespace athanor {

Allowance parse_allowance(std::string_view text) {
  auto colon = text.find(':');
  if (colon == std::string_view::npos) return {std::string(text), ""};
  return {std::string(text.substr(0, colon)), std::string(text.substr(colon + 1))};
}

std::optional<Remark> parse_remark(std::string_view comment) {
  static constexpr std::string_view kMark = "athanor: allow ";
  comment = trim(comment);
  if (!comment.starts_with(kMark)) return std::nullopt;
  auto rest = trim(comment.substr(kMark.size()));
  auto end = std::min(rest.find_first_of(" \t\r"), rest.size());
  return Remark{parse_allowance(rest.substr(0, end)), std::string(trim(rest.substr(end)))};
}

std::vector<Remark> remarks_in(std::string_view sql) {
  auto tokens = scan_sql(sql);
  auto in_token = [&](std::size_t at) {  // the same text in a string allows nothing
    return std::any_of(tokens.begin(), tokens.end(), [&](const SqlToken& token) {
      return token.offset <= at && at < token.offset + token.length;
    });
  };
  std::vector<Remark> out;
  for (auto at = sql.find("--"); at != std::string_view::npos; at = sql.find("--", at + 2)) {
    if (in_token(at)) continue;
    auto line = sql.substr(at + 2);
    auto remark = parse_remark(line.substr(0, line.find('\n')));
    if (remark) out.push_back(std::move(*remark));
  }
  return out;
}

std::vector<Allowance> inline_allowances(std::string_view statement) {
  std::vector<Allowance> out;
  for (auto& remark : remarks_in(statement)) out.push_back(std::move(remark.allowance));
  return out;
}

}  // namespace athanor
