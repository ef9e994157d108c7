#include "engine/risk/narrowing.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
#include <set>
#include <span>

namespace athanor::risk {
namespace {

using Tokens = std::span<const SqlToken>;

bool is_word(const SqlToken& token, std::string_view word) {
  return token.kind == SqlToken::Kind::Word && ascii_iequals(token.text, word);
}

bool is_any(const SqlToken& token, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [&](auto word) { return is_word(token, word); });
}

/// Calls `visit` with the place of each token that stands in no parentheses.
template <class Visit>
void each_outside(Tokens tokens, Visit visit) {
  int depth = 0;
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].text == ")") --depth;
    if (depth == 0) visit(i);
    if (tokens[i].text == "(") ++depth;
  }
}

/// `tokens` cut at those outside of parentheses that `cuts` holds for, which are in no part.
template <class Cuts>
std::vector<Tokens> split(Tokens tokens, Cuts cuts) {
  std::vector<Tokens> out;
  std::size_t begin = 0;
  each_outside(tokens, [&](std::size_t i) {
    if (!cuts(tokens[i])) return;
    out.push_back(tokens.subspan(begin, i - begin));
    begin = i + 1;
  });
  out.push_back(tokens.subspan(begin));
  return out;
}

/// Without the parentheses around all of it.
Tokens bare(Tokens tokens) {
  while (tokens.size() > 1 && tokens.front().text == "(" && tokens.back().text == ")") {
    std::size_t outside = 0;
    each_outside(tokens, [&](std::size_t) { ++outside; });
    if (outside != 2) break;
    tokens = tokens.subspan(1, tokens.size() - 2);
  }
  return tokens;
}

/// Case of words aside, as `same_tokens` has it.
std::string spelled(Tokens tokens) {
  std::string out;
  for (const auto& token : tokens) {
    out += token.kind == SqlToken::Kind::Word ? ascii_lower(token.text) : token.text;
    out += ' ';
  }
  return out;
}

/// What AND ties together. The AND of a BETWEEN or within a CASE ties nothing, and one beside an OR
/// binds closer, so a condition with such words is one part.
void add_parts(Tokens condition, std::set<std::string>& out) {
  condition = bare(condition);
  bool whole = false;
  each_outside(condition, [&](std::size_t i) {
    whole = whole || is_any(condition[i], {"or", "between", "case"});
  });
  auto parts = split(condition, [](const SqlToken& token) { return is_word(token, "and"); });
  if (whole || parts.size() == 1) {
    bool always = condition.empty() || (condition.size() == 1 && is_word(condition[0], "true"));
    if (!always) out.insert(spelled(condition));
    return;
  }
  for (const auto& part : parts) add_parts(part, out);
}

bool holds_for_fewer(Tokens was, Tokens is) {
  std::set<std::string> before, after;
  add_parts(was, before);
  add_parts(is, after);
  return after.size() > before.size() &&
         std::includes(after.begin(), after.end(), before.begin(), before.end());
}

/// A query taken apart at its outermost words.
struct Query {
  Tokens with, items, from, where, rest;
  bool combined = false;  ///< with another, by UNION and its like
};

/// Where the clause begins that `starts` holds for, at or behind `from`; the end where there is
/// none.
template <class Starts>
std::size_t find_outside(Tokens tokens, std::size_t from, Starts starts) {
  auto out = tokens.size();
  each_outside(tokens, [&](std::size_t i) {
    if (i >= from && i < out && starts(i)) out = i;
  });
  return out;
}

std::optional<Query> query_of(Tokens tokens) {
  auto word = [&](std::initializer_list<std::string_view> words) {
    return [tokens, words](std::size_t i) { return is_any(tokens[i], words); };
  };
  auto select = find_outside(tokens, 0, word({"select"}));
  if (select == tokens.size()) return std::nullopt;
  auto rest = find_outside(tokens, select,
                           word({"group", "having", "window", "union", "intersect", "except",
                                 "order", "limit", "offset", "fetch", "for"}));
  auto body = tokens.first(rest);
  auto where = find_outside(body, select, word({"where"}));
  auto from = find_outside(body.first(where), select, [&](std::size_t i) {
    return is_word(body[i], "from") && !is_word(body[i - 1], "distinct");
  });
  Query out;
  out.with = tokens.first(select);
  out.items = tokens.subspan(select + 1, from - select - 1);
  out.from = body.subspan(from, where - from);
  out.where = body.subspan(std::min(where + 1, rest));
  out.rest = tokens.subspan(rest);
  out.combined = find_outside(tokens, rest, word({"union", "intersect", "except"})) < tokens.size();
  return out;
}

bool is_name(const SqlToken& token) {
  return token.kind == SqlToken::Kind::QuotedName ||
         (token.kind == SqlToken::Kind::Word &&
          !is_any(token, {"null", "true", "false", "end", "isnull", "notnull"}));
}

bool is_plain_column(Tokens item) {
  for (std::size_t i = 0; i < item.size(); ++i) {
    if (i % 2 == 0 ? !is_name(item[i]) : item[i].text != ".") return false;
  }
  return item.size() % 2 == 1;
}

/// The name that an item of a SELECT gives its column, where it says so itself.
std::optional<std::string> name_of(Tokens item, const Dialect& dialect) {
  if (item.empty() || !is_name(item.back())) return std::nullopt;
  auto before = item.first(item.size() - 1);
  bool alias = !before.empty() && (is_word(before.back(), "as") || before.back().text == ")" ||
                                   is_plain_column(before));
  if (!alias && !is_plain_column(item)) return std::nullopt;
  const auto& name = item.back();
  return dialect.fold(name.kind == SqlToken::Kind::Word ? ascii_lower(name.text) : name.text);
}

/// DISTINCT and ALL, which stand before the first item.
Tokens without_quantifier(Tokens items) {
  if (items.empty() || !is_any(items.front(), {"distinct", "all"})) return items;
  items = items.subspan(1);
  if (items.empty() || !is_word(items.front(), "on")) return items;
  auto close = find_outside(items, 2, [&](std::size_t i) { return items[i].text == ")"; });
  return items.subspan(std::min(close + 1, items.size()));
}

using Columns = std::vector<std::optional<std::string>>;

/// The columns that come out of a view; absent those whose names nobody says.
Columns outputs_of(const View& view, const Query& query, const Dialect& dialect) {
  Columns out;
  auto comma = [](const SqlToken& token) { return token.text == ","; };
  for (const auto& item : split(without_quantifier(query.items), comma)) {
    out.push_back(name_of(item, dialect));
  }
  for (std::size_t i = 0; i < view.columns.size(); ++i) {
    if (i == out.size()) out.emplace_back();
    out[i] = dialect.fold(view.columns[i]);
  }
  return out;
}

std::vector<std::string> missing(const Columns& was, const Columns& is) {
  std::vector<std::string> out;
  bool known = std::all_of(is.begin(), is.end(), [](const auto& name) { return name.has_value(); });
  for (const auto& name : was) {
    if (known && name && std::find(is.begin(), is.end(), name) == is.end()) out.push_back(*name);
  }
  return out;
}

bool loses_rows(const Query& was, const Query& is) {
  if (was.combined || is.combined || spelled(was.from) != spelled(is.from)) return false;
  return spelled(was.with) == spelled(is.with) && spelled(was.rest) == spelled(is.rest) &&
         holds_for_fewer(was.where, is.where);
}

}  // namespace

bool asks_for_more(const std::vector<SqlToken>& was, const std::vector<SqlToken>& is) {
  return holds_for_fewer(was, is);
}

std::string narrowing(const View& was, const View& is, const Dialect& dialect) {
  auto old_tokens = scan_sql(was.query.text), new_tokens = scan_sql(is.query.text);
  auto before = query_of(bare(old_tokens)), after = query_of(bare(new_tokens));
  std::vector<std::string> out;
  if (before && after) {
    auto lost = missing(outputs_of(was, *before, dialect), outputs_of(is, *after, dialect));
    if (!lost.empty()) out.push_back(fmt::format("without {}", fmt::join(lost, ", ")));
    if (loses_rows(*before, *after)) out.emplace_back("its WHERE asks for more");
  }
  if (is.check_option && !was.check_option) out.emplace_back("it refuses rows: CHECK OPTION");
  return fmt::format("{}", fmt::join(out, "; "));
}

}  // namespace athanor::risk
