#include <fmt/format.h>

#include "engine/operations/literals.hpp"
#include "schema/diagnostics.hpp"
#include "schema/overloaded.hpp"

namespace athanor::operations {
namespace {

/// The code point at `at` of UTF-8 `text`, which goes on to the next.
char32_t next_code_point(std::string_view text, std::size_t& at) {
  auto lead = static_cast<unsigned char>(text[at++]);
  int more = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : lead >= 0xC0 ? 1 : 0;
  char32_t c = more == 3   ? lead & 0x07u
               : more == 2 ? lead & 0x0Fu
               : more == 1 ? lead & 0x1Fu
                           : lead;
  for (; more > 0 && at < text.size(); --more) {
    c = (c << 6) | (static_cast<unsigned char>(text[at++]) & 0x3Fu);
  }
  return c;
}

std::string escaped(char32_t c) {
  auto number = static_cast<std::uint32_t>(c);
  if (number < 0x10000) return fmt::format("\\u{:04x}", number);
  number -= 0x10000;
  return fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + (number >> 10), 0xDC00 + (number & 0x3FF));
}

std::string json_string(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    auto c = next_code_point(text, at);
    if (c == '"' || c == '\\') {
      out += '\\';
      out += static_cast<char>(c);
    } else if (c == '\n') {
      out += "\\n";
    } else if (c == '\r') {
      out += "\\r";
    } else if (c == '\t') {
      out += "\\t";
    } else if (c == '\b') {
      out += "\\b";
    } else if (c == '\f') {
      out += "\\f";
    } else if (c < 0x20 || c > 0x7E) {
      out += c == 0x7F ? "\x7f" : escaped(c);
    } else {
      out += static_cast<char>(c);
    }
  }
  return out + '"';
}

std::string json_list(const alembic::ConstantList& list) {
  std::string out = "[";
  for (const auto& item : list.items) {
    if (out.size() > 1) out += ", ";
    out += json_text(item);
  }
  return out + ']';
}

std::string json_object(const alembic::ConstantDict& dict) {
  std::string out = "{";
  for (const auto& [key, value] : dict.entries) {
    if (out.size() > 1) out += ", ";
    out += json_string(key) + ": " + json_text(value);
  }
  return out + '}';
}

[[noreturn]] std::string not_json(std::string_view what) {
  throw Error(fmt::format("Object of type {} is not JSON serializable", what));
}

}  // namespace

std::string json_text(const alembic::Constant& value) {
  return std::visit(overloaded{
                        [](const alembic::ConstantNone&) -> std::string { return "null"; },
                        [](bool flag) -> std::string { return flag ? "true" : "false"; },
                        [](const alembic::ConstantInteger& number) { return number.digits; },
                        [](const alembic::ConstantReal& number) { return number.text; },
                        [](const alembic::ConstantDecimal&) { return not_json("Decimal"); },
                        [](const std::string& text) { return json_string(text); },
                        [](const alembic::ConstantBytes&) { return not_json("bytes"); },
                        [](const alembic::ConstantTime&) { return not_json("date"); },
                        [](const alembic::ConstantInterval&) { return not_json("timedelta"); },
                        [](const alembic::ConstantUuid&) { return not_json("UUID"); },
                        [](const alembic::ConstantList& list) { return json_list(list); },
                        [](const alembic::ConstantDict& dict) { return json_object(dict); },
                    },
                    value.value);
}

}  // namespace athanor::operations
