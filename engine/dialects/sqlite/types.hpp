#pragma once
/// Types between model files and SQLite (datatype3.html).

#include <optional>
#include <string>

#include "schema/column.hpp"
#include "schema/type.hpp"

namespace athanor::sqlite {

/// How SQLite spells a model's type, or nothing where it needs an override.
std::optional<DataType> lower_type(const DataType& model);

/// The model's type that is nearest to what a SQLite column declares; lowering it gives the
/// declared one again or `same_type` says otherwise and the column keeps its native spelling.
DataType raise_type(const DataType& declared);

/// Equal but for case: SQLite keeps a type's text and looks only at its letters.
bool same_type(const DataType& a, const DataType& b);

/// `declared` as it stands in DDL.
std::string type_text(const DataType& declared);

/// Whether a column of that declared type, being the whole primary key of a table with rowids, is
/// another name of the rowid (lang_createtable.html#rowid): the type must be exactly INTEGER.
bool is_rowid_type(const DataType& declared);

/// A literal of a model file as SQLite's DEFAULT takes it.
std::string literal_text(const Literal& literal);

/// The inverse: the literal that `literal_text` would write as `text` for a column of that model
/// type, or nothing where `text` is an expression.
std::optional<Literal> read_literal(const std::string& text, const DataType& model_type);

/// Whether a model's type is an integer that the database counts: `serial` and its like.
bool is_serial(const DataType& model);

}  // namespace athanor::sqlite
