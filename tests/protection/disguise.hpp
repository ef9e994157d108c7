#pragma once
/// The same statements, written otherwise.

#include <string>
#include <vector>

#include "tests/property/random.hpp"

namespace athanor::testing {

/// The text with other white space, comments and case of words. What stands in quotes stays.
std::string disguised(const std::string& sql, Random& random);

/// The text among statements that do nothing.
std::string accompanied(const std::string& sql, Random& random);

/// Bodies of revisions that send the text, in ways that Alembic's users know.
std::vector<std::string> bodies_sending(const std::string& sql);

/// `text` as a string of Python.
std::string python_string(const std::string& text);

}  // namespace athanor::testing
