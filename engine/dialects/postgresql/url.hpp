#pragma once
/// Addresses of PostgreSQL databases: what SQLAlchemy, libpq and hosting providers write as a URL,
/// turned into the keywords and values of libpq (manual, section 34.1).

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace athanor::postgresql {

/// A variable's value, or nothing where it is not set.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

/// The process's own environment.
Environment process_environment();

/// Whether `url` is one of a PostgreSQL database: `postgresql://`, `postgres://`, and either with a
/// driver as SQLAlchemy names them, `postgresql+asyncpg://`.
bool speaks(std::string_view url);

/// The connection string of `url` for libpq, every value quoted. What the URL leaves out is left to
/// libpq (PG* variables, ~/.pgpass, the service file) and, where that has no variable set, to
/// POSTGRES_USER, POSTGRES_PASSWORD, POSTGRES_DB, POSTGRES_HOST or POSTGRES_SERVER, and
/// POSTGRES_PORT, as containers and their applications set them. POSTGRES_PASSWORD is given to no
/// other user than POSTGRES_USER. Parameters that only a Python or JavaScript driver knows are
/// translated (`ssl=require`), or left out where they concern its pool or its cache alone.
/// Throws Error, which never shows a secret, where the URL is malformed or has another parameter.
std::string conninfo(std::string_view url, const Environment& environment = process_environment());

/// `url` for people: scheme, user, host, port and database, never a password or a parameter that
/// could be secret. Any text is taken: what cannot be told apart from a password is left out.
std::string address(std::string_view url);

/// The secrets of `url` and of the environment that may stand in a message of libpq, as they were
/// written and decoded, longest first.
std::vector<std::string> secrets(std::string_view url,
                                 const Environment& environment = process_environment());

/// `text` with `***` in place of each of `secrets`.
std::string without_secrets(std::string text, const std::vector<std::string>& secrets);

}  // namespace athanor::postgresql
