#pragma once
/// Text within XML, HTML and what is written like them.

#include <string>
#include <string_view>

namespace athanor::cli {

/// `text` with the characters that begin or end markup as entities, quotes too; control characters
/// but tabs and line ends, which XML cannot hold, are left out.
std::string escape_markup(std::string_view text);

}  // namespace athanor::cli
