#include "grammar/sqlite/mentions.hpp"

#include <algorithm>

#include "grammar/sqlite/canonical.hpp"
#include "grammar/sqlite/resolver.hpp"

namespace athanor::sqlite {
namespace {

/// The rows that a trigger's statements can name.
Scope trigger_rows(const Resolver& resolver, const QualifiedName& owner) {
  auto row = resolver.source_of(owner.name);
  row.aliased = row.only_qualified = true;
  Scope rows = {row, row};
  rows[0].name = "new";
  rows[1].name = "old";
  return rows;
}

std::string in_double_quotes(std::string_view name) {
  std::string out = "\"";
  for (char c : name) out.append(c == '"' ? 2 : 1, c);
  out += '"';
  return out;
}

/// A name that needs no quotes wherever it stands.
bool is_plain(std::string_view name) {
  return canonical_name(name) == ascii_lower(name);
}

}  // namespace

MentionFinder::MentionFinder(const Catalog& catalog, Target target)
    : catalog_(catalog), target_(std::move(target)) {}

/// Most texts never spell the name; a name with quotes in it is spelled in more than one way.
bool MentionFinder::can_mention(std::string_view text) const {
  const auto& name = target_.column.empty() ? target_.table : target_.column;
  if (name.find_first_of("\"'`") != std::string::npos) return true;
  return ascii_lower(text).find(ascii_lower(name)) != std::string::npos;
}

std::vector<Mention> MentionFinder::in_query(std::string_view query) const {
  if (!can_mention(query)) return {};
  BorrowedParsing parsing;
  parsing->open(query);
  parsing->read_all();
  auto* tree = parsing->statement();
  if (tree == nullptr) return {};
  Resolver resolver(catalog_, target_, query);
  resolver.statement(tree);
  return resolver.take();
}

std::vector<Mention> MentionFinder::in_body(std::string_view body,
                                            const QualifiedName& owner) const {
  if (!can_mention(body)) return {};
  BorrowedParsing parsing;
  parsing->open(body);
  parsing->read_all();
  auto* tree = parsing->body();
  if (tree == nullptr) return {};
  Resolver resolver(catalog_, target_, body);
  resolver.open(trigger_rows(resolver, owner));
  for (auto* statement : tree->statement()) resolver.statement(statement);
  return resolver.take();
}

std::vector<Mention> MentionFinder::in_condition(std::string_view expression,
                                                 const QualifiedName& owner) const {
  if (!can_mention(expression)) return {};
  BorrowedParsing parsing;
  parsing->open(expression);
  parsing->read_all();
  auto* tree = parsing->expression();
  if (tree == nullptr) return {};
  Resolver resolver(catalog_, target_, expression);
  resolver.open(trigger_rows(resolver, owner));
  resolver.expression(tree);
  return resolver.take();
}

std::vector<Mention> MentionFinder::in_expression(std::string_view expression,
                                                  const Table& table) const {
  if (!can_mention(expression)) return {};
  BorrowedParsing parsing;
  parsing->open(expression);
  parsing->read_all();
  auto* tree = parsing->expression();
  if (tree == nullptr) return {};
  Resolver resolver(catalog_, target_, expression);
  resolver.open({resolver.source_of(table.name.name)});
  resolver.expression(tree);
  return resolver.take();
}

std::string replace_mentions(std::string_view text, const std::vector<Mention>& mentions,
                             std::string_view name) {
  auto sorted = mentions;
  std::sort(sorted.begin(), sorted.end(),
            [](const Mention& a, const Mention& b) { return a.offset < b.offset; });
  std::string out;
  std::size_t at = 0;
  for (const auto& mention : sorted) {
    if (mention.offset < at) continue;
    out += text.substr(at, mention.offset - at);
    bool was_quoted = std::string_view("\"'`[").find(text[mention.offset]) != std::string::npos;
    out += was_quoted || !is_plain(name) ? in_double_quotes(name) : std::string(name);
    at = mention.offset + mention.length;
  }
  out += text.substr(at);
  return out;
}

}  // namespace athanor::sqlite
