#include "migrations/config/ini.hpp"

#include <algorithm>

#include "schema/names.hpp"
#include "schema/sql_text.hpp"

namespace athanor {
namespace {

constexpr int kDeepestInterpolation = 10;  // configparser's own limit

bool is_comment(std::string_view line) {
  return line.front() == '#' || line.front() == ';';
}

/// Reads the lines of one file, one after another.
class LineReader {
 public:
  LineReader(const SourcePtr& source, Diagnostics& diagnostics)
      : source_(source), diagnostics_(diagnostics) {}

  std::map<std::string, std::map<std::string, std::string>> run() {
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
    value_ = &sections_[section_][key];
    *value_ = std::string(trim(line.substr(separator + 1)));
  }

  SourcePtr source_;
  Diagnostics& diagnostics_;
  std::string section_ = "DEFAULT";
  std::string* value_ = nullptr;
  std::map<std::string, std::map<std::string, std::string>> sections_;
};

}  // namespace

IniFile IniFile::read(const SourcePtr& source, const std::string& here, Diagnostics& diagnostics) {
  IniFile file;
  file.here_ = here;
  file.sections_ = LineReader(source, diagnostics).run();
  return file;
}

std::optional<std::string> IniFile::get(const std::string& section, const std::string& key) const {
  for (const auto& name : {section, std::string("DEFAULT")}) {
    auto found = sections_.find(name);
    if (found == sections_.end()) continue;
    auto value = found->second.find(ascii_lower(key));
    if (value != found->second.end()) return interpolated(section, value->second, 0);
  }
  return std::nullopt;
}

std::string IniFile::interpolated(const std::string& section, const std::string& value,
                                  int depth) const {
  std::string out;
  for (std::size_t at = 0; at < value.size(); ++at) {
    if (value[at] != '%') {
      out += value[at];
      continue;
    }
    if (value.compare(at, 2, "%%") == 0) {
      out += '%';
      ++at;
      continue;
    }
    auto close = value.find(")s", at);
    if (value.compare(at, 2, "%(") != 0 || close == std::string::npos ||
        depth == kDeepestInterpolation) {
      out += '%';
      continue;
    }
    auto name = value.substr(at + 2, close - at - 2);
    out += name == "here" ? here_ : get(section, name).value_or("");
    at = close + 1;
  }
  return out;
}

}  // namespace athanor
