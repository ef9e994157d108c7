#pragma once
/// Reading and replaying SQL in tests.

#include <doctest/doctest.h>

#include <string>

#include "grammar/postgresql/reader.hpp"
#include "grammar/postgresql/replay.hpp"
#include "schema/model/writer.hpp"

namespace athanor::postgresql {

inline SourcePtr source_of(std::string text) {
  return std::make_shared<SourceText>(SourceText{"new.sql", std::move(text)});
}

/// What is wrong with a script, read and replayed, rendered.
inline std::string problems(const std::string& sql) {
  Diagnostics found;
  Replay replay;
  for (const auto& statement : read_script(source_of(sql), found)) replay.apply(statement, found);
  return render(found);
}

/// The graph of a script that has no problems, as a model file.
inline std::string model_of(const std::string& sql) {
  Diagnostics found;
  Replay replay;
  for (const auto& statement : read_script(source_of(sql), found)) replay.apply(statement, found);
  CHECK(render(found) == "");
  std::string out;
  WriteOptions options{"postgresql", WriteOptions::Layout::Single};
  for (const auto& model : write_models(replay.schema(), options)) out += model.text;
  return out;
}

}  // namespace athanor::postgresql
