#pragma once
/// What must hold of a database after its migration: beside what `check` says of a project, what
/// only the database itself can answer.

#include <string>
#include <vector>

#include "engine/health/row_trial.hpp"
#include "engine/health/timing.hpp"
#include "migrations/check.hpp"
#include "migrations/config/verify_settings.hpp"
#include "migrations/history.hpp"

namespace athanor {

/// The version table's rows are the heads of the history.
CheckedPoint verify_versions(const History& history, const VersionRows& rows);

/// The database holds what is wanted of it; both without what protection hides, `wanted` as the
/// database would write it (Session::as_written).
CheckedPoint verify_schema(const Schema& held, const Schema& wanted, const Dialect& dialect);

/// The dialect's own conditions on the tables of `held`. A constraint that `wanted` has as NOT
/// VALID may be so.
std::vector<CheckedPoint> verify_state(Session& session, const Schema& held, const Schema& wanted,
                                       const Dialect& dialect);

/// Tables that the revisions at which a database stands have made or renamed.
struct NewTables {
  std::vector<QualifiedName> tables;
  std::string unknown;  ///< why they cannot be told; "" where they can
};
NewTables new_tables(const History& history, const VersionRows& rows, const Dialect& dialect);

/// `which` says what tables these are: "each new table".
CheckedPoint verify_rows(const std::vector<health::RowTrial>& trials, const std::string& which);

/// A query of the settings, measured.
struct QueryTime {
  VerifyQuery query;
  health::Timing timing;
  std::chrono::nanoseconds p95{};  ///< 0 where no run was done

  /// Whether it ended early or took longer than it may.
  bool failed() const { return !timing.failure.empty() || p95 > query.limit; }
};

/// Throws InputError where one of the queries that are for `dialect` is not one query that only
/// reads: several statements could end the transaction that keeps them from writing.
void require_queries(const VerifySettings& settings, const Dialect& dialect);

/// Measures the queries that are for `dialect`, those that were ended
/// first and then the slowest first, `require_queries` before any.
std::vector<QueryTime> time_queries(Session& session, const VerifySettings& settings,
                                    const Dialect& dialect);

CheckedPoint verify_queries(const std::vector<QueryTime>& times);

}  // namespace athanor
