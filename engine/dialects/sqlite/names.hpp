#pragma once
/// Names and literals as SQLite writes them.

#include <string>
#include <string_view>
#include <vector>

#include "schema/names.hpp"

namespace athanor::sqlite {

/// `name`, in double quotes where it is a keyword or not a plain identifier
/// (lang_keywords.html; any keyword is quoted, also those that SQLite would take bare).
std::string quote_name(std::string_view name);

/// `schema.name` or `name`, each quoted as it needs.
std::string quote_name(const QualifiedName& name);

/// `a, b, c`, each quoted as it needs.
std::string quote_names(const std::vector<std::string>& names);

/// A string literal: in single quotes, which are doubled inside.
std::string quote_text(std::string_view text);

}  // namespace athanor::sqlite
