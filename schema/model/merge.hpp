#pragma once
/// Two pages that say one thing as two dialects have it, made one page for both.

#include <string>

#include "schema/model/write_parts.hpp"

namespace athanor::model {

/// A page, and the dialect whose graph it is written of.
struct PageOf {
  std::string dialect;
  Page page;
};

/// What both say is said once. Where their keys differ, the first's value stands and the second's
/// overrides it; a key, a column or an object that only one has is for its dialect alone.
Page merged(const PageOf& first, const PageOf& second);

}  // namespace athanor::model
