#include <algorithm>

#include "grammar/alembic/constant.hpp"

namespace athanor::alembic {
namespace {

bool is_number(std::string_view text) {
  return !text.empty() && text.size() < 4 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<std::string> format_text(std::string_view text,
                                       const std::vector<std::string>& positional,
                                       const std::map<std::string, std::string>& named) {
  std::string out;
  std::size_t next = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    auto rest = text.substr(i);
    if (rest.starts_with("{{") || rest.starts_with("}}")) {
      out += text[i++];
    } else if (text[i] == '}') {
      return std::nullopt;
    } else if (text[i] != '{') {
      out += text[i];
    } else {
      auto end = rest.find('}');
      if (end == std::string_view::npos) return std::nullopt;
      std::string field(rest.substr(1, end - 1));
      i += end;
      if (auto known = named.find(field); known != named.end()) {
        out += known->second;
        continue;
      }
      if (!field.empty() && !is_number(field)) return std::nullopt;
      std::size_t index = field.empty() ? next++ : std::stoul(field);
      if (index >= positional.size()) return std::nullopt;
      out += positional[index];
    }
  }
  return out;
}

}  // namespace athanor::alembic
