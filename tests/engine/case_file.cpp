#include "tests/engine/case_file.hpp"

#include <doctest/doctest.h>

#include <sstream>

#include "tests/support/golden.hpp"

namespace athanor::testing {

CaseFile::CaseFile(std::string path) : path_(std::move(path)) {
  std::istringstream lines(read_golden(path_));
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with("--- ")) {
      sections_.emplace_back(line.substr(4), "");
    } else {
      (sections_.empty() ? title_ : sections_.back().second) += line + "\n";
    }
  }
}

std::string CaseFile::section(const std::string& name) const {
  for (const auto& [other, text] : sections_) {
    if (other == name) return text;
  }
  return "";
}

bool CaseFile::has(const std::string& name) const {
  for (const auto& [other, text] : sections_) {
    if (other == name) return true;
  }
  return false;
}

std::string CaseFile::text() const {
  auto out = title_;
  for (const auto& [name, text] : sections_) out += "--- " + name + "\n" + text;
  return out;
}

void CaseFile::expect(const std::string& name, const std::string& text) {
  if (!updates_golden()) {
    CHECK(section(name) == text);
    return;
  }
  if (!has(name)) sections_.emplace_back(name, "");
  for (auto& [other, old] : sections_) {
    if (other == name) old = text;
  }
  write_golden(path_, this->text());
}

}  // namespace athanor::testing
