#include "engine/operations/md5.hpp"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>

namespace athanor::operations {
namespace {

using State = std::array<std::uint32_t, 4>;

/// `text` filled up to whole blocks of 64 bytes, its length in bits at the end.
std::string padded(std::string_view text) {
  std::string bytes(text);
  bytes += '\x80';
  while (bytes.size() % 64 != 56) bytes += '\0';
  std::uint64_t bits = std::uint64_t{text.size()} * 8;
  for (int i = 0; i < 8; ++i) bytes += static_cast<char>((bits >> (8 * i)) & 0xFF);
  return bytes;
}

std::uint32_t word_at(std::string_view bytes, std::size_t offset) {
  std::uint32_t word = 0;
  for (std::size_t i = 0; i < 4; ++i) {
    word |= std::uint32_t{static_cast<unsigned char>(bytes[offset + i])} << (8 * i);
  }
  return word;
}

std::uint32_t mixed(std::size_t step, const State& s) {
  switch (step / 16) {
    case 0:
      return (s[1] & s[2]) | (~s[1] & s[3]);
    case 1:
      return (s[3] & s[1]) | (~s[3] & s[2]);
    case 2:
      return s[1] ^ s[2] ^ s[3];
  }
  return s[2] ^ (s[1] | ~s[3]);
}

std::size_t word_of(std::size_t step) {
  constexpr std::array<std::size_t, 4> factor = {1, 5, 3, 7};
  constexpr std::array<std::size_t, 4> shift = {0, 1, 5, 0};
  return (factor[step / 16] * step + shift[step / 16]) % 16;
}

void take_block(State& state, std::string_view block) {
  constexpr std::array<std::array<int, 4>, 4> turns = {
      {{7, 12, 17, 22}, {5, 9, 14, 20}, {4, 11, 16, 23}, {6, 10, 15, 21}}};
  State s = state;
  for (std::size_t step = 0; step < 64; ++step) {
    auto constant =
        static_cast<std::uint32_t>(std::floor(std::abs(std::sin(double(step + 1))) * 4294967296.0));
    auto sum = s[0] + mixed(step, s) + constant + word_at(block, 4 * word_of(step));
    s = {s[3], s[1] + std::rotl(sum, turns[step / 16][step % 4]), s[1], s[2]};
  }
  for (std::size_t i = 0; i < 4; ++i) state[i] += s[i];
}

}  // namespace

std::string md5_hex(std::string_view text) {
  State state = {0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476};
  auto bytes = padded(text);
  for (std::size_t at = 0; at < bytes.size(); at += 64) {
    take_block(state, std::string_view(bytes).substr(at, 64));
  }
  std::string hex;
  for (auto word : state) {
    for (int i = 0; i < 4; ++i) hex += fmt::format("{:02x}", (word >> (8 * i)) & 0xFF);
  }
  return hex;
}

}  // namespace athanor::operations
