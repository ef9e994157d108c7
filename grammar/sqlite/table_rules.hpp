#pragma once
/// What SQLite demands of a table's definition. Private to this folder.

#include "schema/diagnostics.hpp"
#include "schema/table.hpp"

namespace athanor::sqlite {

/// Tells an error for each rule that the definition breaks (lang_createtable.html, autoinc.html,
/// stricttables.html, withoutrowid.html). True when there is none.
bool keeps_rules(const Table& table, Diagnostics& diagnostics);

}  // namespace athanor::sqlite
