#pragma once
/// Findings as JSON, alike in every report.

#include <nlohmann/json.hpp>

#include "engine/risk/judge.hpp"

namespace athanor::cli {

/// Code, severity, object, place, why, instead, SQL, and who let it pass (null: nobody).
nlohmann::ordered_json finding_json(const risk::Finding& finding);

}  // namespace athanor::cli
