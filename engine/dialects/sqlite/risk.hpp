#pragma once
/// The rules of risk that are SQLite's own: rebuilds, pragmas, what virtual tables rely on.

#include <span>

#include "engine/risk/rule.hpp"

namespace athanor::sqlite {

std::span<const risk::Rule> risks();

}  // namespace athanor::sqlite
