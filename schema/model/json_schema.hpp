#pragma once
/// The JSON Schema of model files, for editors that complete and check TOML with one (taplo).

#include <string>
#include <vector>

namespace athanor {

/// JSON Schema draft-07, which taplo and Even Better TOML read, made from the table of keys;
/// `dialects` are those whose overrides may stand in a file. Ends in a newline; always the same
/// bytes for the same dialects.
std::string json_schema(const std::vector<std::string>& dialects);

}  // namespace athanor
