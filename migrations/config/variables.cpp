#include "migrations/config/variables.hpp"

#include <fmt/format.h>

#include <cstdlib>
#include <filesystem>

#include "schema/diagnostics.hpp"
#include "schema/sql_text.hpp"

namespace athanor {
namespace {

std::string value_of(std::string_view text) {
  text = trim(text);
  if (!text.empty() && (text.front() == '"' || text.front() == '\'')) {
    auto close = text.find(text.front(), 1);
    if (close != std::string_view::npos) return std::string(text.substr(1, close - 1));
  }
  auto comment = text.find(" #");
  return std::string(trim(text.substr(0, comment)));
}

std::map<std::string, std::string> read_dot_env(std::string_view text) {
  std::map<std::string, std::string> out;
  while (!text.empty()) {
    auto end = text.find('\n');
    auto line = trim(text.substr(0, end));
    text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
    if (line.empty() || line.front() == '#') continue;
    if (line.starts_with("export ")) line = trim(line.substr(7));
    auto equals = line.find('=');
    if (equals == std::string_view::npos) continue;
    out[std::string(trim(line.substr(0, equals)))] = value_of(line.substr(equals + 1));
  }
  return out;
}

}  // namespace

Variables Variables::of_folder(const std::string& folder) {
  Variables variables;
  auto file = (std::filesystem::path(folder) / ".env").string();
  if (std::filesystem::is_regular_file(file)) {
    variables.file_ = read_dot_env(read_source(file)->text);
  }
  return variables;
}

std::optional<std::string> Variables::get(const std::string& name) const {
  if (const char* value = std::getenv(name.c_str())) return value;
  auto found = file_.find(name);
  if (found == file_.end()) return std::nullopt;
  return found->second;
}

std::string Variables::expand(const std::string& text) const {
  std::string out;
  std::size_t at = 0;
  while (true) {
    auto open = text.find("${", at);
    auto close = open == std::string::npos ? open : text.find('}', open);
    if (close == std::string::npos) return out + text.substr(at);
    auto name = text.substr(open + 2, close - open - 2);
    auto value = get(name);
    if (!value) throw Error(fmt::format("the variable {} is not set, here or in .env", name));
    out += text.substr(at, open - at) + *value;
    at = close + 1;
  }
}

}  // namespace athanor
