#pragma once
/// Pieces of Markdown as code hosts show it in comments (GitHub Flavored Markdown).

#include <string>
#include <string_view>

#include "engine/risk/judge.hpp"

namespace athanor::cli {

/// `text` with what Markdown and HTML would take for markup escaped.
std::string escape_markdown(std::string_view text);

/// SQL that is folded away under a title.
std::string folded_sql(std::string_view title, const std::string& sql);

/// A finding in a cell of a table.
std::string finding_markdown(const risk::Finding& finding);

}  // namespace athanor::cli
