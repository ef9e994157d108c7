#pragma once
/// What a plan must do besides its changes, because PostgreSQL ties objects to each other.

#include <vector>

#include "engine/dialect.hpp"

namespace athanor::postgresql {

/// Dialect::complete:
/// - a new serial column is written as such, without steps for its sequence;
/// - the sequence of a column that becomes an identity, or was one, has no steps of its own;
/// - foreign keys that reference a key which goes and comes back, or whose columns change to types
///   that cannot be compared meanwhile, go before and come back after;
/// - generated columns over a column that changes its type go and come back;
/// - checks, indexes and generated columns over columns of a replaced type go and come back;
/// - an enum's new values that the plan itself writes are noted on its step.
void complete(std::vector<Step>& steps, const AlterationContext& context, const Dialect& dialect);

}  // namespace athanor::postgresql
