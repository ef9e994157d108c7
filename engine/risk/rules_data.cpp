#include <algorithm>

#include "engine/reach.hpp"
#include "engine/risk/rule.hpp"
#include "schema/sql_text.hpp"

namespace athanor::risk {
namespace {

using Hits = std::vector<Hit>;
using Verb = ChangeRows::Verb;

Hits drops_table(const Scene& scene) {
  Hits out;
  scene.each<DropsTable>([&](const DropsTable& drop) { out.push_back({display(drop.name), ""}); });
  return out;
}

/// A generated column holds nothing that could be lost.
Hits drops_column(const Scene& scene) {
  Hits out;
  scene.each<DropsColumn>([&](const DropsColumn& drop) {
    bool computed = drop.was && drop.was->generated;
    if (!computed) out.push_back({part_of(drop.table, drop.column), ""});
  });
  return out;
}

Hits overwrites_all(const Scene& scene) {
  Hits out;
  scene.each<WritesRows>([&](const WritesRows& rows) {
    if (rows.age == Age::New) return;
    bool all = rows.verb == Verb::Truncate ||
               ((rows.verb == Verb::Delete || rows.verb == Verb::Update) && !rows.where);
    // A column that came just now holds nothing that an UPDATE could overwrite.
    bool fills = rows.verb == Verb::Update &&
                 std::any_of(scene.memory.new_columns.begin(), scene.memory.new_columns.end(),
                             [&](const auto& column) {
                               return column.first == rows.table &&
                                      mentions(scene.statement().text, column.second);
                             });
    if (all && !fills) out.push_back({display(rows.table), ""});
  });
  return out;
}

/// Whether an UPDATE before, of the same unit, gives the column a value.
bool is_backfilled(const Scene& scene, const QualifiedName& table, const std::string& column) {
  return std::any_of(scene.statements.begin(),
                     scene.statements.begin() + static_cast<std::ptrdiff_t>(scene.at),
                     [&](const Statement& statement) {
                       const auto* rows = std::get_if<ChangeRows>(&statement.action);
                       bool updates = rows && rows->verb == Verb::Update && !rows->tables.empty() &&
                                      rows->tables.front() == table;
                       return updates && mentions(statement.text, column);
                     });
}

bool has_value(const Column& column) {
  if (column.generated || column.identity || column.type.name.name.ends_with("serial")) return true;
  const auto* value =
      column.default_value ? std::get_if<Expression>(&*column.default_value) : nullptr;
  return value && !ascii_iequals(value->text, "null");
}

Hits forbids_null(const Scene& scene) {
  Hits out;
  scene.each<ForbidsNull>([&](const ForbidsNull& effect) {
    if (was_never_null(scene, effect.table, effect.column)) return;
    if (is_backfilled(scene, effect.table, effect.column)) return;
    out.push_back({part_of(effect.table, effect.column), "rows that hold NULL make it fail"});
  });
  scene.each<AddsColumn>([&](const AddsColumn& effect) {
    bool fails =
        effect.age == Age::Existing && effect.column.nullable == false && !has_value(effect.column);
    if (!fails) return;
    out.push_back({part_of(effect.table, effect.column.name),
                   "a table with rows cannot take it: it has no default"});
  });
  return out;
}

bool any_new(const Scene& scene, const QualifiedName& table,
             const std::vector<std::string>& columns) {
  return std::any_of(columns.begin(), columns.end(), [&](const std::string& column) {
    return scene.memory.new_columns.contains({table, column});
  });
}

bool mentions_new(const Scene& scene, const QualifiedName& table, const std::string& text) {
  return std::any_of(
      scene.memory.new_columns.begin(), scene.memory.new_columns.end(),
      [&](const auto& column) { return column.first == table && mentions(text, column.second); });
}

/// Whether rows differ in these columns already, by a key that is there or was until now.
bool is_unique(const Scene& scene, const QualifiedName& table,
               const std::vector<std::string>& columns) {
  if (columns.empty()) return false;
  if (scene.memory.unique_before.contains({table, columns})) return true;
  const Table* known = scene.table(table);
  if (!known) return false;
  auto over = [&](const auto& key) { return columns_of(Constraint(key)) == columns; };
  if (known->primary_key && over(*known->primary_key)) return true;
  return std::any_of(known->uniques.begin(), known->uniques.end(), over);
}

/// Whether rows that are there may break it at once. A key over a column that came just now, and a
/// check that old rows need not hold yet, find none.
bool may_fail(const Scene& scene, const AddsConstraint& effect) {
  if (effect.age == Age::New || effect.using_index) return false;
  if (const auto* check = std::get_if<Check>(&effect.constraint)) {
    bool held = scene.memory.held_before.contains({effect.table, check->expression.text});
    return check->validated && !held && !mentions_new(scene, effect.table, check->expression.text);
  }
  if (std::holds_alternative<ForeignKey>(effect.constraint)) return false;
  auto columns = columns_of(effect.constraint);
  return !any_new(scene, effect.table, columns) && !is_unique(scene, effect.table, columns);
}

Hits narrows_rows(const Scene& scene) {
  Hits out;
  scene.each<AddsConstraint>([&](const AddsConstraint& effect) {
    if (may_fail(scene, effect)) out.push_back({label(effect.table, effect.constraint), ""});
  });
  scene.each<AddsIndex>([&](const AddsIndex& effect) {
    if (!effect.index.unique || effect.age == Age::New) return;
    std::vector<std::string> columns;
    for (const auto& element : effect.index.elements) {
      if (const auto* name = std::get_if<std::string>(&element.what)) columns.push_back(*name);
    }
    bool whole = columns.size() == effect.index.elements.size();
    if (any_new(scene, effect.table, columns)) return;
    if (whole && is_unique(scene, effect.table, columns)) return;
    out.push_back({part_of(effect.table, effect.index.name), ""});
  });
  return out;
}

/// Said once for what a revision drops; a script has no way back to speak of.
Hits keeps_shape_only(const Scene& scene) {
  if (scene.kind == Kind::Script) return {};
  auto out = drops_table(scene);
  auto columns = drops_column(scene);
  out.insert(out.end(), columns.begin(), columns.end());
  return out;
}

constexpr Rule kDataRules[] = {
    {"DAT102", Severity::Danger, "a table dropped", "its rows are gone for good",
     "rename it aside first, and drop it when nobody has missed it for a while",
     "PostgreSQL: DROP TABLE; SQLite: lang_droptable.html",
     "ALTER TABLE invoices RENAME TO invoices_unused;\n-- weeks later, in another revision\n"
     "DROP TABLE invoices_unused;",
     drops_table},
    {"DAT103", Severity::Danger, "a column dropped", "its values are gone for good",
     "first deploy code that does not use it, then drop it in a later revision",
     "PostgreSQL: ALTER TABLE, DROP COLUMN; SQLite: lang_altertable.html, section 5",
     "-- copy what may be wanted again\nCREATE TABLE users_nickname AS SELECT id, nickname FROM "
     "users;\nALTER TABLE users DROP COLUMN nickname;",
     drops_column},
    {"DAT110", Severity::Danger, "TRUNCATE, or DELETE or UPDATE of every row",
     "it empties or overwrites the whole table, and a downgrade cannot bring the rows back",
     "say which rows are meant with WHERE, and do many in batches",
     "PostgreSQL: TRUNCATE, DELETE, UPDATE; SQLite: lang_delete.html, lang_update.html",
     "UPDATE users SET level = 1 WHERE level IS NULL AND id BETWEEN 1 AND 10000;", overwrites_all},
    {"DAT112", Severity::Danger, "NOT NULL without a value for the rows that are there",
     "the statement fails on the first row that has none",
     "give the column a default, or fill it in an UPDATE before",
     "PostgreSQL: ALTER TABLE, SET NOT NULL; SQLite: lang_altertable.html, section 4",
     "UPDATE users SET level = 1 WHERE level IS NULL;\nALTER TABLE users ALTER COLUMN level SET "
     "NOT "
     "NULL;",
     forbids_null},
    {"DAT113", Severity::Danger, "a unique key, an exclusion or a check that old rows may break",
     "the statement fails where rows break it already",
     "count the offenders first, and mend them in the same revision",
     "PostgreSQL: 5.5, Constraints; SQLite: lang_createtable.html, section 3",
     "SELECT email, count(*) FROM users GROUP BY email HAVING count(*) > 1;", narrows_rows},
    {"DAT120", Severity::Warn, "a way back that brings the shape back but not the data",
     "a downgrade makes the table or the column again, empty",
     "take a backup before it is run, or move the data aside", "docs/risks.md",
     "ALTER TABLE invoices RENAME TO invoices_unused;", keeps_shape_only},
};

}  // namespace

std::span<const Rule> data_rules() {
  return kDataRules;
}

}  // namespace athanor::risk
