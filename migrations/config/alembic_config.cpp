#include "migrations/config/alembic_config.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

#include "schema/sql_text.hpp"

namespace athanor {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view toml_name = "pyproject.toml";

struct Chosen {
  std::string ini = "alembic.ini";
  std::string toml{toml_name};
};

bool is_toml(const std::string& name) {
  return fs::path(name).filename() == toml_name;
}

Chosen choose(const std::vector<std::string>& names) {
  Chosen out;
  if (const char* given = std::getenv("ALEMBIC_CONFIG"); given && *given) {
    (is_toml(given) ? out.toml : out.ini) = given;
  }
  std::string ini, toml;
  for (const auto& name : names) {
    auto& slot = is_toml(name) ? toml : ini;
    if (!slot.empty()) {
      throw Error(is_toml(name) ? "pyproject.toml indicated more than once"
                                : "only one ini file may be indicated");
    }
    slot = name;
  }
  if (!ini.empty()) out.ini = ini;
  if (!toml.empty()) out.toml = toml;
  return out;
}

std::string folder_of(const fs::path& file) {
  return fs::absolute(file).lexically_normal().parent_path().string();
}

model::Fields tool_section(const fs::path& file, Diagnostics& diagnostics) {
  auto document = model::parse_document(read_source(file.string()), diagnostics);
  const model::Value* at = document ? &*document : nullptr;
  for (const char* key : {"tool", "alembic"}) {
    const auto* fields = at ? at->fields() : nullptr;
    const auto* entry = fields ? model::find(*fields, key) : nullptr;
    at = entry ? &entry->value : nullptr;
  }
  if (at == nullptr) return {};
  if (const auto* fields = at->fields()) return *fields;
  diagnostics.error(at->place, "[tool.alembic] is not a table");
  return {};
}

/// As Python's `re.split(r", *|(?: +)", text)`.
std::vector<std::string> split_on_spaces_and_commas(const std::string& text) {
  std::vector<std::string> out;
  std::size_t at = 0;
  while (at <= text.size()) {
    auto end = std::min(text.find_first_of(", ", at), text.size());
    if (end > at) out.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

std::vector<std::string> split(const std::string& text, const std::string& separator) {
  std::vector<std::string> out;
  std::size_t at = 0;
  while (at <= text.size()) {
    auto end = std::min(text.find(separator, at), text.size());
    auto part = trim(std::string_view(text).substr(at, end - at));
    if (!part.empty()) out.emplace_back(part);
    at = end + separator.size();
  }
  return out;
}

}  // namespace

AlembicConfig AlembicConfig::read(const std::string& folder, const AlembicFiles& files,
                                  Diagnostics& diagnostics) {
  AlembicConfig config;
  auto chosen = choose(files.names);
  auto ini = fs::path(folder) / chosen.ini, toml = fs::path(folder) / chosen.toml;
  config.section_ = files.section;
  config.here_ = folder_of(toml);
  if (fs::is_regular_file(ini)) {
    auto source = read_source(ini.lexically_normal().string());
    config.ini_ = IniFile::read(source, folder_of(ini), diagnostics);
    config.has_section_ = config.ini_.has_section(config.section_);
  }
  if (fs::is_regular_file(toml)) {
    config.tool_ = tool_section(toml.lexically_normal(), diagnostics);
  }
  bool asked = !files.names.empty() || files.section != AlembicFiles().section;
  if (asked && !diagnostics.has_errors() && !config.text("script_location")) {
    throw Error("No 'script_location' key found in configuration.");
  }
  return config;
}

std::optional<std::string> AlembicConfig::text(const std::string& key) const {
  if (has_section_) {
    if (auto value = ini_.get(section_, key)) return value;
  }
  const auto* entry = model::find(tool_, key);
  if (entry == nullptr) return std::nullopt;
  if (const auto* text = entry->value.text()) return interpolated(*text);
  if (const auto* number = entry->value.integer()) return std::to_string(*number);
  return std::nullopt;
}

std::optional<std::string> AlembicConfig::shown(const std::string& key) const {
  if (auto value = text(key)) return value;
  const auto* entry = model::find(tool_, key);
  if (entry == nullptr) return std::nullopt;
  if (const auto* flag = entry->value.boolean()) return *flag ? "true" : "false";
  std::string out;
  const auto* array = entry->value.array();
  for (const auto& value : array ? *array : model::Array()) {
    if (const auto* path = value.text()) out += (out.empty() ? "" : ", ") + *path;
  }
  return out;
}

Place AlembicConfig::place(const std::string& key) const {
  if (has_section_ && ini_.get(section_, key)) return ini_.place(section_, key);
  const auto* entry = model::find(tool_, key);
  return entry ? entry->place : Place{};
}

bool AlembicConfig::is_true(const std::string& key) const {
  if (has_section_) {
    if (auto value = ini_.get(section_, key)) return *value == "true";
  }
  const auto* entry = model::find(tool_, key);
  return entry && entry->value.boolean() && *entry->value.boolean();
}

/// As Python's `%` with a mapping that holds `here` alone.
std::string AlembicConfig::interpolated(const std::string& value) const {
  constexpr std::string_view here = "%(here)s";
  std::string out;
  for (std::size_t at = 0; at < value.size();) {
    if (value.compare(at, here.size(), here) == 0) {
      out += here_;
      at += here.size();
    } else if (value.compare(at, 2, "%%") == 0) {
      out += '%';
      at += 2;
    } else if (value[at] == '%') {
      throw Error(fmt::format(
          "[tool.alembic]: \"{}\" holds a % that begins neither %(here)s nor %%", value));
    } else {
      out += value[at++];
    }
  }
  return out;
}

std::optional<std::string> AlembicConfig::separator() const {
  for (const char* key : {"path_separator", "version_path_separator"}) {
    auto name = ini_.get(section_, key);
    if (!name) continue;
    if (*name == "space") return " ";
    if (*name == "newline") return "\n";
    if (*name == "os") return ":";
    if (*name == ":" || *name == ";") return name;
    throw Error(
        fmt::format("'{}' is not a valid value for {}; expected 'space', 'newline', 'os', "
                    "':', ';'",
                    *name, key));
  }
  return std::nullopt;
}

std::vector<std::string> AlembicConfig::version_locations() const {
  auto text = has_section_ ? ini_.get(section_, "version_locations") : std::nullopt;
  if (text && !text->empty()) {
    auto between = separator();
    return between ? split(*text, *between) : split_on_spaces_and_commas(*text);
  }
  const auto* entry = model::find(tool_, "version_locations");
  const auto* array = entry ? entry->value.array() : nullptr;
  std::vector<std::string> out;
  for (const auto& value : array ? *array : model::Array()) {
    if (const auto* path = value.text()) out.push_back(interpolated(*path));
  }
  return out;
}

}  // namespace athanor
