#include "engine/rebuilt.hpp"

#include <algorithm>
#include <set>

#include "engine/reach.hpp"
#include "schema/sql_text.hpp"

namespace athanor {
namespace {

const Table* made_among(const std::vector<Statement>& statements, const QualifiedName& name,
                        const Dialect& dialect) {
  for (const auto& statement : statements) {
    const auto* create = std::get_if<Create<Table>>(&statement.action);
    if (create && same_name(create->object.name, name, dialect)) return &create->object;
  }
  return nullptr;
}

/// Whether nothing in a copy's text leaves rows out. What stands in parentheses is of values.
bool takes_all_rows(const std::string& copy) {
  static const std::set<std::string> leaves_out = {"where",    "limit",  "join",   "group",
                                                   "having",   "union",  "except", "intersect",
                                                   "distinct", "offset", "ignore"};
  int depth = 0;
  for (const auto& token : scan_sql(copy)) {
    if (token.text == "(") ++depth;
    if (token.text == ")") --depth;
    bool word = token.kind == SqlToken::Kind::Word && depth == 0;
    if (word && leaves_out.contains(ascii_lower(token.text))) return false;
  }
  return true;
}

}  // namespace

bool copies_column(const std::string& copy, const std::string& column) {
  auto tokens = scan_sql(copy);
  return mentions(copy, column) || std::any_of(tokens.begin(), tokens.end(),
                                               [](const auto& token) { return token.text == "*"; });
}

const Statement* copying(const std::vector<Statement>& statements, std::size_t end,
                         const QualifiedName& from, const QualifiedName& to,
                         const Dialect& dialect) {
  for (std::size_t i = 0; i < end; ++i) {
    const auto* change = std::get_if<ChangeRows>(&statements[i].action);
    bool inserts = change && change->verb == ChangeRows::Verb::Insert && !change->tables.empty();
    if (!inserts || !same_name(change->tables[0], to, dialect)) continue;
    auto reads = dialect.referenced_tables({statements[i].text, {}});
    bool out_of = std::any_of(reads.begin(), reads.end(),
                              [&](const auto& table) { return same_name(table, from, dialect); });
    if (out_of && takes_all_rows(statements[i].text)) return &statements[i];
  }
  return nullptr;
}

std::optional<Rebuild> rebuild_of(const std::vector<Statement>& statements, std::size_t drop,
                                  const QualifiedName& name, const Dialect& dialect) {
  for (std::size_t later = drop + 1; later < statements.size(); ++later) {
    const auto* alter = std::get_if<AlterTable>(&statements[later].action);
    if (!alter || alter->actions.size() != 1) continue;
    const auto* rename = std::get_if<RenameTable>(&alter->actions[0]);
    if (!rename || !same_name(rename->to, name, dialect)) continue;
    const Table* made = made_among(statements, alter->table, dialect);
    const Statement* copy = copying(statements, drop, name, alter->table, dialect);
    if (made && copy) return Rebuild{made, copy};
  }
  return std::nullopt;
}

const Table* replacement_of(const std::vector<Statement>& statements, std::size_t drop,
                            const QualifiedName& name, const Dialect& dialect) {
  auto rebuild = rebuild_of(statements, drop, name, dialect);
  return rebuild ? rebuild->made : nullptr;
}

}  // namespace athanor
