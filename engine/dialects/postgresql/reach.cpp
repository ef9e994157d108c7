#include "engine/dialects/postgresql/reach.hpp"

#include <algorithm>

#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

/// dblink (manual, F.12) runs the text that it is given; set_config changes the search path.
const char* called_by(const std::string& text) {
  for (const auto& token : scan_sql(text)) {
    if (token.kind != SqlToken::Kind::Word && token.kind != SqlToken::Kind::QuotedName) continue;
    auto word = ascii_lower(token.text);
    if (word.starts_with("dblink")) return "runs SQL through another connection";
    if (word == "set_config") return "changes a setting on its way";
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

std::string of_inert(const Inert& inert, const std::string& text) {
  if (inert.keyword == "REASSIGN") return "gives what a role owns to another";
  if (inert.keyword == "LOAD") return "loads code";
  return called_by(text);
}

/// With backslashes as escapes a string ends elsewhere than it was read to (manual, 4.1.2.2).
std::string of_setting(const Setting& setting) {
  bool strings = setting.name == "standard_conforming_strings";
  bool kept = !setting.value || mentions(*setting.value, "on") || *setting.value == "DEFAULT" ||
              *setting.value == "'on'";
  return strings && !kept ? "changes where strings end" : "";
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

}  // namespace athanor::postgresql
