#pragma once
/// Table and column constraints, from parse tree to graph. Private to this folder.

#include <optional>
#include <string>
#include <vector>

#include "grammar/sqlite/written.hpp"
#include "schema/constraint.hpp"

namespace athanor::sqlite {

using ConstraintName = std::optional<std::string>;

/// DEFERRABLE as it stands in the graph; `NOT DEFERRABLE` is an absent one.
Deferrable read_deferrable(SQLiteParser::DeferrableContext* deferrable);

/// REFERENCES with its arguments, without the columns that refer.
ForeignKey read_reference(const Written& written, SQLiteParser::ReferenceContext* reference);

/// A table constraint with the name written before it.
std::optional<Constraint> read_table_constraint(const Written& written,
                                                SQLiteParser::Table_constraintContext* constraint,
                                                ConstraintName name);

}  // namespace athanor::sqlite
