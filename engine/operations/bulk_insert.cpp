#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/operations/operation_compiler.hpp"
#include "schema/diagnostics.hpp"
#include "schema/overloaded.hpp"

namespace athanor::operations {
namespace {

using Row = alembic::BulkInsert::Row;

const alembic::Argument* value_of(const Row& row, const std::string& column) {
  auto found = std::find_if(row.begin(), row.end(),
                            [&](const auto& entry) { return entry.first == column; });
  return found == row.end() ? nullptr : &found->second;
}

/// Every value must have its column.
void check_keys(const alembic::BulkInsert& operation, const Row& row) {
  std::vector<std::string> unknown;
  for (const auto& [name, value] : row) {
    bool is_known = std::any_of(operation.columns.begin(), operation.columns.end(),
                                [&name = name](const auto& each) { return each.name == name; });
    if (!is_known) unknown.push_back(name);
  }
  if (unknown.empty()) return;
  throw Error(fmt::format("Unconsumed column names: {}", fmt::join(unknown, ", ")));
}

}  // namespace

std::string OperationCompiler::value(const alembic::SaColumn& column,
                                     const alembic::Argument& argument) const {
  return std::visit(
      overloaded{
          [&](const alembic::Constant& constant) {
            return ddl_.literals().text(constant, column.type ? &*column.type : nullptr);
          },
          [&](const alembic::SaType&) -> std::string {
            throw Error(fmt::format("the value of column '{}' is a type", column.name));
          },
          [&](const alembic::SqlExpression& expression) {
            return ddl_.expressions().text(expression);
          },
      },
      argument.value);
}

std::string OperationCompiler::insert_row(const alembic::BulkInsert& operation,
                                          const Row& row) const {
  check_keys(operation, row);
  std::vector<std::string> columns, values;
  for (const auto& column : operation.columns) {
    const auto* argument = value_of(row, column.name);
    if (!argument && column.default_value) argument = &*column.default_value;
    if (!argument) continue;
    columns.push_back(ddl_.names().column(column));
    values.push_back(value(column, *argument));
  }
  auto table = ddl_.names().table(operation.table);
  if (columns.empty()) return fmt::format("INSERT INTO {} DEFAULT VALUES", table);
  return fmt::format("INSERT INTO {} ({}) VALUES ({})", table, fmt::join(columns, ", "),
                     fmt::join(values, ", "));
}

void OperationCompiler::insert(const alembic::BulkInsert& operation, Sql& out) const {
  for (const auto& row : operation.rows) out.push_back(insert_row(operation, row));
}

}  // namespace athanor::operations
