#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <random>

#include "grammar/alembic/utf8.hpp"
#include "migrations/script_writer.hpp"
#include "schema/diagnostics.hpp"

namespace athanor {
namespace {

/// Lower case of Latin, Greek and Cyrillic capitals.
char32_t lower(char32_t c) {
  if (c >= 'A' && c <= 'Z') return c + 0x20;
  if (c >= 0xC0 && c <= 0xDE && c != 0xD7) return c + 0x20;
  if (c >= 0x100 && c <= 0x12F) return c | 1U;
  if (c == 0x152) return 0x153;
  if (c >= 0x391 && c <= 0x3A9) return c + 0x20;
  if (c >= 0x410 && c <= 0x42F) return c + 0x20;
  if (c >= 0x400 && c <= 0x40F) return c + 0x50;
  return c;
}

std::u32string words_of(std::string_view message) {
  std::u32string out;
  bool gap = false;
  while (!message.empty()) {
    char32_t c = alembic::utf8_front(message);
    message.remove_prefix(std::max<std::size_t>(alembic::utf8_length(message), 1));
    if (!alembic::is_word_character(c)) {
      gap = true;
      continue;
    }
    if (gap && !out.empty()) out += U'_';
    gap = false;
    out += lower(c);
  }
  return out;
}

/// What stands between a template's `%(name)` and the text around it.
struct Conversion {
  std::size_t width = 0;   ///< digits at least
  std::size_t length = 0;  ///< of the conversion, in the template
};

/// `s`, `d`, `02d` and `.2d`.
Conversion conversion_at(std::string_view text) {
  std::size_t at = 0;
  Conversion out;
  if (at < text.size() && text[at] == '.') ++at;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9' && at < 4) {
    out.width = out.width * 10 + static_cast<std::size_t>(text[at++] - '0');
  }
  bool known = at < text.size() && (text[at] == 's' || text[at] == 'd');
  if (!known) throw Error(fmt::format("file_template has an unknown conversion: {}", text));
  out.length = at + 1;
  return out;
}

std::string padded(const std::string& text, std::size_t width) {
  return text.size() < width ? std::string(width - text.size(), '0') + text : text;
}

}  // namespace

std::string slug_of(std::string_view message, std::size_t length) {
  auto words = words_of(message);
  if (words.size() > length) {
    words.resize(length);
    words.resize(std::min(words.rfind(U'_'), words.size()));
    words += U'_';
  }
  std::string out;
  for (char32_t c : words) alembic::append_utf8(out, c);
  return out;
}

std::string script_file_name(std::string_view file_template, std::string_view id,
                             std::string_view message, const RevisionTime& time,
                             std::size_t slug_length) {
  const std::map<std::string, std::string, std::less<>> tokens = {
      {"rev", std::string(id)},
      {"slug", slug_of(message, slug_length)},
      {"epoch", std::to_string(time.epoch)},
      {"year", std::to_string(time.year)},
      {"month", std::to_string(time.month)},
      {"day", std::to_string(time.day)},
      {"hour", std::to_string(time.hour)},
      {"minute", std::to_string(time.minute)},
      {"second", std::to_string(time.second)}};
  std::string out;
  while (!file_template.empty()) {
    if (file_template.starts_with("%%")) file_template.remove_prefix(1);
    if (!file_template.starts_with("%(")) {
      out += file_template.front();
      file_template.remove_prefix(1);
      continue;
    }
    auto end = std::min(file_template.find(')'), file_template.size());
    auto name = file_template.substr(2, end - 2);
    auto token = tokens.find(name);
    if (token == tokens.end()) throw Error(fmt::format("file_template has no token {}", name));
    file_template.remove_prefix(std::min(end + 1, file_template.size()));
    auto conversion = conversion_at(file_template);
    file_template.remove_prefix(conversion.length);
    out += padded(token->second, conversion.width);
  }
  return out + ".py";
}

std::string new_revision_id() {
  std::random_device random;
  std::uniform_int_distribution<unsigned> byte(0, 255);
  std::string out;
  for (int i = 0; i < 6; ++i) out += fmt::format("{:02x}", byte(random));
  return out;
}

}  // namespace athanor
