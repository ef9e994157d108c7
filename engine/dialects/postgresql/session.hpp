#pragma once
/// A live PostgreSQL database.

#include <chrono>
#include <memory>
#include <string>

#include "engine/session.hpp"

namespace athanor::postgresql {

/// How long `begin_migrations` waits for another run before it gives up.
struct Patience {
  std::chrono::milliseconds wait = std::chrono::seconds(30);
};

/// Connects to the database at `url` (see url.hpp). With `Access::ReadOnly` every transaction of
/// the session refuses to write. Throws Error, which says what to do and never shows a password.
///
/// The session's `begin_migrations` takes an advisory lock on a connection of its own, so that the
/// lock outlives every transaction and is gone when the process is. It throws Error where there is
/// no such lock to rely on (a pooler that shares server connections between clients), where the
/// server is a read-only replica, and where another run holds the lock for too long.
std::unique_ptr<Session> open(const std::string& url, Access access, Patience patience = {});

}  // namespace athanor::postgresql
