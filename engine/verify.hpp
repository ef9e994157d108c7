#pragma once
/// Trying a plan out: forwards and backwards, on a database made for it.

#include <string>
#include <vector>

#include "engine/plan.hpp"

namespace athanor {

/// What a trial of a plan found out: nothing, or what it did otherwise than it should.
struct Trial {
  std::vector<std::string> complaints;  ///< one sentence each

  bool passed() const { return complaints.empty(); }
};

/// Makes a scratch database beside the one at `url`, brings it to `before`, runs `plan` and
/// compares what it holds then with `after`, runs `back` and compares with `before`. Legacy tables
/// and other hidden objects are no part of it. The scratch database is removed whatever happens.
/// Throws Error where none can be made.
Trial try_out(const Plan& plan, const Plan& back, const Schema& before, const Schema& after,
              const Dialect& dialect, const std::string& url);

}  // namespace athanor
