#pragma once
/// CREATE of schemas, extensions, sequences, types and collations, from parse tree to graph.
/// Private to this folder.

#include <optional>

#include "grammar/postgresql/written.hpp"
#include "grammar/statement.hpp"

namespace athanor::postgresql {

/// One statement as several: CREATE SCHEMA may hold others.
std::vector<Action> read_schema(const Written& written,
                                PostgreSQLParser::Schema_definitionContext* node);
Create<Extension> read_extension(const Written& written,
                                 PostgreSQLParser::Extension_definitionContext* node);
Create<Sequence> read_sequence(const Written& written,
                               PostgreSQLParser::Sequence_definitionContext* node);
/// Absent, with an error told to `written`, for base and shell types.
std::optional<Action> read_new_type(const Written& written,
                                    PostgreSQLParser::Type_definitionContext* node);
Action read_collation(const Written& written, PostgreSQLParser::Collation_definitionContext* node);
CompositeField read_attribute(const Written& written, PostgreSQLParser::AttributeContext* node);

}  // namespace athanor::postgresql
