#pragma once
/// PostgreSQL, 12 and newer.
///
/// How a PostgreSQL schema stands in the graph: names in `public` have no schema part; types have
/// the spelling of format_type, their modifiers apart; every constraint and index has its name; a
/// serial column is an integer, a default and a sequence that it owns.

#include "engine/dialect.hpp"

namespace athanor::postgresql {

const Dialect& dialect();

}  // namespace athanor::postgresql
