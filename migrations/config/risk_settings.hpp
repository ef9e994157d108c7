#pragma once
/// `[risk]` of athanor.toml.

#include "engine/risk/settings.hpp"
#include "schema/model/document.hpp"

namespace athanor {

/// Reads severities by code or family (`LCK101 = "note"`, `TYP = "off"`), `allow`, and below how
/// many `rows` and `bytes` a table is small. What it does not know is an error with its place.
void read_risk_settings(const model::Fields& fields, risk::Settings& settings,
                        Diagnostics& diagnostics);

}  // namespace athanor
