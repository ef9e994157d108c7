#pragma once
/// The table whose columns the sample expressions name, as SQL and as types of the graph.

#include <map>
#include <string>

#include "grammar/postgresql/canonical.hpp"

namespace athanor::postgresql::testing {

/// Makes the types and the table `t`.
extern const char* const kSampleTable;

/// The columns of `t`, in their order.
const std::map<std::string, DataType>& sample_columns();

/// What the expressions of `t` depend on.
ExpressionTypes sample_types();

}  // namespace athanor::postgresql::testing
