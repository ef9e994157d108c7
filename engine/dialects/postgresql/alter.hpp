#pragma once
/// From changes to steps, as PostgreSQL's ALTER TABLE can do them.

#include <vector>

#include "engine/dialect.hpp"

namespace athanor::postgresql {

/// Dialect::alter: each part of the table by itself, nothing that stays made anew.
std::vector<Step> alter(const Changed<Table>& table, const AlterationContext& context,
                        const Dialect& dialect);

}  // namespace athanor::postgresql
