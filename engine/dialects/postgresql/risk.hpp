#pragma once
/// The rules of risk that are PostgreSQL's own: what its locks, its rewrites and its catalogue make
/// of a change.

#include <span>

#include "engine/risk/rule.hpp"

namespace athanor::postgresql {

/// All of them.
std::span<const risk::Rule> risks();

/// Families of them, each in a file of its own.
std::span<const risk::Rule> lock_rules();
std::span<const risk::Rule> rewrite_rules();
std::span<const risk::Rule> loss_rules();
std::span<const risk::Rule> right_rules();
std::span<const risk::Rule> narrowing_rules();
std::span<const risk::Rule> statement_rules();
std::span<const risk::Rule> type_rules();

}  // namespace athanor::postgresql
