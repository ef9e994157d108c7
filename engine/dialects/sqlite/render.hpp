#pragma once
/// Schema objects as SQLite's DDL. Statements come without a final semicolon.

#include <string>

#include "schema/schema.hpp"

namespace athanor::sqlite {

/// `CREATE TABLE` with all its constraints; indexes and triggers are statements of their own.
std::string create_table(const Table& table);
/// The same under another name.
std::string create_table(const Table& table, const QualifiedName& name);
std::string create_virtual_table(const VirtualTable& table);
std::string create_index(const QualifiedName& table, const Index& index);
std::string create_view(const View& view);
std::string create_trigger(const QualifiedName& on, const Trigger& trigger);
/// A column's definition as ADD COLUMN takes it, with its own constraints.
std::string column_definition(const Column& column, const std::vector<Constraint>& constraints);

/// Whether a default may stand without parentheses (lang_createtable.html, the DEFAULT clause): a
/// signed number, a string, a blob, NULL, TRUE, FALSE, CURRENT_TIME, CURRENT_DATE,
/// CURRENT_TIMESTAMP.
bool stands_bare(const std::string& default_text);

/// The same without the CURRENT_ ones: what ALTER TABLE ADD COLUMN takes.
bool is_constant(const std::string& default_text);

}  // namespace athanor::sqlite
