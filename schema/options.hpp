#pragma once
/// Storage parameters, attribute options and other lists of `key = value`.

#include <algorithm>
#include <compare>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace athanor {

/// Each key once, in the order in which they were written: PostgreSQL keeps that order in
/// `pg_class.reloptions`, and pg_dump prints it. Two lists are equal where they hold the same, in
/// whatever order. Used as an std::map is.
class Options {
 public:
  using value_type = std::pair<std::string, std::string>;
  using iterator = std::vector<value_type>::iterator;
  using const_iterator = std::vector<value_type>::const_iterator;

  Options() = default;
  Options(std::initializer_list<value_type> entries) : entries_(entries) {}

  iterator begin() { return entries_.begin(); }
  iterator end() { return entries_.end(); }
  const_iterator begin() const { return entries_.begin(); }
  const_iterator end() const { return entries_.end(); }
  bool empty() const { return entries_.empty(); }
  std::size_t size() const { return entries_.size(); }

  iterator find(std::string_view key) {
    return std::find_if(begin(), end(), [&](const auto& entry) { return entry.first == key; });
  }
  const_iterator find(std::string_view key) const {
    return std::find_if(begin(), end(), [&](const auto& entry) { return entry.first == key; });
  }
  bool contains(std::string_view key) const { return find(key) != end(); }

  /// The value of that key; a new one is put at the end.
  std::string& operator[](std::string_view key) {
    auto found = find(key);
    if (found != end()) return found->second;
    return entries_.emplace_back(std::string(key), std::string()).second;
  }
  void insert_or_assign(std::string_view key, std::string value) {
    (*this)[key] = std::move(value);
  }
  void erase(const_iterator entry) { entries_.erase(entry); }
  void erase(std::string_view key) {
    if (auto found = find(key); found != end()) erase(found);
  }
  void clear() { entries_.clear(); }

  friend bool operator==(const Options& a, const Options& b) {
    return a.entries_ == b.entries_ || (a.size() == b.size() && a.by_key() == b.by_key());
  }
  friend std::strong_ordering operator<=>(const Options& a, const Options& b) {
    return a.by_key() <=> b.by_key();
  }

 private:
  std::vector<value_type> by_key() const {
    auto sorted = entries_;
    std::sort(sorted.begin(), sorted.end());
    return sorted;
  }

  std::vector<value_type> entries_;
};

}  // namespace athanor
