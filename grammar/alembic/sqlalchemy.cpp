#include "grammar/alembic/sqlalchemy.hpp"

#include <algorithm>

namespace athanor::alembic {

const Argument* find_keyword(const Keywords& keywords, std::string_view name) {
  auto found = std::find_if(keywords.begin(), keywords.end(),
                            [&](const Keyword& keyword) { return keyword.name == name; });
  return found == keywords.end() ? nullptr : &found->value;
}

}  // namespace athanor::alembic
