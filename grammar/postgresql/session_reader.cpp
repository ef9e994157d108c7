#include "grammar/postgresql/session_reader.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

#include "grammar/postgresql/row_change_reader.hpp"
#include "schema/names.hpp"

namespace athanor::postgresql {
namespace {

using Lexer = PostgreSQLLexer;
using RowVerb = ChangeRows::Verb;
using ControlVerb = TransactionControl::Verb;

std::string upper(std::string text) {
  for (char& c : text) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return text;
}

using Actions = std::vector<Action>;

ChangeRows read_truncate(Front front) {
  ChangeRows rows{RowVerb::Truncate, {}};
  front.take("table");
  do {
    if (auto table = take_relation(front)) rows.tables.push_back(std::move(*table));
  } while (front.take(Lexer::COMMA));
  rows.cascade = front.has_ahead("cascade");
  return rows;
}

/// The changes of rows from here on, or, where there are none, a statement that changes nothing.
Actions read_rows(const Front& front, const std::string& keyword) {
  Actions out;
  for (auto& rows : read_row_changes(front)) out.emplace_back(std::move(rows));
  if (out.empty()) out.emplace_back(Inert{upper(keyword)});
  return out;
}

/// COPY table FROM writes rows; COPY ... TO reads them, unless its query writes some.
Actions read_copy(Front front) {
  if (front.type() == Lexer::LP) return read_rows(front, "copy");
  front.take("binary");
  auto table = take_relation(front);
  if (!table || !front.has_ahead("from")) return {Inert{"COPY"}};
  return {ChangeRows{RowVerb::Insert, {std::move(*table)}}};
}

/// CLUSTER and VACUUM FULL of tables write them anew. Names stand behind the options; in the old
/// form `CLUSTER index ON table` the index stands first.
Inert read_maintenance(Front front, const std::string& keyword) {
  Inert out{upper(keyword)};
  if (keyword != "cluster" && !front.has_ahead("full")) return out;
  if (front.take(Lexer::LP)) {
    while (!front.at_end() && !front.take(Lexer::RP)) front.next();
  }
  while (front.take("full") || front.take("freeze") || front.take("verbose") ||
         front.take("analyze") || front.take("analyse")) {
  }
  do {
    if (auto table = take_relation(front)) out.rewrites.push_back(std::move(*table));
    if (front.take("on") && !front.at_end()) out.rewrites = {front.take_qualified()};
  } while (front.take(Lexer::COMMA));
  return out;
}

Action read_set(Front front) {
  front.take("local");
  front.take("session");
  for (const char* words : {"transaction", "constraints", "characteristics"}) {
    if (front.take(words)) return Inert{"SET " + upper(words)};
  }
  if (front.take("authorization")) return Setting{"session_authorization", front.rest()};
  if (front.take("time zone")) return Setting{"timezone", front.rest()};
  if (front.take("schema")) return Setting{"search_path", front.rest()};
  std::string name;
  for (const auto& part : front.take_name()) name += (name.empty() ? "" : ".") + part;
  if (!front.take("to")) front.take(Lexer::EQ);
  return Setting{std::move(name), front.rest()};
}

Setting read_reset(Front front) {
  std::string name;
  for (const auto& part : front.take_name()) name += (name.empty() ? "" : ".") + part;
  return {std::move(name), "DEFAULT"};
}

/// `SELECT pg_catalog.set_config('search_path', '', false)`, as pg_dump writes it.
std::optional<Setting> take_set_config(const Written& written, Front front) {
  auto name = front.take_name();
  if (name.empty() || name.back() != "set_config" || !front.take(Lexer::LP)) return std::nullopt;
  if (front.type() != Lexer::STRING) return std::nullopt;
  auto setting = ascii_lower(string_value(written.exact(front.token())));
  front.next();
  if (!front.take(Lexer::COMMA) || front.type() != Lexer::STRING) return std::nullopt;
  auto value = string_value(written.exact(front.token()));
  return Setting{std::move(setting), value.empty() ? "''" : value};
}

/// SELECT ... INTO makes a table, unlike the INTO of an INSERT in a WITH.
const antlr4::Token* find_into(Front front) {
  std::size_t depth = 0;
  for (std::size_t last = 0; !front.at_end(); front.next()) {
    auto type = front.type();
    if (type == Lexer::LP) ++depth;
    if (type == Lexer::RP && depth > 0) --depth;
    if (type == Lexer::FROM && depth == 0) return nullptr;
    if (type == Lexer::INTO && depth == 0 && last != Lexer::INSERT) return front.token();
    last = type;
  }
  return nullptr;
}

Actions read_query(const Written& written, Front front, const std::string& keyword) {
  if (keyword == "select") {
    if (auto setting = take_set_config(written, front)) return {std::move(*setting)};
    if (const auto* into = find_into(front)) {
      written.error(into,
                    "SELECT ... INTO makes a table, and what columns that has only a database "
                    "can tell");
      return {};
    }
  }
  return read_rows(front, keyword);
}

std::optional<TransactionControl> transaction_control(const std::string& keyword, Front front) {
  static const std::map<std::string, ControlVerb, std::less<>> verbs = {
      {"begin", ControlVerb::Begin},         {"start", ControlVerb::Begin},
      {"commit", ControlVerb::Commit},       {"end", ControlVerb::Commit},
      {"rollback", ControlVerb::Rollback},   {"abort", ControlVerb::Rollback},
      {"savepoint", ControlVerb::Savepoint}, {"release", ControlVerb::Release},
      {"prepare", ControlVerb::Commit}};
  auto verb = verbs.find(keyword);
  if (verb == verbs.end()) return std::nullopt;
  if (keyword == "prepare" && front.word() != "transaction") return std::nullopt;
  return TransactionControl{verb->second};
}

bool is_inert(const std::string& keyword) {
  static const std::set<std::string, std::less<>> keywords = {
      "analyze",    "analyse",    "reindex", "show",    "listen",  "notify", "unlisten",
      "checkpoint", "discard",    "lock",    "fetch",   "move",    "close",  "declare",
      "execute",    "deallocate", "load",    "refresh", "reassign"};
  return keywords.contains(keyword);
}

bool is_query(const std::string& keyword) {
  return keyword == "select" || keyword == "with" || keyword == "values" || keyword == "table" ||
         keyword == "explain" || keyword == "prepare";
}

/// Why a statement cannot be read, or "".
std::string refusal(const std::string& keyword) {
  if (keyword == "do") return "a DO block runs code, and what that changes cannot be read from it";
  if (keyword == "call") return "CALL runs a procedure, and what that changes cannot be read";
  if (keyword == "grant" || keyword == "revoke") {
    return fmt::format("{}: privileges of PostgreSQL are not read yet", upper(keyword));
  }
  if (keyword == "security") return "SECURITY LABEL: security labels are not read yet";
  if (keyword == "import") return "IMPORT FOREIGN SCHEMA: foreign tables are not read yet";
  return {};
}

}  // namespace

Actions read_session_statement(const Written& written) {
  Front front(written);
  const auto* first = front.token();
  if (front.type() == Lexer::LP) return read_query(written, front, "(");
  auto keyword = front.word();
  auto whole = front;
  front.next();
  if (auto why = refusal(keyword); !why.empty()) {
    written.error(first, std::move(why));
    return {};
  }
  if (auto control = transaction_control(keyword, front)) return {*control};
  if (is_query(keyword)) return read_query(written, front, keyword);
  if (keyword == "set") return {read_set(front)};
  if (keyword == "reset") return {read_reset(front)};
  if (keyword == "truncate") return {read_truncate(front)};
  if (keyword == "copy") return read_copy(front);
  if (starts_row_change(whole)) return read_rows(whole, keyword);
  if (keyword == "vacuum" || keyword == "cluster") return {read_maintenance(front, keyword)};
  if (is_inert(keyword)) return {Inert{upper(keyword)}};
  written.error(first, fmt::format("expected a statement but found \"{}\"", written.exact(first)));
  return {};
}

}  // namespace athanor::postgresql
