#pragma once
/// The keywords that cannot be names without quotes. Private to this folder.

#include <string_view>

namespace athanor::postgresql {

/// Whether quote_identifier of PostgreSQL quotes a word because it is a keyword: any that is not
/// unreserved (manual, appendix C). `word` is in lower case.
bool must_be_quoted(std::string_view word);

}  // namespace athanor::postgresql
