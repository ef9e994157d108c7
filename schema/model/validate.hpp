#pragma once
/// Checks a model file against the table of keys: keys that are not known, values of the wrong
/// shape, words that are no choice. It needs no dialect, so one file is checked once.

#include <string>
#include <vector>

#include "schema/model/document.hpp"

namespace athanor::model {

void validate(const Value& document, const std::vector<std::string>& known_dialects,
              Diagnostics& out);

}  // namespace athanor::model
