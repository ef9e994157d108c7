#pragma once
/// What a sequence's options mean (manual, CREATE SEQUENCE). Private to this folder.

#include <string>

#include "grammar/statement.hpp"

namespace athanor::postgresql {

/// The options of a new sequence, holding only what differs from the defaults of its type and
/// direction. `own_type` is the integer type that goes without saying: `bigint`, or the type of an
/// identity column.
SequenceOptions created(const SequenceChange& change, const std::string& own_type);

/// The options that a sequence of `options` has after ALTER SEQUENCE, held in the same way.
SequenceOptions altered(SequenceOptions options, const SequenceChange& change,
                        const std::string& own_type);

}  // namespace athanor::postgresql
