/// The model reader: whatever the text, it ends with a schema or diagnostics. What was read without
/// an error can be written, and reads back as the same schema.

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <memory>
#include <string>

#include "schema/model/reader.hpp"
#include "schema/model/writer.hpp"

namespace {

using namespace athanor;

Schema read(const std::string& file, const std::string& text, const std::string& dialect,
            Diagnostics& diagnostics) {
  auto source = std::make_shared<SourceText>(SourceText{file, text});
  return Model::read({source}, {"postgresql", "sqlite"}, diagnostics).resolve(dialect, diagnostics);
}

/// Stops the run where the file written of `schema` is not read as `schema`.
void check_written(const Schema& schema, const std::string& dialect) {
  try {
    for (const auto& file : write_models(schema, {dialect, WriteOptions::Layout::Single})) {
      Diagnostics diagnostics;
      if (read(file.file, file.text, dialect, diagnostics) == schema) continue;
      std::fprintf(stderr, "%s\n%s", file.text.c_str(), render(diagnostics).c_str());
      __builtin_trap();
    }
  } catch (const Error&) {  // said in words, which is all that is asked
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  for (const std::string dialect : {"sqlite", "postgresql"}) {
    Diagnostics diagnostics;
    auto schema = read("fuzz.toml", text, dialect, diagnostics);
    render(diagnostics);
    if (!diagnostics.has_errors()) check_written(schema, dialect);
  }
  return 0;
}
