/// The revision reader: whatever the text, it ends with a script or diagnostics, runs nothing, and
/// both directions of what it read can be asked for; a glance tells of its header what the grammar
/// tells, or nothing.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "grammar/alembic/script_reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace athanor;
  auto source = std::make_shared<SourceText>(
      SourceText{"fuzz.py", std::string(reinterpret_cast<const char*>(data), size)});
  Diagnostics diagnostics;
  auto glance = alembic::glance_at_header(source);
  if (auto script = alembic::read_migration(source, diagnostics)) {
    const auto& header = script->header;
    if (glance && (glance->revision != header.revision || glance->doc != header.doc ||
                   glance->down_revisions != header.down_revisions)) {
      std::abort();
    }
    for (auto direction : {alembic::Direction::Upgrade, alembic::Direction::Downgrade}) {
      alembic::body_for(*script, direction, "sqlite");
      alembic::body_for(*script, direction, "postgresql");
    }
  }
  render(diagnostics);
  return 0;
}
