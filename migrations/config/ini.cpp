#include "migrations/config/ini.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "schema/names.hpp"
#include "schema/sql_text.hpp"

namespace athanor {
namespace {

constexpr int kDeepestInterpolation = 10;  // configparser's own limit

bool is_comment(std::string_view line) {
  return line.front() == '#' || line.front() == ';';
}

}  // namespace

/// Reads the lines of one file, one after another.
class IniLines {
 public:
  IniLines(const SourcePtr& source, Diagnostics& diagnostics)
      : source_(source), diagnostics_(diagnostics) {}

  std::map<std::string, std::map<std::string, IniFile::Value>> run() {
    std::string_view text = source_->text;
    std::size_t at = 0;
    while (at < text.size()) {
      auto end = std::min(text.find('\n', at), text.size());
      read(text.substr(at, end - at), at);
      at = end + 1;
    }
    return std::move(sections_);
  }

 private:
  void read(std::string_view line, std::size_t offset) {
    auto bare = trim(line);
    if (bare.empty() || is_comment(bare)) return;
    bool indented = line.front() == ' ' || line.front() == '\t';
    if (indented && value_) {
      *value_ += "\n" + std::string(bare);
    } else if (bare.front() == '[' && bare.back() == ']') {
      section_ = std::string(bare.substr(1, bare.size() - 2));
      sections_[section_];
      value_ = nullptr;
    } else {
      read_pair(bare, offset);
    }
  }

  void read_pair(std::string_view line, std::size_t offset) {
    auto separator = line.find_first_of("=:");
    if (separator == std::string_view::npos || separator == 0) {
      diagnostics_.error(place_at(source_, offset, line.size()),
                         "expected a [section] or a key = value");
      return;
    }
    auto key = ascii_lower(trim(line.substr(0, separator)));
    auto& value = sections_[section_][key];
    value = {std::string(trim(line.substr(separator + 1))), place_at(source_, offset, line.size())};
    value_ = &value.text;
  }

  SourcePtr source_;
  Diagnostics& diagnostics_;
  std::string section_ = "DEFAULT";
  std::string* value_ = nullptr;
  std::map<std::string, std::map<std::string, IniFile::Value>> sections_;
};

IniFile IniFile::read(const SourcePtr& source, const std::string& here, Diagnostics& diagnostics) {
  IniFile file;
  file.here_ = here;
  file.sections_ = IniLines(source, diagnostics).run();
  return file;
}

const IniFile::Value* IniFile::find(const std::string& section, const std::string& key) const {
  for (const auto& name : {section, std::string("DEFAULT")}) {
    auto found = sections_.find(name);
    if (found == sections_.end()) continue;
    auto value = found->second.find(ascii_lower(key));
    if (value != found->second.end()) return &value->second;
  }
  return nullptr;
}

std::optional<std::string> IniFile::get(const std::string& section, const std::string& key) const {
  const auto* value = find(section, key);
  if (value == nullptr) return std::nullopt;
  return interpolated(section, value->text, value->place, 0);
}

Place IniFile::place(const std::string& section, const std::string& key) const {
  const auto* value = find(section, key);
  return value ? value->place : Place{};
}

std::string IniFile::interpolated(const std::string& section, const std::string& text,
                                  const Place& place, int depth) const {
  auto fail = [&](const std::string& why) {
    Diagnostics found;
    found.error(place, why);
    throw InputError(found);
  };
  if (depth > kDeepestInterpolation) fail("this value is made of itself");
  std::string out;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '%') {
      out += text[at];
      continue;
    }
    auto close = text.find(")s", at);
    if (text.compare(at, 2, "%%") == 0) {
      out += '%';
      ++at;
    } else if (text.compare(at, 2, "%(") != 0 || close == std::string::npos) {
      fail("a % in a value begins %(name)s, or is written %%");
    } else {
      auto name = text.substr(at + 2, close - at - 2);
      const auto* value = find(section, name);
      if (value == nullptr && name != "here") fail(fmt::format("there is no key \"{}\"", name));
      out += value ? interpolated(section, value->text, value->place, depth + 1) : here_;
      at = close + 1;
    }
  }
  return out;
}

}  // namespace athanor
