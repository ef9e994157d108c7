#pragma once
/// Types, from parse tree to graph. Private to this folder.

#include "grammar/postgresql/written.hpp"
#include "schema/type.hpp"

namespace athanor::postgresql {

/// A type as the graph holds it where it is built in. Of another, the schema is as written, for
/// the replay to look up.
DataType read_type(const Written& written, PostgreSQLParser::Type_nameContext* node);

}  // namespace athanor::postgresql
