#pragma once
/// Where two dialects' graphs of one schema mean the same, though each is raised in its own words.

#include "engine/dialect.hpp"

namespace athanor {

/// A schema that models describe, for one dialect.
struct DescribedSchema {
  const Schema& model;    ///< as the models say it, resolved for the dialect
  const Schema& lowered;  ///< the same, lowered to it
};

/// `raised`, which was raised from `held`, with every table, column, constraint and index that
/// `described` gives as well said as the models say it. What remains in its own words differs.
Schema in_words_of(Schema raised, const Schema& held, const DescribedSchema& described,
                   const Dialect& dialect);

}  // namespace athanor
