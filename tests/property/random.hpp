#pragma once
/// Chance, from a seed.

#include <cstdint>
#include <initializer_list>
#include <random>
#include <vector>

namespace athanor::testing {

class Random {
 public:
  explicit Random(std::uint64_t seed) : engine_(seed) {}

  std::size_t below(std::size_t end) {
    return end == 0 ? 0 : std::uniform_int_distribution<std::size_t>(0, end - 1)(engine_);
  }
  /// True once in `n`.
  bool once_in(std::size_t n) { return below(n) == 0; }

  template <class T>
  const T& one_of(const std::vector<T>& all) {
    return all[below(all.size())];
  }
  template <class T>
  T one_of(std::initializer_list<T> all) {
    return *(all.begin() + static_cast<std::ptrdiff_t>(below(all.size())));
  }

 private:
  std::mt19937_64 engine_;
};

/// ATHANOR_SEED, or a number that is always the same.
std::uint64_t base_seed();

}  // namespace athanor::testing
