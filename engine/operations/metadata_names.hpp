#pragma once
/// The naming convention of a project's MetaData, which Alembic takes from env.py's
/// `target_metadata` (Alembic documentation, "The Importance of Naming Constraints").

#include "engine/operations/alteration.hpp"
#include "engine/operations/batch_rebuild.hpp"

namespace athanor::operations {

/// Names the constraints and indexes of a new table: those without a name, and those whose pattern
/// has `%(constraint_name)s`; what `op.f` marked stays. Throws Error for a constraint without the
/// name that its pattern asks for.
void name_by_metadata(TableModel& table, const NamingConvention& convention);

/// The same of what an operation on a table comes down to. A constraint that is dropped goes by
/// the name that it was given when it was made.
void name_by_metadata(Alteration& alteration, const NamingConvention& convention);

}  // namespace athanor::operations
