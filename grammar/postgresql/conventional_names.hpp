#pragma once
/// The names that PostgreSQL gives to what a statement leaves unnamed (manual, CREATE TABLE and
/// CREATE INDEX: the forms `table_column_key`, ...; cut to 63 bytes).

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "schema/index.hpp"

namespace athanor::postgresql {

/// `first_second_label`, the longer of the first two cut until all fits; an empty part is left out.
std::string joined_name(std::string_view first, std::string_view second, std::string_view label);

/// The same with the first number after the label, or none, for which `taken` says no.
std::string free_name(std::string_view first, std::string_view second, std::string_view label,
                      const std::function<bool(const std::string&)>& taken);

/// The part of a key's or an index's name that speaks of its columns: `a_b`.
std::string joined_columns(const std::vector<std::string>& columns);

/// What an index's elements are called in its name; an expression after its function or type.
std::vector<std::string> column_labels(const std::vector<IndexElement>& elements,
                                       const std::vector<std::string>& include);

}  // namespace athanor::postgresql
