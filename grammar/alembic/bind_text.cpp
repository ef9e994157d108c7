#include "grammar/alembic/bind_text.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include "grammar/alembic/utf8.hpp"

namespace athanor::alembic {
namespace {

enum class Dollar { IsWord, IsNoWord };

bool is_word(char32_t c, Dollar dollar) {
  return is_word_character(c) || (c == '$' && dollar == Dollar::IsWord);
}

/// Where the name that begins at `at` ends.
std::size_t word_end(std::string_view text, std::size_t at, Dollar dollar) {
  while (at < text.size()) {
    auto rest = text.substr(at);
    if (!is_word(utf8_front(rest), dollar)) break;
    at += std::max<std::size_t>(utf8_length(rest), 1);
  }
  return at;
}

bool word_before(std::string_view text, std::size_t at, Dollar dollar) {
  std::size_t begin = at;
  while (begin > 0 && at - begin < 4) {
    --begin;
    if ((static_cast<unsigned char>(text[begin]) & 0xC0U) != 0x80U) break;
  }
  return begin < at && is_word(utf8_front(text.substr(begin)), dollar);
}

bool colon_at(std::string_view text, std::size_t at) {
  return at < text.size() && text[at] == ':';
}

/// (?<![:\w\\]):(\w+)(?![:\w])
bool binds(std::string_view text, std::size_t colon, Dollar dollar) {
  if (colon > 0 && (text[colon - 1] == ':' || text[colon - 1] == '\\')) return false;
  if (word_before(text, colon, dollar)) return false;
  std::size_t end = word_end(text, colon + 1, dollar);
  return end > colon + 1 && !colon_at(text, end);
}

/// \\(:\w*)(?![:\w])
bool escapes(std::string_view text, std::size_t backslash, Dollar dollar) {
  return colon_at(text, backslash + 1) && !colon_at(text, word_end(text, backslash + 2, dollar));
}

std::optional<std::size_t> first_bind(std::string_view value, Dollar dollar) {
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == ':' && binds(value, i, dollar)) return i;
  }
  return std::nullopt;
}

std::string unescape(std::string_view value, Dollar dollar) {
  std::string out;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] == '\\' && escapes(value, i, dollar)) ++i;
    out += value[i];
  }
  return out;
}

std::size_t first_difference(std::string_view a, std::string_view b) {
  std::size_t i = 0;
  while (i < a.size() && i < b.size() && a[i] == b[i]) ++i;
  return i;
}

/// The colons from `colon` on with nothing but a name between each and the next. An escape is read
/// as one only if no bare colon comes after its name, so a chain is escaped whole or not at all.
std::vector<std::size_t> chain_from(std::string_view sql, std::size_t colon) {
  std::vector<std::size_t> chain;
  for (; colon_at(sql, colon); colon = word_end(sql, colon + 1, Dollar::IsWord)) {
    chain.push_back(colon);
  }
  return chain;
}

/// Whether a colon could mean something else than itself, to any version.
bool needs_escape(std::string_view sql, std::size_t colon) {
  if (colon > 0 && sql[colon - 1] == '\\') return true;
  return binds(sql, colon, Dollar::IsWord) || binds(sql, colon, Dollar::IsNoWord);
}

}  // namespace

std::variant<std::string, BindParameter, DisputedColon> sql_of_text(std::string_view value) {
  auto with = first_bind(value, Dollar::IsWord);
  auto without = first_bind(value, Dollar::IsNoWord);
  if (with != without) return DisputedColon{with.value_or(without.value_or(0))};
  if (with) {
    std::size_t end = word_end(value, *with + 1, Dollar::IsNoWord);
    return BindParameter{std::string(value.substr(*with + 1, end - *with - 1)), *with};
  }
  auto sql = unescape(value, Dollar::IsWord);
  auto other = unescape(value, Dollar::IsNoWord);
  if (sql != other) return DisputedColon{first_difference(sql, other)};
  return sql;
}

std::string text_of_sql(std::string_view sql) {
  std::vector<bool> escaped(sql.size(), false);
  for (std::size_t i = 0; i < sql.size(); ++i) {
    if (sql[i] != ':') continue;
    auto chain = chain_from(sql, i);
    bool needed = std::any_of(chain.begin(), chain.end(),
                              [&](std::size_t colon) { return needs_escape(sql, colon); });
    for (std::size_t colon : chain) escaped[colon] = needed;
    i = chain.back();
  }
  std::string out;
  for (std::size_t i = 0; i < sql.size(); ++i) {
    if (escaped[i]) out += '\\';
    out += sql[i];
  }
  return out;
}

}  // namespace athanor::alembic
