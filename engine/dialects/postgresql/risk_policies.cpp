#include "engine/dialects/postgresql/risk_policies.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/dialects/postgresql/risk_words.hpp"
#include "engine/risk/narrowing.hpp"

namespace athanor::postgresql {
namespace {

/// A list in parentheses with its commas, as one condition.
std::vector<SqlToken> condition(Words words, const char* before) {
  std::vector<SqlToken> out;
  if (!words.skip_to(before)) return out;
  for (auto& item : words.list()) {
    if (!out.empty()) out.push_back({SqlToken::Kind::Symbol, ","});
    out.insert(out.end(), item.begin(), item.end());
  }
  return out;
}

std::set<std::string> missing(const std::set<std::string>& was, const std::set<std::string>& is) {
  std::set<std::string> out;
  std::set_difference(was.begin(), was.end(), is.begin(), is.end(), std::inserter(out, out.end()));
  return out;
}

std::set<std::string> missing_roles(const RowPolicy& was, const RowPolicy& is) {
  return is.roles.contains("public") ? std::set<std::string>() : missing(was.roles, is.roles);
}

bool same(const std::vector<SqlToken>& a, const std::vector<SqlToken>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const auto& left, const auto& right) {
                      return left.kind == right.kind && bare_name(left) == bare_name(right);
                    });
}

}  // namespace

RowPolicy changed_policy(RowPolicy was, std::string_view statement) {
  Words words(statement);
  words.skip_to("policy");
  words.name();
  if (words.take("on")) words.name();
  if (words.take("as")) was.restrictive = words.name().name == "restrictive";
  if (words.take("for")) {
    auto command = words.name().name;
    if (command != "all") was.commands = {command};
  }
  if (words.take("to")) {
    was.roles.clear();
    do was.roles.insert(words.name().name);
    while (words.take(","));
  }
  if (words.has("using")) was.shown = condition(words, "using");
  if (words.has("with check")) was.written = condition(words, "with check");
  return was;
}

std::string narrowing(const RowPolicy& was, const RowPolicy& is) {
  std::vector<std::string> out;
  if (is.restrictive && !was.restrictive) out.emplace_back("it only restricts");
  if (!is.restrictive && !was.restrictive) {
    auto commands = missing(was.commands, is.commands);
    auto roles = missing_roles(was, is);
    if (!commands.empty()) out.push_back(fmt::format("not for {}", fmt::join(commands, ", ")));
    if (!roles.empty()) out.push_back(fmt::format("not for {}", fmt::join(roles, ", ")));
  }
  bool shows = !was.shown.empty() && risk::asks_for_more(was.shown, is.shown);
  bool writes = !was.written.empty() && risk::asks_for_more(was.written, is.written);
  if (shows) out.emplace_back("its USING asks for more");
  if (writes) out.emplace_back("its WITH CHECK asks for more");
  return fmt::format("{}", fmt::join(out, "; "));
}

bool lets_through_all_of(const RowPolicy& is, const RowPolicy& was) {
  return !is.restrictive && missing(was.commands, is.commands).empty() &&
         missing_roles(was, is).empty() && same(was.shown, is.shown) &&
         same(was.written, is.written);
}

}  // namespace athanor::postgresql
