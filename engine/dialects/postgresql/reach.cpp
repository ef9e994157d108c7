#include "engine/dialects/postgresql/reach.hpp"

#include <algorithm>
#include <optional>
#include <set>

#include "grammar/postgresql/names.hpp"
#include "grammar/postgresql/references.hpp"
#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

using Tokens = std::vector<SqlToken>;

bool is_call(const Tokens& tokens, std::size_t at, std::string_view function) {
  if (at + 1 >= tokens.size() || tokens[at + 1].text != "(") return false;
  bool name =
      tokens[at].kind == SqlToken::Kind::Word || tokens[at].kind == SqlToken::Kind::QuotedName;
  return name && ascii_iequals(tokens[at].text, function);
}

/// What each setval (manual, 9.17) of a statement sets: a sequence, or that of a column of a table,
/// by a constant's name; nothing where it is computed.
std::vector<std::optional<QualifiedName>> positions_set(const std::string& text) {
  std::vector<std::optional<QualifiedName>> out;
  if (ascii_lower(text).find("setval") == std::string::npos) return out;
  auto tokens = scan_sql(text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!is_call(tokens, i, "setval")) continue;
    auto at = i + 2;
    if (at + 1 < tokens.size() && ascii_iequals(tokens[at].text, "pg_catalog")) at += 2;
    if (is_call(tokens, at, "pg_get_serial_sequence")) at += 2;
    bool constant = at < tokens.size() && tokens[at].kind == SqlToken::Kind::String;
    out.push_back(constant ? std::optional(read_regclass(string_value(tokens[at].text)))
                           : std::nullopt);
  }
  return out;
}

/// dblink (manual, F.12) runs the text that it is given; set_config changes the search path.
const char* called_by(const std::string& text) {
  for (const auto& token : scan_sql(text)) {
    if (token.kind != SqlToken::Kind::Word && token.kind != SqlToken::Kind::QuotedName) continue;
    auto word = ascii_lower(token.text);
    if (word.starts_with("dblink")) return "runs SQL through another connection";
    if (word == "set_config") return "changes a setting on its way";
  }
  for (const auto& set : positions_set(text)) {
    if (!set) return "sets a sequence whose name it computes";
  }
  return "";
}

bool is_catalogue(const QualifiedName& table) {
  return table.schema == "pg_catalog" || (table.schema.empty() && table.name.starts_with("pg_"));
}

std::string of_rows(const ChangeRows& rows, const std::string& text) {
  if (std::any_of(rows.tables.begin(), rows.tables.end(), is_catalogue)) {
    return "writes to the catalogue";
  }
  return called_by(text);
}

/// With backslashes as escapes a string ends elsewhere than it was read to (manual, 4.1.2.2).
std::string of_setting(const Setting& setting) {
  bool strings = setting.name == "standard_conforming_strings";
  bool kept = !setting.value || mentions(*setting.value, "on") || *setting.value == "DEFAULT" ||
              *setting.value == "'on'";
  return strings && !kept ? "changes where strings end" : "";
}

/// The setting that ALTER ROLE, DATABASE or SYSTEM ... SET gives to later sessions.
std::optional<Setting> given_to_later_sessions(const std::string& text) {
  static const std::set<std::string, std::less<>> kinds = {"role", "user", "database", "system"};
  auto tokens = scan_sql(text);
  if (tokens.size() < 2 || !ascii_iequals(tokens[0].text, "alter")) return std::nullopt;
  if (!kinds.contains(ascii_lower(tokens[1].text))) return std::nullopt;
  for (std::size_t i = 2; i + 2 < tokens.size(); ++i) {
    if (tokens[i].kind != SqlToken::Kind::Word || !ascii_iequals(tokens[i].text, "set")) continue;
    bool sign = tokens[i + 2].text == "=" || ascii_iequals(tokens[i + 2].text, "to");
    auto value = sign && i + 3 < tokens.size() ? i + 3 : i + 2;
    return Setting{ascii_lower(tokens[i + 1].text), text.substr(tokens[value].offset)};
  }
  return std::nullopt;
}

/// Whether names are looked up where they are by default (manual, 5.9.3).
bool is_usual_path(const std::string& value) {
  static const std::set<std::string, std::less<>> usual = {"public", "$user", "default",
                                                           "pg_catalog", "pg_temp"};
  auto tokens = scan_sql(value);
  return std::all_of(tokens.begin(), tokens.end(), [&](const SqlToken& token) {
    auto name =
        token.kind == SqlToken::Kind::String ? string_value(token.text) : ascii_lower(token.text);
    return token.kind == SqlToken::Kind::Symbol || usual.contains(name);
  });
}

/// A revision that runs in another session is judged by names, which mean other tables then.
std::string of_later_setting(const Setting& setting) {
  bool moves = setting.name == "search_path" && !is_usual_path(*setting.value);
  if (moves) return "sets where later sessions look names up";
  if (setting.name == "role") return "sets what role later sessions take";
  return of_setting(setting);
}

std::string of_inert(const Inert& inert, const std::string& text) {
  if (auto setting = given_to_later_sessions(text)) return of_later_setting(*setting);
  if (inert.keyword == "REASSIGN") return "gives what a role owns to another";
  if (inert.keyword == "LOAD") return "loads code";
  return called_by(text);
}

/// COPY hands rows to a program of the server's.
bool runs_program(const std::string& text) {
  auto tokens = scan_sql(text);
  bool copies = !tokens.empty() && ascii_iequals(tokens[0].text, "copy");
  return copies && std::any_of(tokens.begin(), tokens.end(), [](const SqlToken& token) {
           return token.kind == SqlToken::Kind::Word && ascii_iequals(token.text, "program");
         });
}

}  // namespace

std::string reach_beyond_names(const Statement& statement) {
  if (runs_program(statement.text)) return "runs a program on the server";
  const auto* rows = std::get_if<ChangeRows>(&statement.action);
  if (rows) return of_rows(*rows, statement.text);
  const auto* inert = std::get_if<Inert>(&statement.action);
  if (inert) return of_inert(*inert, statement.text);
  const auto* setting = std::get_if<Setting>(&statement.action);
  return setting ? of_setting(*setting) : "";
}

std::vector<QualifiedName> sequences_set(const Statement& statement) {
  std::vector<QualifiedName> out;
  for (auto& set : positions_set(statement.text)) {
    if (set) out.push_back(std::move(*set));
  }
  return out;
}

}  // namespace athanor::postgresql
