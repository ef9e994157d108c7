#pragma once
/// Databases made to try something out.

#include <memory>
#include <string>

#include "engine/session.hpp"

namespace athanor::postgresql {

/// Makes an empty database with a name of its own on the server that `url` leads to, and connects
/// to it. Throws Error where the role may not (CREATEDB).
std::unique_ptr<ScratchDatabase> make_scratch(const std::string& url);

}  // namespace athanor::postgresql
