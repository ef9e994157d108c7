#pragma once
/// Names within expressions: which columns they read, and how they follow a rename.

#include <string>
#include <string_view>
#include <vector>

#include "schema/names.hpp"

namespace athanor::postgresql {

/// The names that stand where a column may, in the order they first appear, each once. Of `t.c` it
/// is `c` where `t` is `table`. Empty where the text is no expression.
std::vector<std::string> column_names(std::string_view expression, std::string_view table);

/// Whether the expression reads the column of that name of its own table.
bool reads_column(std::string_view expression, std::string_view table, std::string_view column);

/// `expression` with another name for a column of its own table.
std::string rename_column(const std::string& expression, std::string_view table,
                          std::string_view from, std::string_view to);

/// `expression` with another name for a type that it casts to; names without a schema are those of
/// the schema part "".
std::string rename_type(const std::string& expression, const QualifiedName& from,
                        const QualifiedName& to);

/// The name within the text of a regclass constant, with "" for an absent schema and for `public`;
/// empty where there is none.
QualifiedName read_regclass(std::string_view text);

/// The sequence that a default takes its values from, `nextval('schema.name'::regclass)`, with
/// "" for an absent schema and for `public`; an empty name where it takes none.
QualifiedName sequence_of(std::string_view expression);

/// The default that takes values from a sequence, as the catalogue prints it.
std::string nextval(const QualifiedName& sequence);

}  // namespace athanor::postgresql
