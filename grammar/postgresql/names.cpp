#include "grammar/postgresql/names.hpp"

#include <cstdint>
#include <cstdlib>

#include "grammar/postgresql/keywords.hpp"
#include "schema/names.hpp"

namespace athanor::postgresql {
namespace {

void append_utf8(std::string& out, std::uint32_t code) {
  auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
  if (code < 0x80) {
    byte(code);
  } else if (code < 0x800) {
    byte(0xC0 | (code >> 6));
    byte(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    byte(0xE0 | (code >> 12));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  } else {
    byte(0xF0 | (code >> 18));
    byte(0x80 | ((code >> 12) & 0x3F));
    byte(0x80 | ((code >> 6) & 0x3F));
    byte(0x80 | (code & 0x3F));
  }
}

/// The number that the digits of a base at `at` make, at most `most` of them; `at` goes past them.
std::uint32_t take_digits(std::string_view text, std::size_t& at, std::size_t most, int base) {
  std::string digits;
  const std::string_view known =
      base == 8 ? std::string_view("01234567") : std::string_view("0123456789abcdefABCDEF");
  while (digits.size() < most && at < text.size() &&
         known.find(text[at]) != std::string_view::npos) {
    digits += text[at++];
  }
  return static_cast<std::uint32_t>(std::strtoul(digits.c_str(), nullptr, base));
}

/// What stands between quotes, a doubled quote being one.
std::string undoubled(std::string_view inner, char quote) {
  std::string out;
  for (std::size_t i = 0; i < inner.size(); ++i) {
    out += inner[i];
    if (inner[i] == quote && i + 1 < inner.size()) ++i;
  }
  return out;
}

/// `\0061` and `\+000061` are characters.
std::string with_unicode_escapes(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    if (text[at] != '\\') {
      out += text[at++];
    } else if (at + 1 < text.size() && text[at + 1] == '\\') {
      out += '\\';
      at += 2;
    } else {
      bool wide = at + 1 < text.size() && text[at + 1] == '+';
      at += wide ? 2 : 1;
      append_utf8(out, take_digits(text, at, wide ? 6 : 4, 16));
    }
  }
  return out;
}

void append_escape(std::string& out, std::string_view text, std::size_t& at) {
  char c = text[at++];
  switch (c) {
    case 'b':
      out += '\b';
      return;
    case 'f':
      out += '\f';
      return;
    case 'n':
      out += '\n';
      return;
    case 'r':
      out += '\r';
      return;
    case 't':
      out += '\t';
      return;
    case 'x':
      out += static_cast<char>(take_digits(text, at, 2, 16));
      return;
    case 'u':
      append_utf8(out, take_digits(text, at, 4, 16));
      return;
    case 'U':
      append_utf8(out, take_digits(text, at, 8, 16));
      return;
    default:
      if (c >= '0' && c <= '7') {
        --at;
        out += static_cast<char>(take_digits(text, at, 3, 8));
      } else {
        out += c;
      }
  }
}

std::string escape_string_value(std::string_view inner) {
  std::string out;
  for (std::size_t at = 0; at < inner.size();) {
    char c = inner[at++];
    if (c == '\\' && at < inner.size()) {
      append_escape(out, inner, at);
    } else {
      out += c;
      if (c == '\'' && at < inner.size() && inner[at] == '\'') ++at;
    }
  }
  return out;
}

/// The end of the quoted part that begins at `open`: its closing quote.
std::size_t closing_quote(std::string_view written, std::size_t open, bool escapes) {
  for (auto at = open + 1; at < written.size(); ++at) {
    if (escapes && written[at] == '\\') {
      ++at;
    } else if (written[at] == '\'') {
      if (at + 1 >= written.size() || written[at + 1] != '\'') return at;
      ++at;
    }
  }
  return written.size();
}

/// The parts of a string that goes on over line breaks, put together, quotes still doubled.
std::string joined_parts(std::string_view written, bool escapes) {
  std::string out;
  for (auto open = written.find('\''); open != std::string_view::npos;) {
    auto close = closing_quote(written, open, escapes);
    out += written.substr(open + 1, close - open - 1);
    open = close < written.size() ? written.find('\'', close + 1) : std::string_view::npos;
  }
  return out;
}

}  // namespace

std::string clipped(std::string_view text, std::size_t length) {
  if (text.size() <= length) return std::string(text);
  while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0) == 0x80) --length;
  return std::string(text.substr(0, length));
}

std::string bare_name(std::string_view written) {
  bool unicode = written.size() > 2 && written[1] == '&';
  if (unicode) written.remove_prefix(2);
  if (written.empty() || written.front() != '"') {
    return clipped(ascii_lower(written), kLongestName);
  }
  auto name = undoubled(written.substr(1, written.size() - 2), '"');
  return clipped(unicode ? with_unicode_escapes(name) : name, kLongestName);
}

std::string quoted_name(std::string_view name) {
  bool plain =
      !name.empty() && !(name.front() >= '0' && name.front() <= '9') &&
      name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
  if (plain && !must_be_quoted(name)) return std::string(name);
  std::string out = "\"";
  for (char c : name) {
    out += c;
    if (c == '"') out += c;
  }
  return out + '"';
}

std::string string_value(std::string_view written) {
  if (written.starts_with('$')) {
    auto tag = written.find('$', 1) + 1;
    return std::string(written.substr(tag, written.size() - 2 * tag));
  }
  bool escapes = written.front() == 'e' || written.front() == 'E';
  auto inner = joined_parts(written, escapes);
  if (escapes) return escape_string_value(inner);
  auto value = undoubled(inner, '\'');
  bool unicode = written.size() > 1 && written[1] == '&';
  return unicode ? with_unicode_escapes(value) : value;
}

std::string quoted_string(std::string_view text) {
  std::string out = "'";
  for (char c : text) {
    out += c;
    if (c == '\'') out += c;
  }
  return out + '\'';
}

}  // namespace athanor::postgresql
