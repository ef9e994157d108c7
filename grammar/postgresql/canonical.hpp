#pragma once
#include <functional>
#include "schema/type.hpp"
#include "schema/sql_text.hpp"
#include <optional>
namespace athanor::postgresql {
struct ExpressionTypes { std::function<const DataType*(std::string_view)> column; std::function<const DataType*(const QualifiedName&)> domain; const DataType* value = nullptr; };
inline std::optional<std::string> canonical_expression(std::string_view t, const ExpressionTypes&) { return std::string(t); }
inline std::optional<std::string> canonical_default(std::string_view t, const ExpressionTypes&) { return std::string(t); }
}
