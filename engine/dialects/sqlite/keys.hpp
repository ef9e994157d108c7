#pragma once
/// Keys of a table: its rowid (lang_createtable.html, "ROWIDs and the INTEGER PRIMARY KEY"), and
/// what foreign keys may reference.

#include <optional>
#include <string>

#include "schema/table.hpp"

namespace athanor::sqlite {

/// The column that is another name of the rowid, or null.
const Column* rowid_alias(const Table& table);

/// A name by which the rowid can be written: `rowid`, `_rowid_` or `oid`, whichever no column
/// bears. Nothing for a WITHOUT ROWID table, or where columns bear all three.
std::optional<std::string> rowid_name(const Table& table);

/// Whether what `key` references is a key of `parent`: its primary key, or columns that a UNIQUE
/// constraint or a unique index without WHERE is over (foreignkeys.html, section 3).
bool is_key_of(const ForeignKey& key, const Table& parent);

/// The column of that name, ASCII case ignored, or null.
const Column* column_named(const Table& table, const std::string& name);

}  // namespace athanor::sqlite
