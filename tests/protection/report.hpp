#pragma once
/// Counts what was tried, and shows what went otherwise than it should.

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace athanor::testing {

class Report {
 public:
  explicit Report(std::string what) : what_(std::move(what)) {}
  /// Fails with what went wrong, the first of it, when there is any.
  ~Report() {
    std::string shown;
    for (std::size_t i = 0; i < wrong_.size() && i < kMost; ++i) shown += wrong_[i] + "\n";
    CHECK_MESSAGE(wrong_.empty(), what_, ": ", wrong_.size(), " of ", tried_, " wrong:\n", shown);
    MESSAGE(what_, ": ", tried_);
  }
  Report(const Report&) = delete;
  Report& operator=(const Report&) = delete;

  void tried() { ++tried_; }
  void wrong(std::string text) { wrong_.push_back(std::move(text)); }
  void expect(bool held, const std::string& text) {
    tried();
    if (!held) wrong(text);
  }
  std::size_t count() const { return tried_; }

 private:
  static constexpr std::size_t kMost = 60;
  std::string what_;
  std::size_t tried_ = 0;
  std::vector<std::string> wrong_;
};

}  // namespace athanor::testing
