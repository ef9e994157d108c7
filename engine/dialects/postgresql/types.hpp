#pragma once
/// Types as PostgreSQL's catalogue spells them (manual, chapter 8): `format_type` without the
/// modifiers, which are kept apart.

#include <optional>
#include <string>

#include "schema/type.hpp"

namespace athanor::postgresql {

/// Any spelling of a type that people and model files use, in the catalogue's: `int4` is `integer`,
/// `varchar(5)` is `character varying(5)`, `float(24)` is `real`, `numeric(10)` is `numeric(10,0)`,
/// `char` is `character(1)`, `bytes` is `bytea`, `text[][]` is `text[]` (section 8.15: the number
/// of dimensions means nothing). A type that is not built in is left as it is. `serial` is no type
/// and left as it is too: see `serial_type`.
DataType lower_type(const DataType& written);

/// The integer type behind `serial`, `bigserial`, `smallserial` and their other spellings
/// (section 8.1.4), or nothing for any other type.
std::optional<DataType> serial_type(const DataType& written);

/// Whether the name, as `lower_type` spells it, is one of PostgreSQL's own types.
bool is_built_in(const QualifiedName& lowered);

/// The type as it stands in SQL, names quoted as they need: `timestamp(3) with time zone`,
/// `"Odd schema".mood[]`.
std::string type_text(const DataType& lowered);

/// Whether two spellings are of one type.
bool same_type(const DataType& a, const DataType& b);

}  // namespace athanor::postgresql
