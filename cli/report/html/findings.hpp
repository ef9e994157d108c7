#pragma once
/// Findings of risk within a page.

#include <string>

#include "cli/report/html/page.hpp"
#include "engine/risk/judge.hpp"

namespace athanor::cli::html {

/// How much it matters: not at all where somebody let it pass.
Tone tone_of(const risk::Finding& finding);

/// `danger LCK101` on its ground.
std::string finding_badge(const risk::Finding& finding);

/// An item of a list: what can go wrong, and what to do instead.
std::string finding_item(const risk::Finding& finding);

}  // namespace athanor::cli::html
