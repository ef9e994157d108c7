#pragma once
/// Looking into tables as SQLite does, ASCII case ignored, and putting things into them. Private
/// to this folder.

#include <string_view>

#include "schema/table.hpp"

namespace athanor::sqlite {

/// The column of that name, or null.
const Column* find_column_ignoring_case(const Table& table, std::string_view name);
Column* find_column_ignoring_case(Table& table, std::string_view name);

/// Puts a constraint where the table keeps its kind.
void add_constraint(Table& table, Constraint constraint);

}  // namespace athanor::sqlite
