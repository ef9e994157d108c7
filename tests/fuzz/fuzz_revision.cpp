/// The revision reader: whatever the text, it ends with a script or diagnostics, runs nothing, and
/// both directions of what it read can be run over a schema graph of either dialect; a glance tells
/// of its header what the grammar tells, or nothing.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <map>
#include <memory>
#include <string>

#include "engine/dialects/registry.hpp"
#include "migrations/body.hpp"

namespace {

using namespace athanor;

/// A table for guards to find.
Schema base_of(const Dialect& dialect) {
  Diagnostics ignored;
  auto replayer = dialect.replay({});
  auto source = std::make_shared<SourceText>(
      SourceText{"base.sql",
                 "CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(50) DEFAULT 'x' UNIQUE);"
                 "CREATE INDEX ix_users_name ON users (name);"});
  for (const auto& statement : dialect.read_script(source, ignored)) {
    replayer->apply(statement, ignored);
  }
  return replayer->schema();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto source = std::make_shared<SourceText>(
      SourceText{"fuzz.py", std::string(reinterpret_cast<const char*>(data), size)});
  Diagnostics diagnostics;
  auto glance = alembic::glance_at_header(source);
  auto parsed = alembic::read_migration(source, diagnostics);
  if (!parsed) return 0;
  const auto& header = parsed->header;
  if (glance && (glance->revision != header.revision || glance->doc != header.doc ||
                 glance->down_revisions != header.down_revisions)) {
    std::abort();
  }
  Script script{"fuzz.py", *parsed};
  for (const char* name : {"sqlite", "postgresql"}) {
    static const std::map<std::string, Schema> bases = {
        {"sqlite", base_of(*find_dialect("sqlite"))},
        {"postgresql", base_of(*find_dialect("postgresql"))}};
    BodyState state(*find_dialect(name), bases.at(name));
    for (auto direction : {alembic::Direction::Upgrade, alembic::Direction::Downgrade}) {
      state.run(script, direction, diagnostics, diagnostics);
    }
  }
  render(diagnostics);
  return 0;
}
