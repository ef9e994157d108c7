#include "cli/report/rule_pages.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <map>
#include <set>

#include "engine/dialects/registry.hpp"
#include "engine/risk/rule.hpp"

namespace athanor::cli {
namespace {

constexpr std::size_t kLetters = 3;

/// What a family is about: its heading, and a sentence.
struct Family {
  std::string_view title, about;
};

const std::map<std::string_view, Family>& families() {
  static const std::map<std::string_view, Family> out = {
      {"CMP", {"compatibility", "Changes that code which is running does not survive."}},
      {"DAT", {"data", "Changes that lose data, or that the rows that are there may stop."}},
      {"HIS", {"history", "What about the revisions' files and their order goes wrong later."}},
      {"IDX", {"indexes", "Indexes that are missing, or that nobody needs. Matters of design."}},
      {"LCK", {"locks", "Statements that keep others waiting."}},
      {"LIT", {"a database in a file", "What goes wrong where a database is a file."}},
      {"NAM", {"names", "Names that have to be quoted, are cut, or mislead. Matters of design."}},
      {"PRO", {"protection", "What `[protect]` forbids, whatever `[risk]` says."}},
      {"RWR", {"rewrites", "Statements that read or write a whole table while others wait."}},
      {"SEC", {"rights", "Statements that change who may do what."}},
      {"TXN", {"transactions", "Statements that a transaction does not hold together."}},
      {"TYP", {"types", "Types that are regretted later. Matters of design."}},
      {"UNR", {"what cannot be read", "Statements that nobody can judge before they are run."}},
  };
  return out;
}

/// A rule, and the dialects that it is judged on; no dialect where it is judged on all.
struct Entry {
  const risk::Rule* rule;
  std::string dialect;
};

/// By code. Each dialect may word a rule of one code its own way.
std::multimap<std::string_view, Entry> entries() {
  std::multimap<std::string_view, Entry> out;
  for (const auto* rule : risk::common_rules()) out.insert({rule->code, {rule, ""}});
  for (const auto* dialect : all_dialects()) {
    for (const auto& rule : dialect->risks()) {
      out.insert({rule.code, {&rule, std::string(dialect->name())}});
    }
  }
  return out;
}

std::string capitalized(std::string_view text) {
  std::string out(text);
  if (out.front() >= 'a' && out.front() <= 'z') out.front() = static_cast<char>(out.front() - 32);
  return out;
}

std::string where_judged(const Entry& entry) {
  return entry.dialect.empty() ? "every dialect" : entry.dialect;
}

std::string anchor(std::string_view code) {
  std::string out;
  for (char c : code) out += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  return out;
}

std::string row_of_rule(const Entry& entry) {
  const auto& rule = *entry.rule;
  return fmt::format("| [{}](#{}) | {} | {} | {} |\n", rule.code, anchor(rule.code),
                     risk::name_of(rule.severity), where_judged(entry), rule.title);
}

std::string in_markdown(const Entry& entry) {
  const auto& rule = *entry.rule;
  auto out = fmt::format("\n*{}, on {}.* {}.\n\n- Why: {}.\n- Instead: {}.\n",
                         capitalized(risk::name_of(rule.severity)), where_judged(entry),
                         capitalized(rule.title), rule.why, rule.instead);
  if (!rule.manual.empty()) out += fmt::format("- Manual: {}.\n", rule.manual);
  if (!rule.safe.empty()) out += fmt::format("\nThe safe way:\n\n```sql\n{}\n```\n", rule.safe);
  return out;
}

}  // namespace

std::vector<std::string> rule_families() {
  std::set<std::string> out;
  for (const auto& [code, entry] : entries()) out.emplace(code.substr(0, kLetters));
  return {out.begin(), out.end()};
}

std::string family_page(std::string_view family) {
  std::string table, rules;
  std::string_view last;
  for (const auto& [code, entry] : entries()) {
    if (code.substr(0, kLetters) != family) continue;
    table += row_of_rule(entry);
    if (code != last) rules += fmt::format("\n## {}\n", code);
    rules += in_markdown(entry);
    last = code;
  }
  if (table.empty()) return "";
  auto known = families().find(family);
  auto about = known == families().end() ? Family{"risks", ""} : known->second;
  return fmt::format(
      "# {}: {}\n\n{}\n\nWhat `athanor lint --explain {}` prints; [risks.md](../risks.md) tells "
      "how\n"
      "rules are allowed, weighed and turned off.\n\n"
      "| code | severity | on | fires on |\n|---|---|---|---|\n{}{}",
      family, about.title, about.about, family, table, rules);
}

}  // namespace athanor::cli
