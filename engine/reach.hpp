#pragma once
/// Which tables a statement reaches that it does not name: the owner of an index, those that use a
/// type or a sequence, those whose keys reference a table. Names are compared as the dialect folds
/// them.

#include <string>
#include <vector>

#include "engine/dialect.hpp"

namespace athanor {

/// Whether two names are one to the dialect by their last part: a schema may be left out on either
/// side.
bool same_name(const QualifiedName& a, const QualifiedName& b, const Dialect& dialect);

/// Whether two names are of one schema; none, and the name of the dialect's own, are the default.
bool same_schema(const std::string& a, const std::string& b, const Dialect& dialect);

/// The table of that name, or null.
const Table* find_table(const Schema& schema, const QualifiedName& name, const Dialect& dialect);

/// The column of that name, or null.
const Column* find_column(const Table& table, const std::string& name, const Dialect& dialect);

/// The tables with an index of that name, or a key, whose index bears the key's name.
std::vector<QualifiedName> tables_with_index(const Schema& schema, const std::string& name,
                                             const Dialect& dialect);
std::vector<QualifiedName> tables_with_trigger(const Schema& schema, const std::string& name,
                                               const Dialect& dialect);

/// Those whose defaults or identities take values from it.
std::vector<QualifiedName> tables_fed_by(const Schema& schema, const QualifiedName& sequence,
                                         const Dialect& dialect);

/// These and its owner.
std::vector<QualifiedName> tables_using_sequence(const Schema& schema, const QualifiedName& name,
                                                 const Dialect& dialect);

/// Those with a column of that type, or of a domain, composite or range over it.
std::vector<QualifiedName> tables_using_type(const Schema& schema, const QualifiedName& name,
                                             const Dialect& dialect);

/// Those with a column that sorts by it.
std::vector<QualifiedName> tables_using_collation(const Schema& schema, const QualifiedName& name,
                                                  const Dialect& dialect);

/// Those with a foreign key to it.
std::vector<QualifiedName> tables_referencing(const Schema& schema, const QualifiedName& parent,
                                              const Dialect& dialect);

}  // namespace athanor
