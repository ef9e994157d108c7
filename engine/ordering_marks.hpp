#pragma once
/// What steps do, in the terms of the rules that order them.

#include <vector>

#include "engine/dialect.hpp"
#include "engine/ordering_rules.hpp"

namespace athanor {

/// One role of a step.
struct Mark {
  Role role;
  QualifiedName name;
};

/// The marks of each of `steps`. Names of types and sequences that expressions use are those that
/// some step makes, changes, renames or drops.
std::vector<std::vector<Mark>> marks_of(const std::vector<Step>& steps, const Dialect& dialect);

}  // namespace athanor
