#pragma once
/// What extensions say of themselves. Private to this folder.

#include <string_view>

namespace athanor::postgresql {

/// The comment that CREATE EXTENSION gives, from the control file of an extension that comes with
/// PostgreSQL; "" for others. pg_dump prints it as if it had been set.
std::string_view own_comment(std::string_view extension);

}  // namespace athanor::postgresql
