#pragma once
/// What the tests of this folder share: scripts from text, and results as text.

#include <string>

#include "grammar/alembic/script_reader.hpp"
#include "schema/overloaded.hpp"

namespace athanor::alembic {

inline SourcePtr script_source(const std::string& text) {
  return std::make_shared<SourceText>(SourceText{"versions/a.py", text});
}

/// The body between a header and an empty other direction.
inline std::string script_with(const std::string& upgrade) {
  return "from alembic import op\nimport sqlalchemy as sa\nrevision = 'a'\ndown_revision = None\n"
         "def upgrade():\n" +
         upgrade + "def downgrade():\n    pass\n";
}

inline std::string shown(const std::vector<BodyItem>& items) {
  std::string out;
  for (const auto& item : items) {
    std::visit(overloaded{[&](const SqlItem& sql) {
                            out += sql.mode == SqlItem::Mode::Autocommit ? "autocommit " : "";
                            out += "sql " + sql.sql + "\n";
                          },
                          [&](const NeedsPython& needs) {
                            out += std::to_string(needs.place.line) + ":" +
                                   std::to_string(needs.place.column) + " needs " +
                                   needs.construct + "\n";
                          }},
               item);
  }
  return out;
}

}  // namespace athanor::alembic
