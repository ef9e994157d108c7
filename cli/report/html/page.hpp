#pragma once
/// A page of HTML that stands alone: its style is within it, and it asks no network for anything.

#include <string>
#include <string_view>
#include <vector>

namespace athanor::cli::html {

/// How a badge, a verdict or a paragraph is coloured.
enum class Tone { Plain, Good, Note, Caution, Bad };

/// The whole page. `title` is text; `body` is markup.
std::string page(std::string_view title, const std::string& body);

/// A short word on a coloured ground. `text` is text.
std::string badge(Tone tone, std::string_view text);

/// What it comes to, and why. All of it is text.
std::string verdict(Tone tone, std::string_view text, const std::vector<std::string>& reasons);

/// Code in a box that scrolls sideways; "" for none.
std::string code_block(std::string_view text);

enum class Fold { Open, Closed };

/// What the reader may fold away. `summary` is text, `body` is markup.
std::string folded(Fold fold, std::string_view summary, const std::string& body);

}  // namespace athanor::cli::html
