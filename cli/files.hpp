#pragma once
/// Writing files, all of them or none.

#include <string>
#include <vector>

namespace athanor::cli {

struct FileToWrite {
  std::string path, text;
};

/// Writes each file beside its place and then moves all of them there, so that a failure leaves
/// nothing half written. Folders are made. Throws Error.
void write_files(const std::vector<FileToWrite>& files);

}  // namespace athanor::cli
