#pragma once
/// Names and literals as PostgreSQL writes them (manual, section 4.1 and appendix C).

#include <string>
#include <string_view>
#include <vector>

#include "schema/names.hpp"

namespace athanor::postgresql {

/// `name`, in double quotes where `quote_ident` would put them: it has other characters than lower
/// case letters, digits and underscores, or is a keyword that some place of the grammar does not
/// take bare (every category of appendix C but "non-reserved"; those of all versions up to 18).
std::string quote_name(std::string_view name);

/// `schema.name` or `name`, each quoted as it needs.
std::string quote_name(const QualifiedName& name);

/// `a, b, c`, each quoted as it needs.
std::string quote_names(const std::vector<std::string>& names);

/// A string literal: in single quotes, which are doubled inside. Wants
/// `standard_conforming_strings`, as every session of athanor has it.
std::string quote_text(std::string_view text);

}  // namespace athanor::postgresql
