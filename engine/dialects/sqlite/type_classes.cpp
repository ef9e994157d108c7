#include "engine/dialects/sqlite/type_classes.hpp"

namespace athanor::sqlite {
namespace {

using Kind = operations::TypeKind;

constexpr std::string_view module = "sqlalchemy.dialects.sqlite";

constexpr operations::TypeClass classes[] = {
    {module, "DATE", Kind::Date, "DATE", "Date", "storage_format regexp"},
    {module, "DATETIME", Kind::DateTime, "DATETIME", "DateTime",
     "| timezone storage_format regexp truncate_microseconds"},
    {module, "JSONB", Kind::Fixed, "JSONB", "JSON", "none_as_null"},
    {module, "TIME", Kind::Time, "TIME", "Time",
     "| timezone storage_format regexp truncate_microseconds"},
};

}  // namespace

std::span<const operations::TypeClass> type_classes() {
  return classes;
}

}  // namespace athanor::sqlite
