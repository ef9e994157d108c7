#pragma once
/// The keys of model files, as a page for people.

#include <string>

namespace athanor::cli {

/// Markdown, made from the table of keys that the reader uses (schema/model/keys.hpp): a section
/// for each kind of object, a row for each key. Always the same bytes.
std::string key_reference();

}  // namespace athanor::cli
