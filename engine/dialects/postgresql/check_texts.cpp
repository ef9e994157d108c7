#include "engine/dialects/postgresql/check_texts.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/dialects/postgresql/connection.hpp"
#include "engine/dialects/postgresql/names.hpp"

namespace athanor::postgresql {
namespace {

/// A node tree without where its nodes stood in their statement, which servers before 17 keep.
std::string without_locations(std::string_view tree) {
  static constexpr std::string_view kLocation = ":location ";
  std::string out;
  for (auto at = tree.find(kLocation); at != tree.npos; at = tree.find(kLocation)) {
    out += tree.substr(0, at + kLocation.size());
    tree.remove_prefix(at + kLocation.size());
    tree.remove_prefix(std::min(tree.find_first_of(" }"), tree.size()));
  }
  return out.append(tree);
}

/// All that decides what is printed. A tree knows columns by number, and the whole row as 0.
std::string essence(Reading& reading, const CheckTree& check) {
  auto out = without_locations(check.tree).append(check.columns);
  const auto* table = reading.listed(check.table);
  for (auto number : array_numbers(check.columns)) {
    out += ' ';
    out += quote_name(number > 0 ? table->column_name(number) : display(table->name));
  }
  return out;
}

CheckTexts printed(Reading& reading, const std::vector<Oid>& checks) {
  CheckTexts out;
  if (checks.empty()) return out;
  auto query = fmt::format(
      "SELECT oid, pg_get_expr(conbin, conrelid, true) FROM pg_constraint "
      "WHERE oid = ANY (ARRAY[{}]::oid[])",
      fmt::join(checks, ","));
  for (const auto& row : reading.connection.run(query)) {
    Cells cells(row);
    auto oid = cells.oid();
    out.emplace(oid, cells.string());
  }
  return out;
}

}  // namespace

CheckTexts check_texts(Reading& reading, const std::vector<CheckTree>& checks) {
  std::unordered_map<std::string, Oid> firsts;
  std::unordered_map<Oid, Oid> first_like;
  std::vector<Oid> asked;
  for (const auto& check : checks) {
    auto [first, fresh] = firsts.try_emplace(essence(reading, check), check.check);
    if (fresh) asked.push_back(check.check);
    first_like.emplace(check.check, first->second);
  }
  auto texts = printed(reading, asked);
  CheckTexts out;
  for (const auto& [check, first] : first_like) out.emplace(check, texts.at(first));
  return out;
}

}  // namespace athanor::postgresql
