#include "grammar/postgresql/session_reader.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

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

/// The verb and the table of INSERT INTO, UPDATE, DELETE FROM or MERGE INTO that stands here.
std::optional<ChangeRows> take_row_change(Front& front) {
  std::optional<RowVerb> verb;
  if (front.take("insert into")) verb = RowVerb::Insert;
  if (front.take("merge into") || front.take("update")) verb = RowVerb::Update;
  if (front.take("delete from")) verb = RowVerb::Delete;
  if (!verb) return std::nullopt;
  front.take("only");
  ChangeRows rows{*verb, {front.take_qualified()}};
  rows.where = front.has_ahead("where") || front.has_ahead("using");
  return rows;
}

/// What a query, or a WITH before a change of rows, writes to; `FOR UPDATE` and `DO UPDATE SET`
/// are of no table.
std::optional<ChangeRows> find_row_change(Front front) {
  std::optional<ChangeRows> found;
  bool locks = false;
  while (!front.at_end()) {
    auto here = front;
    if (auto rows = locks ? std::nullopt : take_row_change(front)) {
      if (found) {
        found->tables.push_back(rows->tables.front());
      } else {
        found = std::move(rows);
      }
      continue;
    }
    auto word = here.word();
    locks = word == "for" || word == "do" || word == "key" || word == "on";
    front = here;
    front.next();
  }
  return found;
}

ChangeRows read_truncate(Front front) {
  ChangeRows rows{RowVerb::Truncate, {}};
  front.take("table");
  do {
    front.take("only");
    rows.tables.push_back(front.take_qualified());
    front.take(Lexer::STAR);
  } while (front.take(Lexer::COMMA));
  rows.cascade = front.has_ahead("cascade");
  return rows;
}

/// COPY table FROM writes rows; COPY ... TO reads them.
Action read_copy(Front front) {
  if (front.type() == Lexer::LP) return Inert{"COPY"};
  auto table = front.take_qualified();
  if (!front.has_ahead("from")) return Inert{"COPY"};
  return ChangeRows{RowVerb::Insert, {std::move(table)}};
}

std::optional<Action> read_set(Front front) {
  front.take("session") || front.take("local");
  for (const char* words : {"transaction", "constraints", "characteristics", "authorization"}) {
    if (front.take(words)) return Inert{"SET " + upper(words)};
  }
  if (front.take("time zone")) return Setting{"timezone", front.rest()};
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

std::optional<Action> read_query(const Written& written, Front front, const std::string& keyword) {
  if (keyword == "select") {
    if (auto setting = take_set_config(written, front)) return std::move(*setting);
    if (const auto* into = find_into(front)) {
      written.error(into,
                    "SELECT ... INTO makes a table, and what columns that has only a database "
                    "can tell");
      return std::nullopt;
    }
  }
  if (auto rows = find_row_change(front)) return std::move(*rows);
  return Inert{upper(keyword)};
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
      "analyze",  "analyse",    "vacuum",     "reindex", "cluster", "show",    "listen", "notify",
      "unlisten", "checkpoint", "discard",    "lock",    "fetch",   "move",    "close",  "declare",
      "prepare",  "execute",    "deallocate", "load",    "refresh", "reassign"};
  return keywords.contains(keyword);
}

bool is_query(const std::string& keyword) {
  return keyword == "select" || keyword == "with" || keyword == "values" || keyword == "table" ||
         keyword == "explain";
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

std::optional<Action> read_session_statement(const Written& written) {
  Front front(written);
  const auto* first = front.token();
  if (front.type() == Lexer::LP) return read_query(written, front, "(");
  auto keyword = front.word();
  auto whole = front;
  front.next();
  if (auto why = refusal(keyword); !why.empty()) {
    written.error(first, std::move(why));
    return std::nullopt;
  }
  if (is_query(keyword)) return read_query(written, front, keyword);
  if (keyword == "set") return read_set(front);
  if (keyword == "reset") return read_reset(front);
  if (keyword == "truncate") return read_truncate(front);
  if (keyword == "copy") return read_copy(front);
  if (auto rows = take_row_change(whole)) return std::move(*rows);
  if (auto control = transaction_control(keyword, front)) return *control;
  if (is_inert(keyword)) return Inert{upper(keyword)};
  written.error(first, fmt::format("expected a statement but found \"{}\"", written.exact(first)));
  return std::nullopt;
}

}  // namespace athanor::postgresql
