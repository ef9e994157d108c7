#pragma once
/// Making a table anew: what SQLite's ALTER TABLE cannot do (lang_altertable.html, section 7).
///
/// The new table is made beside the old one, the rows are copied and counted, the old one is
/// dropped and the new one takes its name. Three things make that safe whoever runs the SQL:
///
/// - foreign keys are off, because with them on DROP TABLE deletes the rows first, and the keys of
///   other tables would act on theirs (foreignkeys.html, section 5). They are switched off ahead
///   of the transaction, as the pragma does nothing inside one, and the script stops where they
///   are not;
/// - `legacy_alter_table` is on during the last rename, so that views, triggers and foreign keys
///   elsewhere keep naming the table as they did;
/// - claims are checked by the SQL itself: a temporary table's CHECK constraints fail, and with
///   them the transaction, where a row is missing or a foreign key broke.

#include <string>
#include <vector>

#include "engine/dialect.hpp"
#include "engine/step.hpp"

namespace athanor::sqlite {

std::vector<SqlStatement> rebuild(const step::RebuildTable& step);

/// What surrounds a plan that rebuilds or drops tables; nothing for other plans.
Dialect::Frame rebuild_frame(const std::vector<Step>& steps, const Schema& from, const Schema& to);

}  // namespace athanor::sqlite
