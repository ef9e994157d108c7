#pragma once
/// `[verify]` of athanor.toml.

#include <chrono>
#include <string>
#include <vector>

#include "schema/model/document.hpp"

namespace athanor {

/// A query that must answer in time.
struct VerifyQuery {
  std::string name, sql;
  std::chrono::milliseconds limit{};
  std::vector<std::string> dialects;  ///< names; empty: all
  Place place;                        ///< of its SQL

  bool operator==(const VerifyQuery&) const = default;
};

struct VerifySettings {
  std::size_t runs = 20;  ///< of each query
  std::vector<VerifyQuery> queries;

  bool operator==(const VerifySettings&) const = default;
};

/// Reads `runs` and `[[verify.queries]]` with `name`, `sql`, `limit_ms` and `dialects`. What it
/// does not know, what is missing and a name that is there twice are errors with their places.
void read_verify_settings(const model::Fields& fields, VerifySettings& settings,
                          Diagnostics& diagnostics);

}  // namespace athanor
