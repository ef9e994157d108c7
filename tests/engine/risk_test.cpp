/// Every file of tests/cases/risks: what is found is what it says. See risk_cases.hpp.

#include <doctest/doctest.h>

#include "engine/dialects/registry.hpp"
#include "tests/engine/risk_cases.hpp"

namespace athanor::testing {

TEST_CASE("what is found in a script, a revision or a plan is what its case says") {
  for (const auto* dialect : all_dialects()) {
    for (const auto& path : risk_case_paths(std::string(dialect->name()))) {
      INFO(path);
      RiskCases(path, *dialect).check();
    }
  }
}

TEST_CASE("every rule fires in one case and is quiet in another") {
  for (const auto* dialect : all_dialects()) {
    INFO(std::string(dialect->name()));
    Coverage covered;
    for (const auto& path : risk_case_paths(std::string(dialect->name()))) {
      RiskCases(path, *dialect).cover(covered);
    }
    CHECK(lacking(covered, *dialect) == "");
  }
}

TEST_CASE("every rule says why and what to do instead, under a code of its own") {
  for (const auto* dialect : all_dialects()) {
    std::string last;
    for (const auto* rule : risk::rules_for(*dialect)) {
      INFO(std::string(rule->code));
      CHECK(rule->code != last);
      CHECK_FALSE(rule->title.empty());
      CHECK_FALSE(rule->why.empty());
      CHECK_FALSE(rule->instead.empty());
      CHECK_FALSE(rule->manual.empty());
      last = rule->code;
    }
  }
}

}  // namespace athanor::testing
