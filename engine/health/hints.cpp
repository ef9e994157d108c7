#include "engine/health/hints.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <optional>

#include "schema/names.hpp"
#include "schema/sql_text.hpp"

namespace athanor::health {
namespace {

/// No column is given a text longer than this, whatever its checks say.
constexpr long long kLongestText = 4000;

void add_once(std::vector<std::string>& all, std::string one) {
  if (std::find(all.begin(), all.end(), one) == all.end()) all.push_back(std::move(one));
}

std::optional<long long> whole(const std::string& text) {
  long long out = 0;
  const char* end = text.data() + text.size();
  auto [stopped, problem] = std::from_chars(text.data(), end, out);
  if (problem != std::errc() || stopped != end || text.size() > 17) return std::nullopt;
  return out;
}

void add_number(Hints& hints, const std::string& text) {
  add_once(hints.numbers, text);
  auto number = whole(text);
  if (!number) return;
  add_once(hints.numbers, std::to_string(*number + 1));
  add_once(hints.numbers, std::to_string(*number - 1));
}

/// The text between the quotes.
std::string unquoted(const std::string& token) {
  std::string out;
  for (std::size_t i = 1; i + 1 < token.size(); ++i) {
    out += token[i];
    if (token[i] == '\'') ++i;  // doubled
  }
  return out;
}

void add_text(Hints& hints, const std::string& text) {
  add_once(hints.texts, text);
  std::string matching;
  for (char c : text) matching += c == '%' || c == '_' ? 'a' : c;
  add_once(hints.texts, matching);
}

/// In characters of UTF-8.
std::size_t length_of(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

bool is_day(const std::string& text) {
  constexpr std::string_view shape = "0000-00-00";
  return text.size() >= shape.size() &&
         std::equal(shape.begin(), shape.end(), text.begin(), [](char wanted, char c) {
           return wanted == '-' ? c == '-' : c >= '0' && c <= '9';
         });
}

}  // namespace

void add_hints(Hints& hints, const std::string& expression) {
  std::string before;
  for (const auto& token : scan_sql(expression)) {
    if (token.kind == SqlToken::Kind::Number) {
      add_number(hints, token.text);
      if (before == "-") add_number(hints, "-" + token.text);
    }
    before = token.text;
    bool quoted = token.kind == SqlToken::Kind::String && token.text.starts_with('\'');
    if (quoted) add_text(hints, unquoted(token.text));
  }
}

Hints hints_from_name(const std::string& column) {
  auto name = ascii_lower(column);
  auto has = [&](std::string_view part) { return name.find(part) != std::string::npos; };
  Hints hints;
  if (has("mail")) hints.texts.emplace_back("a@example.org");
  if (has("url") || has("link")) hints.texts.emplace_back("https://example.org/");
  return hints;
}

std::vector<std::string> numbers_within(const Hints& hints, long double least, long double most) {
  std::vector<std::string> out;
  auto add = [&](const std::string& number) {
    auto value = std::strtold(number.c_str(), nullptr);
    if (value >= least && value <= most) add_once(out, number);
  };
  add("1");
  add("0");
  for (const auto& number : hints.numbers) add(number);
  for (const char* number : {"2", "10", "100", "-1"}) add(number);
  return out;
}

std::vector<std::string> texts_within(const Hints& hints, std::size_t longest) {
  std::vector<std::string> out;
  auto add = [&](const std::string& text) {
    if (length_of(text) <= longest) add_once(out, text);
  };
  for (const auto& text : hints.texts) add(text);
  add("a");
  for (const auto& number : hints.numbers) {
    auto length = whole(number);
    if (length && *length >= 0 && *length <= kLongestText) {
      add(std::string(static_cast<std::size_t>(*length), 'a'));
    }
  }
  for (const char* text : {"A", "1", "a@example.org", "athanor-row"}) add(text);
  return out;
}

std::vector<std::string> days(const Hints& hints) {
  std::vector<std::string> out = {"2000-01-01"};
  for (const auto& text : hints.texts) {
    if (is_day(text)) add_once(out, text.substr(0, 10));
  }
  for (const char* day : {"1970-01-02", "2100-12-31"}) add_once(out, day);
  return out;
}

}  // namespace athanor::health
