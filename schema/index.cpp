#include "schema/index.hpp"

#include "schema/names.hpp"
#include "schema/sql_text.hpp"

namespace athanor {
namespace {

using Tokens = std::vector<SqlToken>;

bool is_word(const Tokens& tokens, std::size_t from_end, std::string_view word) {
  if (tokens.size() < from_end) return false;
  const SqlToken& token = tokens[tokens.size() - from_end];
  return token.kind == SqlToken::Kind::Word && ascii_iequals(token.text, word);
}

bool is_name(const SqlToken& token) {
  return token.kind == SqlToken::Kind::Word || token.kind == SqlToken::Kind::QuotedName;
}

void take_order(Tokens& tokens, IndexElement& element) {
  if (tokens.size() > 2 && is_word(tokens, 2, "nulls")) {
    if (is_word(tokens, 1, "first")) element.nulls = NullsOrder::First;
    if (is_word(tokens, 1, "last")) element.nulls = NullsOrder::Last;
    if (element.nulls) tokens.resize(tokens.size() - 2);
  }
  if (tokens.size() > 1 && is_word(tokens, 1, "desc")) element.order = SortOrder::Descending;
  if (tokens.size() > 1 && is_word(tokens, 1, "asc")) element.order = SortOrder::Ascending;
  if (element.order) tokens.pop_back();
}

/// An operator class is a name right after a whole operand, with parameters perhaps.
void take_operator_class(std::string_view text, Tokens& tokens, IndexElement& element) {
  std::size_t begin = tokens.size();
  if (begin > 0 && tokens[begin - 1].text == ")") {
    std::size_t depth = 0;
    while (begin > 0) {
      --begin;
      if (tokens[begin].text == ")") ++depth;
      if (tokens[begin].text == "(" && --depth == 0) break;
    }
  }
  if (begin < 2 || !is_name(tokens[begin - 1])) return;
  std::size_t name = begin - 1;
  while (name >= 2 && tokens[name - 1].text == "." && is_name(tokens[name - 2])) name -= 2;
  if (name == 0) return;
  const SqlToken& before = tokens[name - 1];
  bool after_operand = before.text == ")" || is_name(before);
  if (!after_operand || ascii_iequals(before.text, "collate")) return;
  auto last = tokens.back();
  auto from = tokens[name].offset;
  element.operator_class = fold_space(text.substr(from, last.offset + last.length - from));
  tokens.resize(name);
}

void take_collation(Tokens& tokens, IndexElement& element) {
  std::size_t name = tokens.size();
  if (name == 0 || !is_name(tokens[name - 1])) return;
  --name;
  std::string collation = tokens[name].text;
  while (name >= 2 && tokens[name - 1].text == "." && is_name(tokens[name - 2])) {
    name -= 2;
    collation = tokens[name].text + "." + collation;
  }
  if (name < 2 || !ascii_iequals(tokens[name - 1].text, "collate")) return;
  element.collation = collation;
  tokens.resize(name - 1);
}

bool plain_word(std::string_view name) {
  auto tokens = scan_sql(name);
  return tokens.size() == 1 && tokens[0].kind == SqlToken::Kind::Word;
}

std::string quoted_unless_plain(const std::string& name) {
  if (plain_word(name)) return name;
  std::string out = "\"";
  for (char c : name) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + "\"";
}

}  // namespace

IndexElement parse_index_element(std::string_view text, Place place) {
  IndexElement element;
  auto tokens = scan_sql(text);
  take_order(tokens, element);
  take_operator_class(text, tokens, element);
  take_collation(tokens, element);
  if (tokens.size() == 1 && is_name(tokens[0])) {
    element.what = tokens[0].text;
    return element;
  }
  auto end = tokens.empty() ? 0 : tokens.back().offset + tokens.back().length;
  element.what = Expression{fold_space(text.substr(0, end)), std::move(place)};
  return element;
}

std::string display(const IndexElement& element) {
  std::string out;
  if (const auto* column = std::get_if<std::string>(&element.what)) {
    out = quoted_unless_plain(*column);
  } else {
    out = std::get<Expression>(element.what).text;
  }
  if (element.collation) out += " collate " + quoted_unless_plain(*element.collation);
  if (element.operator_class) out += " " + *element.operator_class;
  if (element.order) out += *element.order == SortOrder::Descending ? " desc" : " asc";
  if (element.nulls) out += *element.nulls == NullsOrder::First ? " nulls first" : " nulls last";
  return out;
}

}  // namespace athanor
