#pragma once
/// CREATE INDEX, VIEW, TRIGGER and VIRTUAL TABLE, from parse tree to graph. Private to this folder.

#include "grammar/sqlite/written.hpp"
#include "grammar/statement.hpp"

namespace athanor::sqlite {

/// Whether a name, or a TEMP before it, puts an object into the session's own schema; takes that
/// schema off the name.
bool is_temporary(QualifiedName& name, SQLiteParser::CreatedContext* created);

CreateIndex read_index(const Written& written, SQLiteParser::CreatedContext* created);
Create<View> read_view(const Written& written, SQLiteParser::CreatedContext* created);
CreateTrigger read_trigger(const Written& written, SQLiteParser::CreatedContext* created);
Create<VirtualTable> read_virtual_table(const Written& written,
                                        SQLiteParser::CreatedContext* created);

}  // namespace athanor::sqlite
