#pragma once
/// Golden `.cases` files about risks, many cases in each.
///
///     # a sentence that says what the cases have in common
///     --- protect           `legacy TABLE`, `critical TABLE`; these two hold for all cases below
///     --- before            SQL of what is there
///     === what the case shows
///     --- earlier           SQL that a revision before it ran
///     --- sizes             `table rows [bytes]` as a database would tell
///     --- script            SQL that somebody runs; or
///     --- revision          SQL of a revision, in its transaction, and
///     --- alone             outside of it, in the order of the sections; or
///     --- plan              SQL of what should be there, to which the plan is judged
///     --- quiet             codes that do not fire, as they might be thought to
///     --- findings          `severity CODE object: detail`, written by ATHANOR_UPDATE_GOLDEN=1

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/risk/judge.hpp"

namespace athanor::testing {

/// Which codes were seen to fire, and which were said to be quiet and were.
struct Coverage {
  std::set<std::string> fired, quiet;
};

class RiskCases {
 public:
  RiskCases(std::string path, const Dialect& dialect);

  /// Compares the findings of each case with what it says, or writes them into the file.
  void check();
  void cover(Coverage& coverage) const;

 private:
  using Sections = std::vector<std::pair<std::string, std::string>>;
  struct Case {
    std::string title;
    Sections sections;
  };

  std::vector<risk::Finding> judge(const Case& one) const;
  std::string text() const;

  std::string path_, title_;
  const Dialect& dialect_;
  Protection protection_;
  Schema before_;
  Sections shared_;
  std::vector<Case> cases_;
};

std::vector<std::string> risk_case_paths(const std::string& dialect);

/// The rules that no case shows firing, and those that none shows quiet; one a line.
std::string lacking(const Coverage& coverage, const Dialect& dialect);

}  // namespace athanor::testing
