#include "engine/health/timing.hpp"

#include <algorithm>

namespace athanor::health {
namespace {

Duration time_run(Session& session, const std::string& query, std::chrono::milliseconds patience) {
  session.begin();
  session.bound(patience);
  auto start = std::chrono::steady_clock::now();
  session.query(query);
  return std::chrono::steady_clock::now() - start;
}

}  // namespace

Timing time_query(Session& session, const std::string& query, std::size_t runs,
                  std::chrono::milliseconds patience) {
  Timing out;
  try {
    for (std::size_t i = 0; i < runs; ++i) {
      out.runs.push_back(time_run(session, query, patience));
      session.rollback();
    }
  } catch (const StatementError& e) {
    session.rollback();
    out.failure = e.message();
  }
  std::sort(out.runs.begin(), out.runs.end());
  return out;
}

Duration percentile(const std::vector<Duration>& sorted, unsigned percent) {
  auto rank = (sorted.size() * percent + 99) / 100;
  return sorted.at(std::max<std::size_t>(rank, 1) - 1);
}

}  // namespace athanor::health
