#include <algorithm>

#include "engine/dialects/postgresql/risk.hpp"
#include "engine/dialects/postgresql/risk_words.hpp"

namespace athanor::postgresql {
namespace {

using namespace risk;
using risk::Severity;
using Hits = std::vector<Hit>;

/// Why a statement cannot run in a transaction, or "" (CREATE INDEX, VACUUM, ... in their notes).
std::string must_be_alone(const Statement& statement) {
  const auto* index = std::get_if<CreateIndex>(&statement.action);
  if (index && index->concurrently) return "CREATE INDEX CONCURRENTLY";
  const auto* drop = std::get_if<Drop>(&statement.action);
  if (drop && drop->concurrently) return "DROP INDEX CONCURRENTLY";
  Words words(statement.text);
  if (std::holds_alternative<Unread>(statement.action)) {
    auto head = heading_of(statement.text);
    bool detaches = head && head->kind == "detach partition" && words.has("concurrently");
    return detaches ? "DETACH PARTITION CONCURRENTLY" : "";
  }
  if (!std::holds_alternative<Inert>(statement.action)) return "";
  if (words.take("vacuum")) return "VACUUM";
  if (words.take("reindex")) return words.has("concurrently") ? "REINDEX CONCURRENTLY" : "";
  for (const char* other : {"create database", "drop database", "alter system", "create tablespace",
                            "drop tablespace"}) {
    if (words.take(other)) return other;
  }
  return "";
}

Hits needs_no_transaction(const Scene& scene) {
  if (!scene.in_transaction()) return {};
  auto why = must_be_alone(scene.statement());
  return why.empty() ? Hits{} : Hits{{"", why}};
}

Hits adds_value(const Scene& scene) {
  const auto* alter = scene.action<AlterType>();
  Hits out;
  if (!alter) return out;
  for (const auto& action : alter->actions) {
    const auto* add = std::get_if<AddValue>(&action);
    if (add && !add->neighbour) {
      out.push_back({part_of(alter->type, add->value), "it says neither BEFORE nor AFTER"});
    }
  }
  return out;
}

Hits uses_value_at_once(const Scene& scene) {
  auto out = adds_value(scene);
  if (scene.action<AlterType>() || scene.memory.new_values.empty() || !scene.in_transaction()) {
    return out;
  }
  for (const auto& token : scan_sql(scene.statement().text)) {
    if (token.kind != SqlToken::Kind::String || token.text.size() < 2) continue;
    auto value = token.text.substr(1, token.text.size() - 2);
    if (scene.memory.new_values.contains(value)) out.push_back({value, "it is used here already"});
  }
  return out;
}

Hits is_unreadable(const Scene& scene) {
  const auto* unread = scene.action<Unread>();
  if (!unread || heading_of(scene.statement().text)) return {};
  return {{"", unread->why}};
}

Hits runs_code(const Scene& scene) {
  auto head = scene.action<Unread>() ? heading_of(scene.statement().text) : std::nullopt;
  if (!head || head->verb != Heading::Verb::Run) return {};
  return {{display(head->name), head->kind == "code" ? "DO" : "CALL"}};
}

Hits is_too_long(const Scene& scene) {
  static constexpr std::size_t kMost = 63;
  bool rows = scene.action<ChangeRows>() || scene.action<Inert>();
  Hits out;
  if (rows || scene.statement().text.size() <= kMost) return out;
  for (const auto& token : scan_sql(scene.statement().text)) {
    bool name = token.kind == SqlToken::Kind::Word || token.kind == SqlToken::Kind::QuotedName;
    if (name && token.text.size() > kMost) {
      out.push_back({token.text, "it becomes " + token.text.substr(0, kMost)});
    }
  }
  return out;
}

constexpr Rule kStatementRules[] = {
    {"CMP107", Severity::Warn, "an enum value without a place, or used in its own transaction",
     "a value goes last where nobody says otherwise, and cannot be used before COMMIT",
     "say AFTER or BEFORE which value, and use it in a later revision", "ALTER TYPE, Notes",
     "ALTER TYPE mood ADD VALUE 'calm' AFTER 'happy';", uses_value_at_once},
    {"TXN101", Severity::Danger, "a statement that cannot run in a transaction inside one",
     "the server refuses it", "run it outside: in a revision in an autocommit block",
     "CREATE INDEX; VACUUM; CREATE DATABASE",
     "-- in Python: with op.get_context().autocommit_block():\nCREATE INDEX CONCURRENTLY ix ON "
     "users "
     "(email);",
     needs_no_transaction},
    {"NAM101", Severity::Warn, "a name longer than 63 bytes",
     "the server cuts it silently, and two such names may become one", "give it a shorter name",
     "4.1.1, Identifiers and Key Words", "", is_too_long},
    {"UNR101", Severity::Danger, "a statement that could not be read", "nobody knows what it does",
     "mend it, or look at it closely and allow it", "docs/postgresql.md", "", is_unreadable},
    {"UNR102", Severity::Warn, "code that is run",
     "what a DO block or a procedure changes cannot be told from its text",
     "write the statements themselves, so that they can be judged", "DO; CALL", "", runs_code},
};

}  // namespace

std::span<const Rule> statement_rules() {
  return kStatementRules;
}

}  // namespace athanor::postgresql
