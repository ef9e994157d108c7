#pragma once
/// Arguments of SQLAlchemy's calls, read as what they must be. None is as good as absent. Every
/// function throws Error, which names `what`, where the argument is something else.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/alembic/operation.hpp"

namespace athanor::operations {

/// `argument` where it is a Python value, or null; null for a null argument.
const alembic::Constant* constant_of(const alembic::Argument* argument);

bool is_none(const alembic::Argument& argument);

std::optional<std::string> text_argument(const alembic::Argument* argument, std::string_view what);
std::optional<long long> integer_argument(const alembic::Argument* argument, std::string_view what);
std::optional<bool> flag_argument(const alembic::Argument* argument, std::string_view what);
/// A list, a tuple, or one string, which is a list of itself.
std::vector<std::string> texts_argument(const alembic::Argument* argument, std::string_view what);
/// An expression, or a string that is one as `sa.text` reads it.
std::optional<alembic::SqlExpression> expression_argument(const alembic::Argument* argument,
                                                          std::string_view what);
/// `argument` as a part of an SQL text: `str(value)`.
std::string python_text(const alembic::Constant& constant, std::string_view what);

/// `argument` as a message names it: `'x'`, `5`, `sa.Integer()`.
std::string described(const alembic::Argument& argument);

}  // namespace athanor::operations
