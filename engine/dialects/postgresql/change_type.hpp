#pragma once
/// Changes of types that columns use.

#include <string>
#include <vector>

#include "engine/step.hpp"

namespace athanor::postgresql {

/// Whether ALTER TYPE ... ADD VALUE makes `after` of `before`: nothing goes, nothing moves.
bool adds_in_place(const EnumType& before, const EnumType& after);

/// Whether a type can be changed where it stands. Otherwise a new one takes its place, and what
/// uses it (columns, and their checks, indexes and generated columns) must be taken along.
bool changes_in_place(const step::ChangeType<EnumType>& step);
bool changes_in_place(const step::ChangeType<CompositeType>& step);
bool changes_in_place(const step::ChangeType<RangeType>& step);
bool changes_in_place(const step::ChangeType<Domain>& step);

std::vector<std::string> change_type(const step::ChangeType<EnumType>& step);
std::vector<std::string> change_type(const step::ChangeType<CompositeType>& step);
std::vector<std::string> change_type(const step::ChangeType<RangeType>& step);
std::vector<std::string> change_type(const step::ChangeType<Domain>& step);

}  // namespace athanor::postgresql
