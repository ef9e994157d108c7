#include "engine/rebuilt.hpp"

#include <algorithm>

#include "engine/reach.hpp"

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

}  // namespace

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
    if (out_of) return &statements[i];
  }
  return nullptr;
}

const Table* replacement_of(const std::vector<Statement>& statements, std::size_t drop,
                            const QualifiedName& name, const Dialect& dialect) {
  for (std::size_t later = drop + 1; later < statements.size(); ++later) {
    const auto* alter = std::get_if<AlterTable>(&statements[later].action);
    if (!alter || alter->actions.size() != 1) continue;
    const auto* rename = std::get_if<RenameTable>(&alter->actions[0]);
    if (!rename || !same_name(rename->to, name, dialect)) continue;
    const Table* made = made_among(statements, alter->table, dialect);
    if (made && copying(statements, drop, name, alter->table, dialect)) return made;
  }
  return nullptr;
}

}  // namespace athanor
