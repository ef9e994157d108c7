#pragma once
/// CREATE INDEX, from parse tree to graph. Private to this folder.

#include "grammar/postgresql/written.hpp"
#include "grammar/statement.hpp"

namespace athanor::postgresql {

/// An index whose name, where none is written, is empty: the replay makes the conventional one.
CreateIndex read_index(const Written& written, PostgreSQLParser::Index_definitionContext* node);

}  // namespace athanor::postgresql
