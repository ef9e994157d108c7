#pragma once
/// What must hold between the objects of a model, once all files are read.

#include "schema/schema.hpp"

namespace athanor::model {

/// Within a table: no two columns that differ by case alone, no two indexes, triggers, policies or
/// partitions of one name. Two constraints may share one: SQLite does not mind (a dialect that does
/// says so when it lowers the model).
void check_names(const Schema& schema, Diagnostics& out);

/// Nothing is renamed from what is still there.
void check_renames(const Schema& schema, Diagnostics& out);

/// Foreign keys point at the columns of a key, tables inherit from tables, sequences are owned by
/// columns that are there. What points at a table of `outside` is not judged.
void check_references(const Schema& schema, const std::vector<std::string>& outside,
                      Diagnostics& out);

/// No view depends on itself, over others or not; its text is looked at by tokens.
void check_view_circles(const Schema& schema, Diagnostics& out);

}  // namespace athanor::model
