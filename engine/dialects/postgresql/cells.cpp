#include "engine/dialects/postgresql/cells.hpp"

#include <charconv>

#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

/// Reads one quoted element that begins at the quote; leaves `at` behind the closing one.
std::string take_quoted(std::string_view text, std::size_t& at) {
  std::string out;
  for (++at; at < text.size() && text[at] != '"'; ++at) {
    if (text[at] == '\\' && at + 1 < text.size()) ++at;
    out += text[at];
  }
  ++at;
  return out;
}

/// The end of a quoted text that begins at `at`; a doubled quote is inside.
std::size_t end_of_quotes(std::string_view text, std::size_t at) {
  char quote = text[at];
  for (++at; at < text.size(); ++at) {
    if (text[at] != quote) continue;
    if (at + 1 >= text.size() || text[at + 1] != quote) return at;
    ++at;
  }
  return text.size();
}

/// The place of the parenthesis that closes the one at the beginning of `text`.
std::size_t closing(std::string_view text) {
  int depth = 0;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '\'' || text[at] == '"') at = end_of_quotes(text, at);
    if (at < text.size() && text[at] == '(') ++depth;
    if (at < text.size() && text[at] == ')' && --depth == 0) return at;
  }
  return text.size();
}

}  // namespace

std::string_view Cells::text() {
  const auto field = row_[at_++];
  return {field.c_str(), field.size()};
}

std::int64_t Cells::number() {
  auto digits = text();
  std::int64_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

char Cells::letter() {
  auto letters = text();
  return letters.empty() ? '\0' : letters.front();
}

bool Cells::next_is_null() const {
  return row_[at_].is_null();
}

std::vector<std::string> array_elements(std::string_view text) {
  std::vector<std::string> out;
  if (text.size() <= 2) return out;
  text = text.substr(1, text.size() - 2);
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && text[at] == '"') {
      out.push_back(take_quoted(text, at));
      continue;
    }
    auto end = std::min(text.find(',', at), text.size());
    auto element = text.substr(at, end - at);
    out.emplace_back(element == "NULL" ? std::string_view() : element);
    at = end;
  }
  return out;
}

std::vector<std::int64_t> array_numbers(std::string_view text) {
  std::vector<std::int64_t> out;
  const char* at = text.data();
  const char* end = at + text.size();
  while (at < end) {
    std::int64_t value = 0;
    auto [next, error] = std::from_chars(at, end, value);
    if (error == std::errc()) {
      out.push_back(value);
      at = next;
    } else {
      ++at;
    }
  }
  return out;
}

void put_options(std::string_view array, const std::string& prefix, Options& out) {
  for (const auto& option : array_elements(array)) {
    auto equals = option.find('=');
    out[prefix + option.substr(0, equals)] =
        equals == std::string::npos ? "true" : option.substr(equals + 1);
  }
}

std::string one_line(std::string_view expression) {
  bool lines = expression.find('\n') != std::string_view::npos;
  return lines ? fold_space(expression) : std::string(expression);
}

std::string bare_expression(std::string_view expression) {
  auto text = trim(expression);
  while (text.starts_with('(') && closing(text) == text.size() - 1) {
    text = trim(text.substr(1, text.size() - 2));
  }
  return one_line(text);
}

}  // namespace athanor::postgresql
