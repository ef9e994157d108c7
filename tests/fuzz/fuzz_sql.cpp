/// The SQL reader of every dialect: whatever the text, it ends with statements or diagnostics, and
/// what it read can be replayed, compared with itself, and put into a plan.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "engine/dialects/registry.hpp"
#include "engine/diff.hpp"
#include "engine/plan.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace athanor;
  auto source = std::make_shared<SourceText>(
      SourceText{"fuzz.sql", std::string(reinterpret_cast<const char*>(data), size)});
  for (const auto* dialect : all_dialects()) {
    Diagnostics diagnostics;
    auto replayer = dialect->replay({});
    for (const auto& statement : dialect->read_script(source, diagnostics)) {
      replayer->apply(statement, diagnostics);
    }
    render(diagnostics);
    const Schema& schema = replayer->schema();
    if (!diff(schema, schema, *dialect).empty()) __builtin_trap();
    try {
      auto made = plan(diff({}, schema, *dialect), {}, schema, *dialect);
      dialect->script(render(made, *dialect));
    } catch (const Error&) {  // said in words, which is all that is asked
    }
  }
  return 0;
}
