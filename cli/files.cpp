#include "cli/files.hpp"

#include <fmt/format.h>

#include <filesystem>
#include <fstream>

#include "schema/diagnostics.hpp"

namespace athanor::cli {
namespace {

namespace fs = std::filesystem;

std::string beside(const std::string& path) {
  return path + ".athanor-new";
}

void write_beside(const FileToWrite& file) {
  auto folder = fs::path(file.path).parent_path();
  std::error_code problem;
  if (!folder.empty()) fs::create_directories(folder, problem);
  std::ofstream out(beside(file.path), std::ios::binary | std::ios::trunc);
  out << file.text;
  out.close();
  if (!out) throw Error(fmt::format("cannot write {}", file.path));
}

/// Takes away what was written beside, unless all went well.
class Cleanup {
 public:
  explicit Cleanup(const std::vector<FileToWrite>& files) : files_(files) {}
  ~Cleanup() {
    std::error_code ignored;
    for (const auto& file : files_) fs::remove(beside(file.path), ignored);
  }
  Cleanup(const Cleanup&) = delete;
  Cleanup& operator=(const Cleanup&) = delete;

 private:
  const std::vector<FileToWrite>& files_;
};

}  // namespace

void write_files(const std::vector<FileToWrite>& files) {
  Cleanup cleanup(files);
  for (const auto& file : files) write_beside(file);
  for (const auto& file : files) {
    std::error_code problem;
    fs::rename(beside(file.path), file.path, problem);
    if (problem) throw Error(fmt::format("cannot write {}: {}", file.path, problem.message()));
  }
}

}  // namespace athanor::cli
