#pragma once
/// How long queries take.

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include "engine/session.hpp"

namespace athanor::health {

using Duration = std::chrono::nanoseconds;

/// How often a query was run and how long each run took, rows fetched; shortest first.
struct Timing {
  std::vector<Duration> runs;
  /// What ended it before all runs were done; "" where nothing did.
  std::string failure;
};

/// Runs a query so many times, each in a transaction that only reads and is rolled back, and no
/// longer than `patience`; stops at the first that fails. Wants a read-only session.
Timing time_query(Session& session, const std::string& query, std::size_t runs,
                  std::chrono::milliseconds patience);

/// The run that `percent` of all runs are no longer than, by nearest rank: of 20, the 19th is the
/// one of 95 %. Precondition: `sorted` holds one at least, shortest first.
Duration percentile(const std::vector<Duration>& sorted, unsigned percent);

}  // namespace athanor::health
