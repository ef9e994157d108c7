#pragma once
/// Column and domain definitions, from parse tree to graph. Private to this folder.

#include <vector>

#include "grammar/postgresql/written.hpp"
#include "grammar/statement.hpp"

namespace athanor::postgresql {

/// A column with the constraints written in its definition. A serial type stays as written.
AddColumn read_column(const Written& written, PostgreSQLParser::Column_definitionContext* node);

Domain read_domain(const Written& written, PostgreSQLParser::Domain_definitionContext* node);

/// GENERATED ... AS IDENTITY (options).
AddIdentity read_identity(const Written& written, PostgreSQLParser::GeneratedContext* node);

/// The word of STORAGE and COMPRESSION in lower case; absent for DEFAULT.
std::optional<std::string> read_storage(const Written& written,
                                        PostgreSQLParser::Storage_wordContext* node);

}  // namespace athanor::postgresql
