#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/operations/batch_rebuild.hpp"
#include "schema/diagnostics.hpp"
#include "schema/overloaded.hpp"

namespace athanor::operations {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

/// Names of the columns in `expression`.
void collect_columns(const alembic::SqlExpression& expression, std::set<std::string>& out) {
  std::visit(overloaded{
                 [](const alembic::SqlText&) {},
                 [](const alembic::SqlLiteralColumn&) {},
                 [&](const alembic::SqlColumn& column) { out.insert(column.name); },
                 [&](const alembic::SqlCall& call) {
                   for (const auto& each : call.arguments) collect_columns(each, out);
                 },
                 [](const alembic::SqlLiteral&) {},
                 [](alembic::SqlWord) {},
                 [&](const alembic::SqlCast& cast) { collect_columns(cast.operand.front(), out); },
                 [&](const alembic::SqlOperation& operation) {
                   for (const auto& each : operation.operands) collect_columns(each, out);
                 },
             },
             expression.kind);
}

std::set<std::string> columns_of(const TableConstraint& constraint) {
  std::set<std::string> columns;
  std::visit(overloaded{
                 [&](const alembic::SaUniqueConstraint& each) {
                   columns.insert(each.columns.begin(), each.columns.end());
                 },
                 [&](const alembic::SaForeignKeyConstraint& each) {
                   columns.insert(each.columns.begin(), each.columns.end());
                 },
                 [&](const alembic::SaCheck& each) { collect_columns(each.condition, columns); },
                 [](const alembic::SaExcludeConstraint&) {},
                 [&](const TypeCheck& each) { columns.insert(each.column); },
             },
             constraint);
  return columns;
}

}  // namespace

std::vector<std::string> sorted_by(const Pairs& pairs, const std::vector<std::string>& items) {
  std::vector<std::string> sorted, rest = items;
  while (!rest.empty()) {
    auto waits = [&](const std::string& item) {
      return std::any_of(pairs.begin(), pairs.end(), [&](const auto& pair) {
        return pair.second == item && pair.first != item &&
               std::find(rest.begin(), rest.end(), pair.first) != rest.end();
      });
    };
    std::vector<std::string> ready, waiting;
    for (const auto& item : rest) (waits(item) ? waiting : ready).push_back(item);
    if (ready.empty()) throw Error("the order of columns that a batch asks for is circular");
    sorted.insert(sorted.end(), ready.begin(), ready.end());
    rest = std::move(waiting);
  }
  return sorted;
}

void BatchRebuild::place(const std::string& column, std::optional<std::string> before,
                         std::optional<std::string> after) {
  const auto& order = existing_order_;
  bool is_whole = batch_.partial_reordering.empty();
  auto position = [&](const std::string& name) {
    return std::find(order.begin(), order.end(), name);
  };
  auto unknown = [](const std::string& name) {
    return Error(fmt::format("no column '{}' to put another beside", name));
  };
  if (is_whole && after && !before) {
    auto at = position(*after);
    if (at != order.end()) {
      if (at + 1 != order.end()) before = *(at + 1);
    } else {
      auto added = std::find_if(added_order_.rbegin(), added_order_.rend(),
                                [&](const auto& pair) { return pair.first == *after; });
      if (added == added_order_.rend()) throw unknown(*after);
      before = added->second;
    }
  }
  if (is_whole && before && !after) {
    auto at = position(*before);
    if (at != order.end()) {
      if (at != order.begin()) after = *(at - 1);
    } else {
      auto added = std::find_if(added_order_.rbegin(), added_order_.rend(),
                                [&](const auto& pair) { return pair.second == *before; });
      if (added == added_order_.rend()) throw unknown(*before);
      after = added->first;
    }
  }
  if (before) added_order_.emplace_back(column, *before);
  if (after) added_order_.emplace_back(*after, column);
  if (is_whole && !before && !after && !order.empty()) {
    added_order_.emplace_back(order.back(), column);
  }
}

void BatchRebuild::reorder() {
  std::vector<std::string> keys;
  for (const auto& each : entries_) keys.push_back(each.key);
  Pairs pairs = added_order_;
  for (const auto& run : batch_.partial_reordering) {
    for (std::size_t i = 1; i < run.size(); ++i) pairs.emplace_back(run[i - 1], run[i]);
  }
  if (batch_.partial_reordering.empty()) {
    for (std::size_t i = 1; i < existing_order_.size(); ++i) {
      pairs.emplace_back(keys[i - 1], existing_order_[i]);
    }
  }
  std::vector<Entry> sorted;
  for (const auto& key : sorted_by(pairs, keys)) sorted.push_back(entry(key));
  entries_ = std::move(sorted);
}

bool BatchRebuild::has_columns(const AnyConstraint& constraint) const {
  std::set<std::string> columns;
  if (const auto* key = std::get_if<alembic::SaPrimaryKeyConstraint>(&constraint)) {
    columns.insert(key->columns.begin(), key->columns.end());
  } else {
    columns = columns_of(std::get<TableConstraint>(constraint));
  }
  return std::all_of(columns.begin(), columns.end(),
                     [&](const std::string& name) { return find(name) != nullptr; });
}

}  // namespace athanor::operations
