#include "migrations/script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

namespace athanor {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view illegal = "@-+:";

std::vector<fs::path> script_files(const std::string& folder, Diagnostics& diagnostics) {
  std::vector<fs::path> out;
  std::error_code failure;
  fs::directory_iterator entries(folder, failure);
  if (failure) {
    diagnostics.error({},
                      fmt::format("cannot read version folder {}: {}", folder, failure.message()));
    return out;
  }
  for (const auto& entry : entries) {
    if (!entry.is_directory() && is_script_name(entry.path().filename().string())) {
      out.push_back(entry.path());
    }
  }
  std::sort(out.begin(), out.end());
  return out;
}

bool check_id(const alembic::ScriptHeader& header, Diagnostics& diagnostics) {
  const auto& id = header.revision;
  if (id.empty()) {
    diagnostics.error(header.revision_place, "this revision id is empty");
    return false;
  }
  auto at = id.find_first_of(illegal);
  if (at == std::string::npos) return true;
  diagnostics.error(header.revision_place,
                    fmt::format("revision id \"{}\" holds \"{}\"", id, id[at]),
                    {"an id is free of @ - + and :, which have a meaning in commands"});
  return false;
}

class Loader {
 public:
  explicit Loader(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void load(const fs::path& file) {
    auto parsed = alembic::read_migration(read_source(file.string()), diagnostics_);
    if (!parsed || !check_id(parsed->header, diagnostics_)) return;
    const auto& header = parsed->header;
    auto [known, first] = places_.emplace(header.revision, header.revision_place);
    if (!first) {
      diagnostics_.error(header.revision_place,
                         fmt::format("revision id \"{}\" is taken", header.revision),
                         {fmt::format("{} has it", where(known->second))});
      return;
    }
    auto path = fs::absolute(file).lexically_normal().string();
    scripts_.push_back({std::move(path), std::move(*parsed)});
  }

  std::vector<Script> take() { return std::move(scripts_); }

 private:
  Diagnostics& diagnostics_;
  std::map<std::string, Place> places_;
  std::vector<Script> scripts_;
};

}  // namespace

bool is_script_name(std::string_view file_name) {
  return !file_name.starts_with(".#") && !file_name.starts_with("__init__") &&
         file_name.ends_with(".py");
}

std::vector<Script> load_scripts(const std::vector<std::string>& version_folders,
                                 Diagnostics& diagnostics) {
  Loader loader(diagnostics);
  for (const auto& folder : version_folders) {
    for (const auto& file : script_files(folder, diagnostics)) loader.load(file);
  }
  return loader.take();
}

std::string where(const Place& place) {
  return place.source ? fmt::format("{}:{}", place.source->name, place.line) : "";
}

}  // namespace athanor
