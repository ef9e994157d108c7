#pragma once
/// The difference between two schema graphs of one dialect.

#include <map>
#include <string>

#include "engine/change.hpp"
#include "engine/dialect.hpp"

namespace athanor {

/// What turns `from` into `to`. Both are graphs of `dialect` (read from it, or lowered to it).
/// An object of `to` whose `renamed_from` names one that `to` no longer has is that one, renamed,
/// unless its new name is already there: then the rename was done before.
/// The order is by kind and then by name.
Difference diff(const Schema& from, const Schema& to, const Dialect& dialect);

/// `from` as the target of the way back: its objects say what they are called in `to`, so that
/// `diff(to, way_back(...))` undoes the renames of `difference` instead of dropping and creating.
Schema way_back(Schema from, const Difference& difference);

/// `schema` after the renames of `difference`, as the database itself would carry them into keys,
/// indexes, checks and generated columns. Bodies of views and triggers are left as they are.
Schema renamed(Schema schema, const Difference& difference, const Dialect& dialect);

/// `to` with the names that its parts have in `from`, where only a convention names them in `to`:
/// what a database holds after a plan, which renames nothing that nobody named. `from` is as
/// `renamed` gives it.
Schema with_names_kept(Schema to, const Schema& from, const Dialect& dialect);

/// New names by the folded old ones.
using NameMap = std::map<std::string, std::string>;

/// `text` with every mention of a name of `renames` (quoted or not, not a function call) turned
/// into its new name, all at once.
std::string rename_mentions(const std::string& text, const NameMap& renames,
                            const Dialect& dialect);

}  // namespace athanor
