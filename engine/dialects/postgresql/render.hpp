#pragma once
/// The SQL of a step, as a reviewer reads it and the server runs it.
///
/// Statements name what they work on in full outside `public`; expressions are as the graph holds
/// them and mean what they say with `public` on the search path.

#include <string>
#include <vector>

#include "engine/dialect.hpp"
#include "schema/options.hpp"

namespace athanor::postgresql {

std::vector<SqlStatement> render(const Step& step);

/// Parts that steps have in common.
/// `ALTER TABLE name ...`: one action, or several between commas.
std::string alter_table(const QualifiedName& table, const std::string& actions);
std::string column_text(const Column& column);
/// `CONSTRAINT name UNIQUE (a, b)`, with NOT VALID at its end where the constraint is not
/// validated.
std::string constraint_text(const Constraint& constraint);
std::string index_text(const QualifiedName& table, const Index& index);
/// `(INCREMENT BY 2 START WITH 10)` without the parentheses; "" where all are the defaults.
std::string sequence_options(const SequenceOptions& options);
/// `COMMENT ON kind name IS ...`; of no comment: IS NULL.
std::string comment_text(const std::string& kind_and_name,
                         const std::optional<std::string>& comment);
/// `(fillfactor = 70)`, without what stands before it.
std::string parameters(const Options& with);

/// The statements that make a type, a table or another object, comments included.
std::vector<std::string> create(const Namespace& object);
std::vector<std::string> create(const Extension& object);
std::vector<std::string> create(const Collation& object);
std::vector<std::string> create(const EnumType& type);
std::vector<std::string> create(const CompositeType& type);
std::vector<std::string> create(const RangeType& type);
std::vector<std::string> create(const Domain& domain);
std::vector<std::string> create(const Sequence& sequence);
std::vector<std::string> create(const Table& table);
/// A constraint of a table, or an index, with its comment.
std::vector<std::string> add(const QualifiedName& table, const Constraint& constraint);
std::vector<std::string> add(const QualifiedName& table, const Index& index);

}  // namespace athanor::postgresql
