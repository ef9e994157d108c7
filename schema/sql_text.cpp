#include "schema/sql_text.hpp"

#include <algorithm>
#include <cctype>

#include "schema/names.hpp"

namespace athanor {
namespace {

bool is_space(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v';
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool starts_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
         (static_cast<unsigned char>(c) & 0x80U) != 0;
}

bool continues_word(char c) {
  return starts_word(c) || is_digit(c) || c == '$';
}

bool stands_alone(char c) {
  return std::string_view("(),.;[]").find(c) != std::string_view::npos;
}

/// The end of a run quoted by `quote`, which is doubled to stand for itself.
std::size_t end_of_quoted(std::string_view text, std::size_t at, char quote) {
  for (++at; at < text.size(); ++at) {
    if (text[at] != quote) continue;
    if (at + 1 < text.size() && text[at + 1] == quote) {
      ++at;
    } else {
      return at + 1;
    }
  }
  return text.size();
}

/// The end of `$tag$...$tag$`, or `at` where no such string begins there.
std::size_t end_of_dollar_quoted(std::string_view text, std::size_t at) {
  std::size_t tag_end = at + 1;
  while (tag_end < text.size() &&
         (starts_word(text[tag_end]) || (tag_end > at + 1 && is_digit(text[tag_end])))) {
    ++tag_end;
  }
  if (tag_end >= text.size() || text[tag_end] != '$') return at;
  auto tag = text.substr(at, tag_end + 1 - at);
  auto close = text.find(tag, tag_end + 1);
  return close == std::string_view::npos ? text.size() : close + tag.size();
}

/// The end of the white space and comments that begin at `at`.
std::size_t end_of_blank(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    if (is_space(text[at])) {
      ++at;
    } else if (text.substr(at, 2) == "--") {
      at = std::min(text.find('\n', at), text.size());
    } else if (text.substr(at, 2) == "/*") {
      auto close = text.find("*/", at + 2);
      at = close == std::string_view::npos ? text.size() : close + 2;
    } else {
      break;
    }
  }
  return at;
}

std::size_t end_of_number(std::string_view text, std::size_t at) {
  bool hex = text.substr(at, 2) == "0x" || text.substr(at, 2) == "0X";
  for (++at; at < text.size(); ++at) {
    char c = text[at];
    bool exponent_sign =
        (c == '+' || c == '-') && !hex && (text[at - 1] == 'e' || text[at - 1] == 'E');
    if (!continues_word(c) && c != '.' && !exponent_sign) break;
  }
  return at;
}

/// A run of operator characters; a comment's beginning ends it.
std::size_t end_of_operator(std::string_view text, std::size_t at) {
  static constexpr std::string_view kOperators = "+-*/<>=~!@#%^&|?:";
  if (kOperators.find(text[at]) == std::string_view::npos) return at + 1;
  std::size_t end = at + 1;
  while (end < text.size() && kOperators.find(text[end]) != std::string_view::npos &&
         text.substr(end, 2) != "--" && text.substr(end, 2) != "/*") {
    ++end;
  }
  // `=-1` is an equals sign and a signed number, in both dialects.
  while (end > at + 1 && (text[end - 1] == '-' || text[end - 1] == '+') &&
         text.substr(at, end - at).find_first_of("~!@#%^&|?") == std::string_view::npos) {
    --end;
  }
  return end;
}

std::string unquoted(std::string_view quoted) {
  char quote = quoted.front();
  std::string out;
  for (std::size_t i = 1; i + 1 < quoted.size(); ++i) {
    out += quoted[i];
    if (quoted[i] == quote) ++i;
  }
  return out;
}

SqlToken next_token(std::string_view text, std::size_t at) {
  char c = text[at];
  std::size_t end = at + 1;
  auto kind = SqlToken::Kind::Symbol;
  if (starts_word(c)) {
    kind = SqlToken::Kind::Word;
    while (end < text.size() && continues_word(text[end])) ++end;
    bool prefix = end == at + 1 && std::string_view("xXeEbBnN").find(c) != std::string_view::npos;
    if (prefix && end < text.size() && text[end] == '\'') {
      kind = SqlToken::Kind::String;
      end = end_of_quoted(text, end, '\'');
    }
  } else if (is_digit(c) || (c == '.' && at + 1 < text.size() && is_digit(text[at + 1]))) {
    kind = SqlToken::Kind::Number;
    end = end_of_number(text, at);
  } else if (c == '"' || c == '`') {
    kind = SqlToken::Kind::QuotedName;
    end = end_of_quoted(text, at, c);
  } else if (c == '\'') {
    kind = SqlToken::Kind::String;
    end = end_of_quoted(text, at, c);
  } else if (c == '$' && end_of_dollar_quoted(text, at) > at) {
    kind = SqlToken::Kind::String;
    end = end_of_dollar_quoted(text, at);
  } else if (!stands_alone(c)) {
    end = end_of_operator(text, at);
  }
  auto raw = text.substr(at, end - at);
  return {kind, kind == SqlToken::Kind::QuotedName ? unquoted(raw) : std::string(raw), at,
          end - at};
}

bool is_name(const SqlToken& token) {
  return token.kind == SqlToken::Kind::Word || token.kind == SqlToken::Kind::QuotedName;
}

bool same_token(const SqlToken& a, const SqlToken& b) {
  if (a.kind == SqlToken::Kind::QuotedName && b.kind == SqlToken::Kind::QuotedName) {
    return a.text == b.text;
  }
  if (is_name(a) && is_name(b)) return ascii_iequals(a.text, b.text);
  return a.kind == b.kind && a.text == b.text;
}

}  // namespace

std::vector<SqlToken> scan_sql(std::string_view text) {
  std::vector<SqlToken> tokens;
  for (std::size_t at = end_of_blank(text, 0); at < text.size();) {
    tokens.push_back(next_token(text, at));
    at = end_of_blank(text, tokens.back().offset + tokens.back().length);
  }
  return tokens;
}

std::string fold_space(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  std::size_t last_end = 0;
  for (std::size_t at = end_of_blank(text, 0); at < text.size();) {
    auto token = next_token(text, at);
    if (!out.empty() && at > last_end) out += ' ';
    out += text.substr(token.offset, token.length);
    last_end = token.offset + token.length;
    at = end_of_blank(text, last_end);
  }
  return out;
}

std::string_view trim(std::string_view text) {
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool same_tokens(std::string_view a, std::string_view b) {
  if (a == b) return true;
  auto left = scan_sql(a), right = scan_sql(b);
  auto drop_semicolon = [](std::vector<SqlToken>& tokens) {
    if (!tokens.empty() && tokens.back().text == ";") tokens.pop_back();
  };
  drop_semicolon(left);
  drop_semicolon(right);
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), same_token);
}

bool mentions(std::string_view text, std::string_view name) {
  for (const auto& token : scan_sql(text)) {
    if (is_name(token) && ascii_iequals(token.text, name)) return true;
  }
  return false;
}

}  // namespace athanor
