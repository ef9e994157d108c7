#include "engine/risk/rule.hpp"

namespace athanor::risk {
namespace {

/// Judged by who has the history: migrations/risk.cpp.
constexpr Rule kHistoryRules[] = {
    {"HIS101", Severity::Refuse, "an applied revision that was edited since",
     "databases that have it are not what the text says, and never will be",
     "take the edit back, and write another revision",
     "docs/check.md: what --against git:REF has is taken for applied", "", nullptr},
    {"HIS102", Severity::Warn, "more than one head",
     "`upgrade head` cannot tell which one is meant, and fails",
     "merge them: athanor merge -m \"...\" heads", "Alembic: Working with Branches",
     "athanor merge -m \"bring both together\" heads", nullptr},
    {"HIS103", Severity::Danger, "a revision put below one that is applied already",
     "a database that is past it never runs it", "put it on top of the head instead",
     "docs/check.md: what --against git:REF has is taken for applied",
     "athanor revision --empty -m \"...\" --head head", nullptr},
    {"HIS104", Severity::Warn, "a revision id longer than 32 characters",
     "Alembic keeps it in a column of 32 characters: PostgreSQL refuses to store it",
     "give it a shorter id with --rev-id", "Alembic: alembic_version.version_num VARCHAR(32)", "",
     nullptr},
    {"HIS105", Severity::Warn, "a downgrade that is missing, empty or raises",
     "there is no way back from this revision",
     "write the downgrade, or say in it why there is none", "Alembic: Tutorial, Downgrading", "",
     nullptr},
    {"HIS106", Severity::Note, "a body that needs Python",
     "what it does is known only when it runs", "write what it does as SQL strings in op.execute",
     "docs/alembic.md", "op.execute(\"ALTER TABLE users ADD COLUMN avatar text\")", nullptr},
};

}  // namespace

std::span<const Rule> history_rules() {
  return kHistoryRules;
}

}  // namespace athanor::risk
