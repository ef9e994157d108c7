#pragma once
/// RFC 1321, for the ends of names that SQLAlchemy cuts.

#include <string>
#include <string_view>

namespace athanor::operations {

/// The digest of `text` as 32 hexadecimal digits. Not for anything that must be safe.
std::string md5_hex(std::string_view text);

}  // namespace athanor::operations
