#include "migrations/baseline.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "engine/dialects/registry.hpp"
#include "engine/diff.hpp"
#include "engine/plan.hpp"
#include "migrations/history.hpp"

namespace athanor {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view suffix = ".sql";

Schema replayed(const SourcePtr& source, const Dialect& dialect, Diagnostics& diagnostics) {
  auto replayer = dialect.replay({});
  for (const auto& statement : dialect.read_script(source, diagnostics)) {
    replayer->apply(statement, diagnostics);
  }
  return replayer->schema();
}

std::vector<std::string> split(const std::string& text, char separator) {
  std::vector<std::string> out;
  for (std::size_t at = 0; at <= text.size();) {
    auto end = std::min(text.find(separator, at), text.size());
    out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

/// What the file's name says; an error where that means nothing here.
Baseline named(const fs::path& path, const History& history, Diagnostics& diagnostics) {
  auto source = std::make_shared<SourceText>(SourceText{path.string(), ""});
  Place place{source, 1, 1};
  auto name = path.filename().string();
  name.resize(name.size() - suffix.size());
  auto dot = name.rfind('.');
  Baseline out{{}, dot == std::string::npos ? "" : name.substr(dot + 1), path.string()};
  if (!find_dialect(out.dialect)) {
    diagnostics.error(place, "a baseline is named REVISION.DIALECT.sql, of one of the dialects " +
                                 fmt::format("{}", fmt::join(dialect_names(), ", ")));
    return out;
  }
  for (const auto& id : split(name.substr(0, dot), '+')) {
    if (auto revision = history.find(id)) {
      out.revisions.push_back(*revision);
    } else {
      diagnostics.error(place,
                        fmt::format("the baseline is of revision {}, which no script has", id));
    }
  }
  return out;
}

}  // namespace

std::string baseline_path(const std::string& migrations, std::vector<std::string> rows,
                          const Dialect& dialect) {
  std::sort(rows.begin(), rows.end());
  auto name = fmt::format("{}.{}{}", fmt::join(rows, "+"), dialect.name(), suffix);
  return (fs::path(migrations) / "baseline" / name).string();
}

std::string baseline_text(const Schema& schema, const std::vector<std::string>& rows,
                          const Dialect& dialect) {
  auto difference = diff({}, schema, dialect);
  auto sql = dialect.script(render(plan(difference, {}, schema, dialect), dialect));
  auto text = fmt::format(
      "-- The schema at revision {}, as a database held it. Replaying the history begins here.\n{}",
      fmt::join(rows, ", "), sql);
  Diagnostics diagnostics;
  auto again = replayed(std::make_shared<SourceText>(SourceText{"the baseline", text}), dialect,
                        diagnostics);
  require_no_errors(diagnostics);
  auto missing = missing_steps(again, schema, dialect);
  if (!missing.empty()) {
    throw Error("the baseline was not written: read again, it lacks:" + listed(missing));
  }
  return text;
}

std::vector<Baseline> find_baselines(const std::string& migrations, const History& history,
                                     Diagnostics& diagnostics) {
  auto folder = fs::path(migrations) / "baseline";
  std::vector<fs::path> paths;
  if (fs::is_directory(folder)) {
    for (const auto& entry : fs::directory_iterator(folder)) {
      if (entry.path().extension() == suffix) paths.push_back(entry.path());
    }
  }
  std::sort(paths.begin(), paths.end());
  std::vector<Baseline> out;
  for (const auto& path : paths) out.push_back(named(path, history, diagnostics));
  return out;
}

Schema read_baseline(const Baseline& baseline, const Dialect& dialect, Diagnostics& diagnostics) {
  return replayed(read_source(baseline.path), dialect, diagnostics);
}

const Baseline* nearest_baseline(const History& history, const RevisionSet& wanted,
                                 const Dialect& dialect) {
  const Baseline* nearest = nullptr;
  std::ptrdiff_t most = 0;
  for (const auto& baseline : history.baselines()) {
    if (baseline.dialect != dialect.name()) continue;
    auto behind = history.ancestors(baseline.revisions);
    bool fits = true;
    for (std::size_t i = 0; i < behind.size(); ++i) fits = fits && (!behind[i] || wanted[i]);
    auto count = std::count(behind.begin(), behind.end(), true);
    if (fits && count > most) {
      nearest = &baseline;
      most = count;
    }
  }
  return nearest;
}

}  // namespace athanor
