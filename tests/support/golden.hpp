#pragma once
/// Expected texts kept in files, which ATHANOR_UPDATE_GOLDEN=1 writes anew.

#include <string>

namespace athanor::testing {

/// Whether expected texts are to be written, not compared.
bool updates_golden();

/// The path of a file below tests/.
std::string test_path(const std::string& name);

/// A file's text; "" where there is none and one is about to be written.
std::string read_golden(const std::string& path);
void write_golden(const std::string& path, const std::string& text);

}  // namespace athanor::testing
