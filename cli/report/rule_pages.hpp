#pragma once
/// The rules of risk as pages for people, one for each family.

#include <string>
#include <string_view>
#include <vector>

namespace athanor::cli {

/// The letters that begin the codes of a family, sorted: CMP, DAT, ...
std::vector<std::string> rule_families();

/// Markdown, made from the tables of rules: a table of the family's codes, and of each rule what it
/// fires on, why, what to do instead and the safe way. "" where there is no such family.
std::string family_page(std::string_view family);

}  // namespace athanor::cli
