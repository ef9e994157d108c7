#pragma once
/// A live SQLite database.

#include <memory>
#include <string>
#include <string_view>

#include "engine/session.hpp"

namespace athanor::sqlite {

/// Whether `url` names a SQLite database as SQLAlchemy writes it: `sqlite:///relative.db`,
/// `sqlite:////absolute.db`, `sqlite+pysqlite:///...`.
bool is_url(std::string_view url);

/// The file of such a URL. Throws Error for an in-memory database, which nobody else could have
/// filled, and for a host.
std::string file_of(std::string_view url);

/// Opens the file: read-only, or for reading and writing, when it is made if it is not there.
/// Others may use it at the same time: locks are waited for, 30 seconds at most. Foreign keys are
/// not enforced (foreignkeys.html, section 2), so that no statement reaches other tables' rows.
/// Throws Error.
std::unique_ptr<Session> open(const std::string& url, Access access);

/// A new file in the folder for temporary files. Throws Error.
std::unique_ptr<ScratchDatabase> make_scratch();

}  // namespace athanor::sqlite
