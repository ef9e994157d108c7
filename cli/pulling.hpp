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

/// The files that go below `folder`, the JSON Schema of model files among them. `session` may be
/// null; a live database is asked which of its integers are flags.
PulledModels pulled_models(const Schema& schema, Session* session, const Dialect& dialect,
                           const std::string& folder, WriteOptions::Layout layout);

}  // namespace athanor::cli
