#pragma once
/// What the options of a collation mean (manual, CREATE COLLATION). Private to this folder.

#include <string>

#include "schema/options.hpp"

namespace athanor::postgresql {

/// The options as the graph holds them: `provider` always, `locale` where lc_collate and lc_ctype
/// are the same or the provider is not libc, nothing that is a default.
Options collation_options(Options written);

}  // namespace athanor::postgresql
