#include "engine/operations/identifiers.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/operations/md5.hpp"
#include "schema/diagnostics.hpp"
#include "schema/names.hpp"

namespace athanor::operations {
namespace {

bool is_word_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// The first `count` code points of `text`.
std::string first_of(std::string_view text, std::size_t count) {
  std::size_t end = 0;
  for (std::size_t seen = 0; end < text.size(); ++end) {
    bool begins = (static_cast<unsigned char>(text[end]) & 0xC0) != 0x80;
    if (begins && seen++ == count) break;
  }
  return std::string(text.substr(0, end));
}

}  // namespace

std::size_t length_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string quote_always(std::string_view name) {
  std::string quoted = "\"";
  for (char c : name) {
    quoted += c;
    if (c == '"') quoted += c;
  }
  return quoted + '"';
}

bool Identifiers::needs_quotes(std::string_view name) const {
  if (name.empty()) return true;
  auto is_legal = [](char c) { return is_word_byte(c) || c == '$'; };
  if (!std::all_of(name.begin(), name.end(), is_legal)) return true;
  if ((name[0] >= '0' && name[0] <= '9') || name[0] == '$') return true;
  auto lower = ascii_lower(name);
  return lower != name || rules_.is_reserved(lower);
}

std::string Identifiers::quote(std::string_view name) const {
  return needs_quotes(name) ? quote_always(name) : std::string(name);
}

std::string Identifiers::column(const alembic::SaColumn& column) const {
  if (!column.quote) return quote(column.name);
  return *column.quote ? quote_always(column.name) : column.name;
}

std::string Identifiers::table(const alembic::TableName& table) const {
  auto name = quote(table.name);
  if (!table.schema || table.schema->empty()) return name;
  return quote(*table.schema) + '.' + name;
}

std::string Identifiers::altered_table(const alembic::TableName& table) const {
  if (!table.schema || table.schema->empty()) return quote(table.name);
  std::string text;
  std::string_view rest = *table.schema;
  while (true) {
    auto dot = rest.find('.');
    text += quote(rest.substr(0, dot)) + '.';
    if (dot == std::string_view::npos) return text + quote(table.name);
    rest.remove_prefix(dot + 1);
  }
}

std::string Identifiers::item(const alembic::ItemName& name) const {
  if (length_of(name.text) <= rules_.max_length) return quote(name.text);
  if (!name.final) {
    throw Error(fmt::format("Identifier '{}' exceeds maximum length of {} characters", name.text,
                            rules_.max_length));
  }
  auto digest = md5_hex(name.text);
  return quote(first_of(name.text, rules_.max_length - 8) + '_' + digest.substr(28));
}

const std::string& checked_phrase(const std::string& phrase) {
  // SQLAlchemy's `^\w+(?:\s+\w+)*$`; other letters of Python's \w are let through.
  auto is_word = [](char c) { return is_word_byte(c) || (static_cast<unsigned char>(c) & 0x80); };
  auto is_space = [](char c) { return c == ' ' || (c >= '\t' && c <= '\r'); };
  bool is_phrase =
      !phrase.empty() && is_word(phrase.front()) && is_word(phrase.back()) &&
      std::all_of(phrase.begin(), phrase.end(), [&](char c) { return is_word(c) || is_space(c); });
  if (!is_phrase) {
    throw Error(fmt::format(
        R"(Unexpected SQL phrase: '{}' (matching against '^\\w+(?:\\s+\\w+)*$'))", phrase));
  }
  return phrase;
}

}  // namespace athanor::operations
