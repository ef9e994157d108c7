#pragma once
/// Golden cases, planned and run.

#include <functional>
#include <memory>

#include "tests/support/test_database.hpp"

namespace athanor::testing {

/// Every file of tests/cases/<folder>, in order.
std::vector<std::string> case_paths(const std::string& folder);

/// Plans the case of a file, compares with what the file expects, and does it on a new database,
/// there and back, comparing what the database holds each time with what the case wants.
void run_case(const std::string& path, const Dialect& dialect,
              const std::function<std::unique_ptr<TestDatabase>()>& new_database);

}  // namespace athanor::testing
