#include <algorithm>

#include "engine/null_proof.hpp"
#include "engine/reach.hpp"
#include "engine/risk/rule.hpp"
#include "schema/sql_text.hpp"

namespace athanor::risk {
namespace {

using Hits = std::vector<Hit>;

Hits renames_table(const Scene& scene) {
  Hits out;
  scene.each<RenamesTable>([&](const RenamesTable& rename) {
    out.push_back({display(rename.from), "to " + display(rename.to)});
  });
  return out;
}

Hits renames_column(const Scene& scene) {
  Hits out;
  scene.each<RenamesColumn>([&](const RenamesColumn& rename) {
    if (scene.is_new_column(rename.table, rename.from)) return;
    out.push_back({part_of(rename.table, rename.from), "to " + rename.to});
  });
  return out;
}

/// Whether the column is gone when all is done, or has a value of its own by another way.
bool is_settled(const Scene& scene, const QualifiedName& name, const std::string& column) {
  const Table* table = find_table(scene.finish, name, scene.dialect);
  if (!table) return false;
  const Column* found = find_column(*table, column, scene.dialect);
  return !found || found->default_value || found->identity || found->generated;
}

/// Without a default, a column that takes no NULL must be filled by whoever inserts.
Hits asks_more(const Scene& scene) {
  Hits out;
  scene.each<DropsDefault>([&](const DropsDefault& effect) {
    if (is_settled(scene, effect.table, effect.column)) return;
    out.push_back({part_of(effect.table, effect.column), "its default goes"});
  });
  scene.each<ForbidsNull>([&](const ForbidsNull& effect) {
    if (is_settled(scene, effect.table, effect.column)) return;
    if (was_never_null(scene, effect.table, effect.column)) return;
    out.push_back({part_of(effect.table, effect.column), "it takes NULL no more"});
  });
  return out;
}

/// One that comes back in the same unit, such as a check with one value more, is no loss.
bool comes_back(const Scene& scene, const DropsConstraint& drop) {
  for (const auto& effect : scene.effects) {
    const auto* add = std::get_if<AddsConstraint>(&effect);
    if (add && drop.was && add->constraint.index() == drop.was->index()) return true;
  }
  for (std::size_t later = scene.at + 1; later < scene.statements.size(); ++later) {
    const auto* alter = std::get_if<AlterTable>(&scene.statements[later].action);
    if (!alter || alter->table != drop.table) continue;
    for (const auto& action : alter->actions) {
      const auto* add = std::get_if<AddConstraint>(&action);
      if (!add) continue;
      auto name =
          std::visit([](const auto& part) { return part.name.value_or(""); }, add->constraint);
      if (name == drop.name || (drop.was && add->constraint.index() == drop.was->index())) {
        return true;
      }
    }
  }
  return false;
}

/// Whether the unit itself declared it, for as long as it needs it.
bool is_own(const Scene& scene, const DropsConstraint& drop) {
  for (std::size_t i = 0; i < scene.at; ++i) {
    const auto* alter = std::get_if<AlterTable>(&scene.statements[i].action);
    if (!alter || alter->table != drop.table) continue;
    for (const auto& action : alter->actions) {
      const auto* add = std::get_if<AddConstraint>(&action);
      bool same = add && std::visit([&](const auto& part) { return part.name == drop.name; },
                                    add->constraint);
      if (same) return true;
    }
  }
  return false;
}

/// `DROP CONSTRAINT IF EXISTS c, ADD CONSTRAINT c ...` of one that is not there drops nothing.
bool is_there(const Scene& scene, const DropsConstraint& drop) {
  return drop.was || !scene.table(drop.table);
}

/// Whether it goes with a column that it is about, or what it says is said by NOT NULL.
bool goes_with_column(const Scene& scene, const DropsConstraint& drop) {
  const Table* now = scene.table(drop.table);
  const Table* then = find_table(scene.finish, drop.table, scene.dialect);
  if (!now || !then || !drop.was) return !then && now;
  const auto* check = std::get_if<Check>(&*drop.was);
  auto keys = columns_of(*drop.was);
  return std::any_of(now->columns.begin(), now->columns.end(), [&](const Column& column) {
    bool named = check ? mentions(check->expression.text, column.name)
                       : std::find(keys.begin(), keys.end(), column.name) != keys.end();
    const Column* kept = find_column(*then, column.name, scene.dialect);
    bool filled = check && kept && kept->nullable == false &&
                  column_never_null(check->expression.text) == column.name;
    return named && (!kept || filled);
  });
}

/// Whether the table that a foreign key references is dropped in the same unit: what it held no row
/// can break any more.
bool goes_with_parent(const Scene& scene, const DropsConstraint& drop) {
  const auto* key = drop.was ? std::get_if<ForeignKey>(&*drop.was) : nullptr;
  if (!key || find_table(scene.finish, key->table, scene.dialect)) return false;
  auto is_parent = [&](const QualifiedName& name) {
    return same_name(name, key->table, scene.dialect) &&
           same_schema(name.schema, key->table.schema, scene.dialect);
  };
  return std::any_of(scene.statements.begin(), scene.statements.end(), [&](const auto& statement) {
    const auto* other = std::get_if<Drop>(&statement.action);
    return other && other->kind == ObjectKind::Table &&
           std::any_of(other->names.begin(), other->names.end(), is_parent);
  });
}

Hits drops_constraint(const Scene& scene) {
  Hits out;
  scene.each<DropsConstraint>([&](const DropsConstraint& drop) {
    if (scene.age(drop.table) == Age::New || !is_there(scene, drop)) return;
    if (is_own(scene, drop) || comes_back(scene, drop)) return;
    if (goes_with_column(scene, drop) || goes_with_parent(scene, drop)) return;
    auto object = drop.was ? label(drop.table, *drop.was) : part_of(drop.table, drop.name);
    out.push_back({std::move(object), ""});
  });
  return out;
}

constexpr Rule kCompatibilityRules[] = {
    {"CMP101", Severity::Danger, "a table renamed under running code",
     "code that is running still asks for the old name and fails at once",
     "leave a view under the old name until no code asks for it",
     "PostgreSQL: ALTER TABLE, RENAME; SQLite: lang_altertable.html, section 2",
     "ALTER TABLE accounts RENAME TO users;\nCREATE VIEW accounts AS SELECT * FROM users;",
     renames_table},
    {"CMP102", Severity::Danger, "a column renamed under running code",
     "code that is running still asks for the old name and fails at once",
     "add the new column, write both, move the readers, and drop the old one later",
     "PostgreSQL: ALTER TABLE, RENAME; SQLite: lang_altertable.html, section 3",
     "ALTER TABLE users ADD COLUMN level integer;\nUPDATE users SET level = grade;\n-- when no "
     "code "
     "reads it any more\nALTER TABLE users DROP COLUMN grade;",
     renames_column},
    {"CMP104", Severity::Warn, "a column that running code may not fill",
     "an INSERT that leaves the column out worked until now and fails from then on",
     "keep a default until all code fills the column",
     "PostgreSQL: ALTER TABLE; SQLite: lang_createtable.html, section 3.2",
     "ALTER TABLE users ALTER COLUMN level SET DEFAULT 1;", asks_more},
    {"CMP105", Severity::Warn, "a foreign key, check or key dropped",
     "rows that break it can come in from now on, and code may rely on there being none",
     "make sure that nothing relies on it; adding it again later will have to mend those rows",
     "PostgreSQL: ALTER TABLE, DROP CONSTRAINT; SQLite: lang_createtable.html, section 3", "",
     drops_constraint},
};

}  // namespace

std::span<const Rule> compatibility_rules() {
  return kCompatibilityRules;
}

}  // namespace athanor::risk
