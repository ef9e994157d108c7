#include "migrations/script.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

namespace athanor {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view illegal = "@-+:";

/// What one folder holds, each sorted by name.
struct Listing {
  std::vector<fs::path> scripts, folders, compiled;
};

bool is_compiled(const std::string& name) {
  return name.ends_with(".pyc") || name.ends_with(".pyo");
}

Listing list(const fs::path& folder, Diagnostics& diagnostics) {
  Listing out;
  std::error_code failure;
  fs::directory_iterator entries(folder, failure);
  if (failure) {
    diagnostics.error(
        {}, fmt::format("cannot read version folder {}: {}", folder.string(), failure.message()));
    return out;
  }
  for (const auto& entry : entries) {
    auto name = entry.path().filename().string();
    if (entry.is_directory()) {
      out.folders.push_back(entry.path());
    } else if (is_script_name(name)) {
      out.scripts.push_back(entry.is_symlink() ? fs::weakly_canonical(entry.path()) : entry.path());
    } else if (is_compiled(name)) {
      out.compiled.push_back(entry.path());
    }
  }
  for (auto* paths : {&out.scripts, &out.folders, &out.compiled}) {
    std::sort(paths->begin(), paths->end());
  }
  return out;
}

/// Walks through the folders, and the folders within them where these count.
class Walk {
 public:
  Walk(const ScriptFolders& where, Diagnostics& diagnostics)
      : where_(where), diagnostics_(diagnostics) {}

  std::vector<fs::path> run() {
    for (const auto& folder : where_.folders) {
      std::error_code failure;
      auto real = fs::canonical(folder, failure);
      visit(failure ? fs::path(folder) : real);
    }
    return std::move(found_);
  }

 private:
  void visit(const fs::path& folder) {
    auto listing = list(folder, diagnostics_);
    for (const auto& script : listing.scripts) {
      if (seen_.insert(script).second) found_.push_back(script);
    }
    if (where_.sourceless) refuse_sourceless(listing);
    for (const auto& inner : listing.folders) {
      bool cache = inner.filename().string().ends_with("__pycache__");
      if (cache && where_.sourceless) refuse_cached(inner, listing);
      if (!cache && where_.recursive) visit(inner);
    }
  }

  void refuse_cached(const fs::path& cache, const Listing& beside) {
    auto listing = list(cache, diagnostics_);
    listing.scripts = beside.scripts;
    refuse_sourceless(listing);
  }

  void refuse_sourceless(const Listing& listing) {
    for (const auto& compiled : listing.compiled) {
      auto stem = compiled.filename().string();
      stem.resize(stem.find('.'));
      bool has_source =
          stem == "__init__" ||
          std::any_of(listing.scripts.begin(), listing.scripts.end(),
                      [&](const fs::path& path) { return path.stem().string() == stem; });
      if (has_source) continue;
      diagnostics_.error({}, fmt::format("revision {} has no source, and only Python can read it",
                                         compiled.string()));
    }
  }

  const ScriptFolders& where_;
  Diagnostics& diagnostics_;
  std::vector<fs::path> found_;
  std::set<fs::path> seen_;
};

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
    auto parsed = alembic::read_header_first(read_source(file.string()), diagnostics_);
    if (!parsed || !check_id(parsed->header, diagnostics_)) return;
    const auto& header = parsed->header;
    auto [known, first] = places_.emplace(header.revision, header.revision_place);
    if (!first) {
      diagnostics_.error(header.revision_place,
                         fmt::format("revision id \"{}\" is taken", header.revision),
                         {fmt::format("{} has it", where(known->second))});
      return;
    }
    scripts_.push_back({file.string(), std::move(*parsed)});
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

std::vector<Script> load_scripts(const ScriptFolders& folders, Diagnostics& diagnostics) {
  Loader loader(diagnostics);
  for (const auto& file : Walk(folders, diagnostics).run()) loader.load(file);
  return loader.take();
}

std::string where(const Place& place) {
  return place.source ? fmt::format("{}:{}", place.source->name, place.line) : "";
}

}  // namespace athanor
