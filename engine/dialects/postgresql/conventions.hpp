#pragma once
/// The names that PostgreSQL gives constraints and indexes which nobody named
/// (ChooseIndexName and ChooseConstraintName in its sources: `table_column_key`).

#include <set>
#include <string>

#include "schema/table.hpp"

namespace athanor::postgresql {

/// Gives every constraint and index of `table` that has no name its conventional one and marks it
/// as not chosen by anybody. `taken` holds the relation names of the table's schema and grows.
void name_unnamed(Table& table, std::set<std::string>& taken);

/// Whether `name` is what the convention would give first.
bool is_conventional(const PrimaryKey& key, const Table& table);
bool is_conventional(const Unique& unique, const Table& table);
bool is_conventional(const ForeignKey& key, const Table& table);
bool is_conventional(const Check& check, const Table& table);
bool is_conventional(const Exclusion& exclusion, const Table& table);
bool is_conventional(const Index& index, const Table& table);

/// `table_column_seq`.
std::string sequence_name(const std::string& table, const std::string& column);

}  // namespace athanor::postgresql
