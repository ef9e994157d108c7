#include "schema/model/toml_text.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cstdint>

#include "schema/diagnostics.hpp"

namespace athanor::model {
namespace {

bool is_control(char c) {
  return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
}

/// The length of the UTF-8 character that begins at `at`, or 0 where none does (RFC 3629).
std::size_t character_length(std::string_view text, std::size_t at) {
  auto byte = [&](std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
  };
  auto tail = [&](std::size_t i) { return (byte(i) & 0xC0U) == 0x80U; };
  unsigned first = byte(at), second = byte(at + 1);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return tail(at + 1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    bool odd = (first == 0xE0 && second < 0xA0) || (first == 0xED && second > 0x9F);
    return tail(at + 1) && tail(at + 2) && !odd ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    bool odd = (first == 0xF0 && second < 0x90) || (first == 0xF4 && second > 0x8F);
    return tail(at + 1) && tail(at + 2) && tail(at + 3) && !odd ? 4 : 0;
  }
  return 0;
}

void require_utf8(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    auto length = character_length(text, at);
    if (length == 0)
      throw Error(fmt::format("a model file cannot hold text that is not UTF-8: {}", text));
    at += length;
  }
}

std::string escaped(char c) {
  switch (c) {
    case '"':
      return "\\\"";
    case '\\':
      return "\\\\";
    case '\n':
      return "\\n";
    case '\r':
      return "\\r";
    case '\t':
      return "\\t";
  }
  if (is_control(c))
    return fmt::format("\\u{:04X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  return std::string(1, c);
}

std::string basic_string(std::string_view text) {
  std::string out = "\"";
  for (char c : text) out += escaped(c);
  return out + "\"";
}

bool literal_can_hold(std::string_view text) {
  return std::none_of(text.begin(), text.end(),
                      [](char c) { return (is_control(c) && c != '\t') || c == '\''; });
}

std::string escaped_block(std::string_view text) {
  std::string out = "\"\"\"\n";
  for (char c : text) out += c == '\n' || c == '\t' ? std::string(1, c) : escaped(c);
  return out + "\n\"\"\"";
}

bool is_bare(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

/// Characters, for columns that line up.
std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

}  // namespace

std::string toml_string(std::string_view text) {
  require_utf8(text);
  bool escapes = text.find_first_of("\"\\") != std::string_view::npos;
  if (escapes && literal_can_hold(text)) return "'" + std::string(text) + "'";
  return basic_string(text);
}

std::string toml_block(std::string_view text) {
  if (text.find('\n') == std::string_view::npos) return toml_string(text);
  require_utf8(text);
  bool literal = text.find("'''") == std::string_view::npos &&
                 std::none_of(text.begin(), text.end(),
                              [](char c) { return is_control(c) && c != '\n' && c != '\t'; });
  if (literal) return fmt::format("'''\n{}\n'''", text);
  return escaped_block(text);
}

std::string toml_key(std::string_view key) {
  if (!key.empty() && std::all_of(key.begin(), key.end(), is_bare)) return std::string(key);
  return toml_string(key);
}

std::string toml_array(const std::vector<std::string>& elements) {
  return fmt::format("[{}]", fmt::join(elements, ", "));
}

std::string toml_strings(const std::vector<std::string>& texts) {
  std::vector<std::string> elements;
  for (const auto& text : texts) elements.push_back(toml_string(text));
  return toml_array(elements);
}

std::string toml_scalar(const std::string& text) {
  if (text == "true" || text == "false") return text;
  std::int64_t number = 0;
  auto end = text.data() + text.size();
  auto [stop, problem] = std::from_chars(text.data(), end, number);
  if (problem == std::errc() && stop == end && std::to_string(number) == text) return text;
  return toml_string(text);
}

std::string toml_scalars(const Options& options) {
  InlineTable table;
  for (const auto& [name, value] : options) table.add(toml_key(name), toml_scalar(value));
  return table.text();
}

const std::string* InlineTable::find(std::string_view key) const {
  auto found = std::find_if(entries_.begin(), entries_.end(),
                            [&](const auto& entry) { return entry.first == key; });
  return found == entries_.end() ? nullptr : &found->second;
}

std::string InlineTable::text() const {
  if (entries_.empty()) return "{}";
  std::string out = "{ ";
  for (const auto& [key, value] : entries_)
    out += (out.size() > 2 ? ", " : "") + key + " = " + value;
  return out + " }";
}

std::string InlineTable::lines() const {
  std::string out;
  for (const auto& [key, value] : entries_) out += key + " = " + value + "\n";
  return out;
}

std::string InlineTable::aligned_lines() const {
  std::size_t widest = 0;
  for (const auto& [key, value] : entries_) widest = std::max(widest, width(key));
  std::string out;
  for (const auto& [key, value] : entries_) {
    out += key + std::string(widest - width(key), ' ') + " = " + value + "\n";
  }
  return out;
}

}  // namespace athanor::model
