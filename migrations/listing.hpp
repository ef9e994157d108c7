#pragma once
/// The lines that Alembic's commands print about a history, to the letter. Where Alembic's order
/// is that of a Python set, ours is sorted. Every text ends in a line feed, or is empty.

#include <optional>
#include <string>
#include <vector>

#include "migrations/version_rows.hpp"

namespace athanor {

enum class Detail { Plain, Verbose };

struct HistoryListing {
  RangeEnd lower = "base";
  RangeEnd upper = "heads";
  Detail detail = Detail::Plain;
  /// The rows to mark with `(current)`, of `history -i`.
  std::optional<VersionRows> current;
};

/// `alembic history`. Throws RevisionError.
std::string list_history(const History& history, const HistoryListing& listing);

/// Which heads `alembic heads` lists: by down_revision, or with `--resolve-dependencies`.
enum class HeadsBy { DownRevision, Dependencies };
std::string list_heads(const History& history, HeadsBy by, Detail detail);

/// `alembic branches`.
std::string list_branches(const History& history, Detail detail);

/// `alembic current`, without its heading. Throws RevisionError for a row that no script has.
std::string list_current(const History& history, const std::vector<std::string>& rows,
                         Detail detail);

/// `alembic show ARGUMENT`. Throws RevisionError.
std::string show(const History& history, const std::string& argument);
/// `alembic show current`. Throws RevisionError for a row that no script has.
std::string show_current(const History& history, const VersionRows& rows);

/// `Running upgrade a, b -> c, doc`: what Alembic logs before a step.
std::string running_line(const History& history, const RevisionStep& step);
/// The same without the doc, as it stands in a script.
std::string short_running_line(const History& history, const RevisionStep& step);

/// The first paragraph of a revision's docstring.
std::string doc_of(const Script& script);

}  // namespace athanor
