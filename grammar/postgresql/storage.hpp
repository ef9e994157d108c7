#pragma once
/// How values of a type are stored unless a column says otherwise. Private to this folder.

#include <string>

#include "schema/schema.hpp"

namespace athanor::postgresql {

/// pg_type.typstorage of a type in words: plain, main, extended, external (manual, 73.2, TOAST).
std::string usual_storage(const Schema& schema, const DataType& type);

}  // namespace athanor::postgresql
