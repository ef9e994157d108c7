/// The SQL reader of every dialect: whatever the text, it ends with statements or diagnostics. What
/// was read without an error can be written as a model and as a script, and both say the same.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>

#include "engine/dialects/registry.hpp"
#include "engine/diff.hpp"
#include "engine/plan.hpp"

namespace {

using namespace athanor;

Schema replayed(const Dialect& dialect, const std::string& text, Diagnostics& diagnostics) {
  auto source = std::make_shared<SourceText>(SourceText{"fuzz.sql", text});
  auto replayer = dialect.replay({});
  for (const auto& statement : dialect.read_script(source, diagnostics)) {
    replayer->apply(statement, diagnostics);
  }
  return replayer->schema();
}

/// Stops the run, saying what `text` should have been and was not.
void require_same(const Schema& schema, const Schema& other, const Diagnostics& diagnostics,
                  const Dialect& dialect, const std::string& text) {
  if (!diagnostics.has_errors() && diff(schema, other, dialect).empty()) return;
  std::fprintf(stderr, "%s\n%s", text.c_str(), render(diagnostics).c_str());
  __builtin_trap();
}

/// The script that makes `schema` makes it, unless it is refused in words.
void check_script(const Schema& schema, const Dialect& dialect) {
  try {
    auto made = plan(diff({}, schema, dialect), {}, schema, dialect);
    auto script = dialect.script(render(made, dialect));
    Diagnostics diagnostics;
    auto again = replayed(dialect, script, diagnostics);
    require_same(schema, again, diagnostics, dialect, script);
  } catch (const Error&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  for (const auto* dialect : all_dialects()) {
    Diagnostics diagnostics;
    auto schema =
        replayed(*dialect, std::string(reinterpret_cast<const char*>(data), size), diagnostics);
    render(diagnostics);
    if (!diff(schema, schema, *dialect).empty()) __builtin_trap();
    if (diagnostics.has_errors()) continue;
    check_script(schema, *dialect);
    Diagnostics lowering;
    auto lowered = dialect->lower(dialect->raise(schema), lowering);
    require_same(schema, lowered, lowering, *dialect, "a model of it");
  }
  return 0;
}
