#pragma once
/// The keywords that cannot be names without quotes.

#include <string_view>

namespace athanor::postgresql {

/// Whether quote_identifier of PostgreSQL quotes a word because it is a keyword: any that is not
/// unreserved (manual, appendix C), in any of PostgreSQL 12 to 18: a name that is quoted without
/// need is still the same name. `word` is in lower case.
bool must_be_quoted(std::string_view word);

/// Whether it is one of these that may all the same name a table or a column as it stands: a word
/// that the manual's appendix C calls "non-reserved (cannot be function or type)".
bool may_name_column(std::string_view word);

}  // namespace athanor::postgresql
