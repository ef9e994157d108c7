#pragma once
/// Plans: the steps that do a difference, in an order that works.

#include <string>
#include <vector>

#include "engine/change.hpp"
#include "engine/dialect.hpp"
#include "engine/step.hpp"

namespace athanor {

/// Why a step stands where it stands: it comes after step `before` (an index into the plan) by the
/// ordering rule of that name.
struct Reason {
  std::size_t before;
  std::string rule;
  std::string because;  ///< for a person: "its table"

  bool operator==(const Reason&) const = default;
};

struct PlannedStep {
  Step step;
  std::vector<Reason> after;
};

/// Steps in the order in which they run, and what the dialect puts around them. The same
/// difference gives the same plan, byte for byte.
struct Plan {
  std::vector<PlannedStep> steps;
  Dialect::Frame frame;

  bool empty() const { return steps.empty(); }
};

/// Whether a plan is for a database that others use meanwhile.
enum class Traffic { None, Online };

/// The steps of `difference`, which was taken from `from` to `to`. Throws InputError where a step
/// holds an expression that the dialect cannot read, or where the order is a circle that no rule
/// may break (printed as `a -> b -> a`).
Plan plan(const Difference& difference, const Schema& from, const Schema& to,
          const Dialect& dialect, Traffic traffic = Traffic::None);

/// The way back: the plan that undoes plan(diff(from, to)), renames included.
Plan plan_back(const Difference& difference, const Schema& from, const Schema& to,
               const Dialect& dialect, Traffic traffic = Traffic::None);

/// The statements of a plan, framed, in order: what a revision holds.
std::vector<SqlStatement> render(const Plan& plan, const Dialect& dialect);

/// The steps, described, that would turn `is` into `should`; none where the two are equal.
std::vector<std::string> missing_steps(const Schema& is, const Schema& should,
                                       const Dialect& dialect);

/// Such a list for the end of a message: each on an indented line of its own.
std::string listed(const std::vector<std::string>& lines);

}  // namespace athanor
