#pragma once
/// The setting search_path (manual, 5.9.3). Private to this folder.

#include <string>
#include <string_view>
#include <vector>

namespace athanor::postgresql {

/// The schemas of a path as SET takes it: names and strings with commas between them. `$user`,
/// `pg_temp` and `pg_catalog` are left out: none is a place for a script's objects. DEFAULT is
/// `public`.
std::vector<std::string> read_search_path(std::string_view value);

}  // namespace athanor::postgresql
