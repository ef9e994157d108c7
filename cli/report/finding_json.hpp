#pragma once
/// Findings and refusals as JSON, alike in every report.

#include <nlohmann/json.hpp>

#include "engine/protection.hpp"
#include "engine/risk/judge.hpp"

namespace athanor::cli {

/// Code, severity, object, place, why, instead, SQL, and who let it pass (null: nobody).
nlohmann::ordered_json finding_json(const risk::Finding& finding);

/// Code, object, message, and how to allow each.
nlohmann::ordered_json refusals_json(const std::vector<Refusal>& refused);

}  // namespace athanor::cli
