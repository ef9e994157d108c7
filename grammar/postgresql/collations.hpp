#pragma once
/// What the options of a collation mean (manual, CREATE COLLATION). Private to this folder.

#include <map>
#include <string>

namespace athanor::postgresql {

/// The options as the graph holds them: `provider` always, `locale` where lc_collate and lc_ctype
/// are the same or the provider is not libc, nothing that is a default.
std::map<std::string, std::string> collation_options(std::map<std::string, std::string> written);

}  // namespace athanor::postgresql
