/// The model reader: whatever the text, it ends with a schema or diagnostics.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "schema/model/reader.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace athanor;
  auto source = std::make_shared<SourceText>(
      SourceText{"fuzz.toml", std::string(reinterpret_cast<const char*>(data), size)});
  Diagnostics diagnostics;
  auto model = Model::read({source}, {"postgresql", "sqlite"}, diagnostics);
  model.resolve("sqlite", diagnostics);
  model.resolve("postgresql", diagnostics);
  render(diagnostics);
  return 0;
}
