#include "tests/property/parts.hpp"

#include <algorithm>

#include "schema/names.hpp"

namespace athanor::testing {
namespace {

const std::vector<std::string> kColumnNames = {
    "id",    "name",       "email", "Grade",   "order",    "group",    "user_id",
    "total", "created at", "is_on", "key",     "like",     "body",     "parent_id",
    "code",  "état",       "rowid", "qu\"ote", "length",   "settings", "a",
    "b",     "value",      "x1",    "select",  "MixedCase"};

const std::vector<std::string> kTableNames = {"users", "orders",  "Items",  "order lines", "group",
                                              "log",   "rooms",   "parent", "child",       "t1",
                                              "été",   "Invoice", "tags",   "index",       "notes"};

}  // namespace

std::string Parts::fresh(const std::vector<std::string>& pool,
                         const std::vector<std::string>& taken) {
  auto free = [&](const std::string& name) {
    return std::none_of(taken.begin(), taken.end(),
                        [&](const auto& other) { return ascii_iequals(name, other); });
  };
  for (int tries = 0; tries < 6; ++tries) {
    const auto& name = random_.one_of(pool);
    if (free(name)) return name;
  }
  for (int number = 2;; ++number) {
    auto name = random_.one_of(pool) + std::to_string(number);
    if (free(name)) return name;
  }
}

std::string Parts::column_name(const std::vector<std::string>& taken) {
  return fresh(kColumnNames, taken);
}

std::string Parts::table_name(const std::vector<std::string>& taken) {
  return fresh(kTableNames, taken);
}

const ColumnPlan& Parts::plain_column(const TablePlan& table) {
  std::vector<const ColumnPlan*> plain;
  for (const auto& column : table.columns) {
    if (!column.generated) plain.push_back(&column);
  }
  return *random_.one_of(plain);
}

}  // namespace athanor::testing
