#pragma once
/// The style sheet and the one script of every page.

#include <string_view>

namespace athanor::cli::html {

/// Light or dark as the reader's system is; for a wide screen, a phone and paper.
std::string_view style_sheet();

/// Unfolds everything before the page is printed and folds it again after. Without it (a browser
/// that runs no scripts) only what is unfolded is printed.
std::string_view script();

/// The SHA-256 digest of script(), in base64: the only script that a page allows itself
/// (Content Security Policy Level 3, section 2.3.1).
std::string_view script_digest();

}  // namespace athanor::cli::html
