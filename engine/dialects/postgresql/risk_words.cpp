#include "engine/dialects/postgresql/risk_words.hpp"

#include <algorithm>

namespace athanor::postgresql {
namespace {

using Verb = Heading::Verb;

/// Longer beginnings stand before shorter ones.
constexpr const char* kKinds[] = {"materialized view",
                                  "recursive view",
                                  "view",
                                  "function",
                                  "procedure",
                                  "routine",
                                  "aggregate",
                                  "constraint trigger",
                                  "event trigger",
                                  "trigger",
                                  "policy",
                                  "rule",
                                  "publication",
                                  "subscription",
                                  "statistics",
                                  "foreign table",
                                  "foreign data wrapper",
                                  "server",
                                  "user mapping",
                                  "operator class",
                                  "operator family",
                                  "operator",
                                  "cast",
                                  "text search",
                                  "trusted procedural language",
                                  "trusted language",
                                  "procedural language",
                                  "language",
                                  "conversion",
                                  "transform",
                                  "access method",
                                  "default privileges",
                                  "large object",
                                  "owned",
                                  "type"};

/// What ALTER TABLE does that no graph holds.
constexpr const char* kTableActions[] = {"attach partition",
                                         "detach partition",
                                         "enable row level security",
                                         "disable row level security",
                                         "no force row level security",
                                         "force row level security",
                                         "enable always trigger",
                                         "enable replica trigger",
                                         "enable trigger",
                                         "disable trigger",
                                         "enable rule",
                                         "enable always rule",
                                         "enable replica rule",
                                         "disable rule",
                                         "replica identity",
                                         "cluster on",
                                         "set without cluster",
                                         "not of",
                                         "of"};

constexpr const char* kTableForms[] = {"partition of", "partition by", "as select", "as table",
                                       "as values",    "as with",      "as (",      "of"};

std::optional<Heading> of_alter_table(Words words) {
  words.take("if exists");
  words.take("only");
  auto name = words.name();
  for (const char* action : kTableActions) {
    if (!words.has(action)) continue;
    Heading heading{Verb::AlterTable, action, std::move(name), std::nullopt};
    if (heading.kind.ends_with("partition") && words.skip_to(action)) heading.table = words.name();
    return heading;
  }
  return std::nullopt;
}

std::optional<Heading> of_create_table(Words words) {
  words.take("if not exists");
  auto name = words.name();
  for (const char* form : kTableForms) {
    if (words.has(form)) return Heading{Verb::CreateTable, form, std::move(name), std::nullopt};
  }
  return std::nullopt;
}

std::optional<Heading> of_alter_index(Words words) {
  words.take("if exists");
  auto name = words.name();
  for (const char* action : {"attach partition", "depends on", "alter column"}) {
    if (words.has(action)) return Heading{Verb::Alter, "index", std::move(name), std::nullopt};
  }
  return std::nullopt;
}

std::optional<Heading> of_object(Verb verb, Words words) {
  if (verb == Verb::Alter && words.take("table")) return of_alter_table(words);
  if (verb == Verb::Alter && words.take("index")) return of_alter_index(words);
  words.take("or replace");
  for (const char* word : {"temporary", "temp", "unlogged", "local", "global"}) words.take(word);
  if (verb == Verb::Create && words.take("table")) return of_create_table(words);
  for (const char* kind : kKinds) {
    if (!words.take(kind)) continue;
    words.take("if not exists");
    words.take("if exists");
    Heading heading{verb, kind, words.name(), std::nullopt};
    if (words.skip_to("on")) heading.table = words.name();
    return heading;
  }
  return std::nullopt;
}

std::optional<Heading> of_rights(Verb verb, Words words) {
  Heading heading{verb, "privileges", {}, std::nullopt};
  if (!words.skip_to("on")) return heading;
  for (const char* kind : {"table", "sequence", "function", "schema", "type", "database"}) {
    if (words.take(kind)) break;
  }
  heading.name = words.name();
  return heading;
}

bool same_word(const SqlToken& a, const SqlToken& b) {
  return a.kind == b.kind && ascii_iequals(a.text, b.text);
}

}  // namespace

bool Words::stand_at(std::size_t at, const std::vector<SqlToken>& words) const {
  return at + words.size() <= tokens_.size() &&
         std::equal(words.begin(), words.end(), tokens_.begin() + static_cast<std::ptrdiff_t>(at),
                    same_word);
}

bool Words::take(std::string_view words) {
  auto wanted = scan_sql(words);
  if (!stand_at(at_, wanted)) return false;
  at_ += wanted.size();
  return true;
}

bool Words::skip_to(std::string_view words) {
  auto wanted = scan_sql(words);
  for (auto at = at_; at < tokens_.size(); ++at) {
    if (!stand_at(at, wanted)) continue;
    at_ = at + wanted.size();
    return true;
  }
  return false;
}

bool Words::has(std::string_view words) const {
  auto copy = *this;
  return copy.skip_to(words);
}

QualifiedName Words::name() {
  auto part = [&]() -> std::string {
    if (at_end()) return "";
    const auto& token = tokens_[at_];
    if (token.kind != SqlToken::Kind::Word && token.kind != SqlToken::Kind::QuotedName) return "";
    ++at_;
    return bare_name(token);
  };
  QualifiedName out{"", part()};
  while (take(".")) out = {out.name, part()};
  if (out.schema == "public") out.schema.clear();
  return out;
}

std::vector<std::vector<SqlToken>> Words::list() {
  std::vector<std::vector<SqlToken>> out;
  if (!take("(")) return out;
  out.emplace_back();
  for (int depth = 1; !at_end(); ++at_) {
    const auto& token = tokens_[at_];
    depth += token.text == "(" ? 1 : token.text == ")" ? -1 : 0;
    if (depth == 0) break;
    if (depth == 1 && token.text == ",") {
      out.emplace_back();
    } else {
      out.back().push_back(token);
    }
  }
  take(")");
  return out;
}

std::vector<SqlToken> Words::rest() const {
  return {tokens_.begin() + static_cast<std::ptrdiff_t>(at_), tokens_.end()};
}

std::string bare_name(const SqlToken& token) {
  return token.kind == SqlToken::Kind::Word ? ascii_lower(token.text) : token.text;
}

bool ends_with(const std::vector<SqlToken>& tokens, const std::vector<SqlToken>& ending) {
  return tokens.size() >= ending.size() &&
         std::equal(ending.rbegin(), ending.rend(), tokens.rbegin(), same_word);
}

std::optional<Heading> heading_of(std::string_view statement) {
  Words words(statement);
  if (words.take("create")) return of_object(Verb::Create, words);
  if (words.take("alter")) return of_object(Verb::Alter, words);
  if (words.take("drop")) return of_object(Verb::Drop, words);
  if (words.take("comment on")) return of_object(Verb::Comment, words);
  if (words.take("grant")) return of_rights(Verb::Grant, words);
  if (words.take("revoke")) return of_rights(Verb::Revoke, words);
  if (words.take("do")) return Heading{Verb::Run, "code", {}, std::nullopt};
  if (words.take("call")) return Heading{Verb::Run, "procedure", words.name(), std::nullopt};
  if (words.take("security label")) return Heading{Verb::Comment, "label", {}, std::nullopt};
  if (words.take("import foreign schema")) {
    return Heading{Verb::Create, "foreign table", {}, std::nullopt};
  }
  if (words.take("select") && words.has("into")) {
    return Heading{Verb::CreateTable, "into", {}, std::nullopt};
  }
  return std::nullopt;
}

}  // namespace athanor::postgresql
