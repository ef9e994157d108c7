#include "migrations/relative.hpp"

#include <algorithm>

namespace athanor {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         static_cast<unsigned char>(c) >= 0x80;
}

std::optional<Relative> read_steps(std::string_view text) {
  Relative out;
  auto word =
      static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_word) - text.begin());
  if (word > 0) out.symbol = text.substr(0, word);
  text.remove_prefix(word);
  if (text.size() < 2 || (text[0] != '+' && text[0] != '-') || !is_digit(text[1])) {
    return std::nullopt;
  }
  std::size_t end = 1;
  while (end < text.size() && is_digit(text[end])) ++end;
  out.text = text.substr(0, end);
  out.steps = std::stoi(std::string(text.substr(1, std::min<std::size_t>(end - 1, 9))));
  if (text[0] == '-') out.steps = -out.steps;
  return out;
}

}  // namespace

std::optional<Relative> read_relative(std::string_view argument) {
  for (auto at = argument.find('@', 1); at != std::string_view::npos;
       at = argument.find('@', at + 1)) {
    if (auto found = read_steps(argument.substr(at + 1))) {
      found->label = argument.substr(0, at);
      return found;
    }
  }
  return read_steps(argument);
}

}  // namespace athanor
