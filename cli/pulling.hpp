#pragma once
/// The model files of what was read: what `pull` writes, and `init` where it adopts a project.

#include <string>
#include <vector>

#include "cli/files.hpp"
#include "cli/workspace.hpp"
#include "schema/model/writer.hpp"

namespace athanor::cli {

struct PulledModels {
  std::vector<FileToWrite> files;
  std::vector<std::string> notes;  ///< what a person should know of them
};

/// What models are written of.
struct PulledSource {
  const Schema& schema;
  Session* session;  ///< null for none; a live database is asked which of its integers are flags
  const Dialect& dialect;
};

/// The files that go below `folder`, the JSON Schema of model files among them.
PulledModels pulled_models(const PulledSource& source, const std::string& folder,
                           WriteOptions::Layout layout);

/// The same of a schema that two databases hold, each of a dialect of its own: they are what the
/// first has, with overrides where the second differs. `legacy` are tables that are referenced and
/// not described.
PulledModels pulled_models(const PulledSource& first, const PulledSource& second,
                           const std::vector<std::string>& legacy, const std::string& folder,
                           WriteOptions::Layout layout);

}  // namespace athanor::cli
