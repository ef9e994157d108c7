#pragma once
/// New revision files: what is written here is what `alembic::read_migration` reads back, byte for
/// byte, and what Alembic runs.

#include <string>
#include <string_view>
#include <vector>

namespace athanor {

/// What a revision does on one dialect.
struct DialectSql {
  struct Item {
    enum class Mode { Transactional, Autocommit };
    std::string sql;  ///< UTF-8, one statement
    Mode mode = Mode::Transactional;
    std::string comment;  ///< for the reviewer, above the statement; "" for none
    bool operator==(const Item&) const = default;
  };
  std::string dialect;  ///< as SQLAlchemy calls it
  std::vector<Item> upgrade;
  std::vector<Item> downgrade;
};

struct NewRevision {
  std::string id;
  std::vector<std::string> down_revisions;
  std::vector<std::string> branch_labels;
  std::vector<std::string> depends_on;
  std::string message;
  std::string create_date;  ///< as it is to be shown
  /// With one dialect, the script asks for none and runs everywhere.
  std::vector<DialectSql> dialects;
};

/// The text of the script. The strings are UTF-8 and may hold anything.
std::string write_script(const NewRevision& revision);

/// When a revision was made, for its file name.
struct RevisionTime {
  long long epoch = 0;
  int year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0;
};

inline constexpr std::string_view default_file_template = "%(rev)s_%(slug)s";

/// The name of a revision's file: `file_template`, in which `%(rev)s`, `%(slug)s`, `%(epoch)s`,
/// `%(year)d` ... `%(second).2d` are replaced as Python's `%` does (Alembic documentation,
/// "Editing the .ini File"), with `.py` behind it. `%%(` counts as `%(`, as in an ini file. Throws
/// Error for a template that names anything else.
std::string script_file_name(std::string_view file_template, std::string_view id,
                             std::string_view message, const RevisionTime& time,
                             std::size_t slug_length = 40);

/// The words of `message` in lower case, joined by `_`, cut there after `length` characters.
std::string slug_of(std::string_view message, std::size_t length = 40);

/// Twelve hexadecimal digits, from the system's randomness.
std::string new_revision_id();

}  // namespace athanor
