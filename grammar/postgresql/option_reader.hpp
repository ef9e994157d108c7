#pragma once
/// Options in parentheses and the options of sequences, from parse tree to values. Private to this
/// folder.

#include <string>
#include <vector>

#include "grammar/postgresql/written.hpp"
#include "grammar/statement.hpp"
#include "schema/options.hpp"

namespace athanor::postgresql {

/// `WITH (fillfactor = 70, toast.autovacuum_enabled = false)`: keys in lower case, values as text,
/// strings without quotes; an option without a value is `true`. No options where there is no node.
Options read_options(const Written& written, PostgreSQLParser::DefinitionsContext* node);

/// The keys alone, of RESET.
std::vector<std::string> read_option_names(const Written& written,
                                           PostgreSQLParser::DefinitionsContext* node);

SequenceChange read_sequence_options(
    const Written& written, const std::vector<PostgreSQLParser::Sequence_optionContext*>& nodes);

}  // namespace athanor::postgresql
