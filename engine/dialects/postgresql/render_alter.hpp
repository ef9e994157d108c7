#pragma once
/// ALTER statements: only what differs.

#include <string>
#include <vector>

#include "engine/step.hpp"

namespace athanor::postgresql {

std::vector<std::string> alter(const Namespace& before, const Namespace& after);
std::vector<std::string> alter(const Extension& before, const Extension& after);
/// Only the comment of a collation can change; throws Error otherwise.
std::vector<std::string> alter(const Collation& before, const Collation& after);
std::vector<std::string> alter(const Sequence& before, const Sequence& after);

std::vector<std::string> alter(const step::AlterColumn& step);
std::vector<std::string> alter(const step::AlterConstraint& step);
std::vector<std::string> alter(const step::AlterTable& step);
std::vector<std::string> alter(const step::AlterIndex& step);
std::vector<std::string> convert(const step::ConvertSerial& step);
std::vector<std::string> set_owner(const step::SetSequenceOwner& step);

/// What of a new column ADD COLUMN cannot say: storage, statistics, options, comment.
std::vector<std::string> settings_of_new(const QualifiedName& table, const Column& column);

}  // namespace athanor::postgresql
