#pragma once
/// Expressions over the sample table as people write them.

#include <string>
#include <vector>

namespace athanor::postgresql::testing {

/// Each is one that a check of the table may have.
const std::vector<std::string>& sample_expressions();

struct SampleDefault {
  std::string column, text;
};

/// Each is one that the column may have for its default.
const std::vector<SampleDefault>& sample_defaults();

}  // namespace athanor::postgresql::testing
