#include <algorithm>

#include "engine/dialects/postgresql/effect.hpp"
#include "engine/dialects/postgresql/risk.hpp"
#include "engine/dialects/postgresql/risk_conversions.hpp"
#include "engine/dialects/postgresql/risk_words.hpp"
#include "schema/overloaded.hpp"

namespace athanor::postgresql {
namespace {

using namespace risk;
using risk::Severity;
using Hits = std::vector<Hit>;

Hits rewrites_type(const Scene& scene) {
  Hits out;
  scene.each<RetypesColumn>([&](const RetypesColumn& effect) {
    if (effect.from && keeps_rows(*effect.from, effect.to)) return;
    auto was = effect.from ? display(*effect.from) + " to " : "to ";
    out.push_back({part_of(effect.table, effect.column), was + display(effect.to)});
  });
  return out;
}

Hits rewrites_for_column(const Scene& scene) {
  Hits out;
  scene.each<AddsColumn>([&](const AddsColumn& effect) {
    if (effect.age == Age::New || !writes_every_row(effect.column)) return;
    out.push_back({part_of(effect.table, effect.column.name), ""});
  });
  return out;
}

Hits scans_for_null(const Scene& scene) {
  Hits out;
  scene.each<ForbidsNull>([&](const ForbidsNull& effect) {
    if (proves_not_null(scene.table(effect.table), effect.column)) return;
    out.push_back({part_of(effect.table, effect.column), ""});
  });
  return out;
}

/// Calls `take` with each action on a table that was there.
template <class Take>
void each_action(const Scene& scene, Take take) {
  const auto* alter = scene.action<AlterTable>();
  if (!alter || scene.age(alter->table) == Age::New) return;
  for (const auto& action : alter->actions) take(alter->table, action);
}

Hits moves_storage(const Scene& scene) {
  Hits out;
  each_action(scene, [&](const QualifiedName& table, const AlterAction& action) {
    bool moves = std::holds_alternative<SetUnlogged>(action) ||
                 std::holds_alternative<SetAccessMethod>(action) ||
                 std::holds_alternative<SetTablespace>(action);
    if (moves) out.push_back({display(table), ""});
  });
  return out;
}

Hits tunes_storage(const Scene& scene) {
  Hits out;
  each_action(scene, [&](const QualifiedName& table, const AlterAction& action) {
    const auto* set = std::get_if<SetOptions>(&action);
    if (!set && !std::holds_alternative<ResetOptions>(action)) return;
    auto off = set ? set->options.find("autovacuum_enabled") : decltype(set->options.end()){};
    bool switched_off = set && off != set->options.end() && off->second == "false";
    out.push_back({display(table), switched_off ? "autovacuum is switched off" : ""});
  });
  auto heading = scene.action<Unread>() ? heading_of(scene.statement().text) : std::nullopt;
  bool replica = heading && heading->kind == "replica identity";
  if (replica && scene.age(heading->name) == Age::Existing) {
    out.push_back({display(heading->name), "REPLICA IDENTITY"});
  }
  return out;
}

constexpr Rule kRewriteRules[] = {
    {"RWR101", Severity::Danger, "a type change that rewrites the table",
     "every row and every index is written anew while nobody can read or write the table",
     "add a column of the new type, fill it in batches, and let it take the old one's place",
     "ALTER TABLE, Notes",
     "ALTER TABLE users ADD COLUMN level_new bigint;\n-- in batches\nUPDATE users SET level_new = "
     "level WHERE id BETWEEN 1 AND 10000;\nALTER TABLE users DROP COLUMN level;\nALTER TABLE users "
     "RENAME COLUMN level_new TO level;",
     rewrites_type},
    {"RWR102", Severity::Danger, "a new column with a value of its own in every row",
     "a volatile default, a sequence or a stored generated value rewrites the table under lock",
     "add the column without it, set the default, and fill old rows in batches",
     "ALTER TABLE, Notes",
     "ALTER TABLE users ADD COLUMN token uuid;\nALTER TABLE users ALTER COLUMN token SET DEFAULT "
     "gen_random_uuid();\nUPDATE users SET token = gen_random_uuid() WHERE id BETWEEN 1 AND 10000;",
     rewrites_for_column},
    {"RWR103", Severity::Danger, "SET NOT NULL without a check that proves it",
     "every row is read while nobody can read or write the table",
     "add a check NOT VALID, validate it, and only then SET NOT NULL ([policy] online does so)",
     "ALTER TABLE, SET NOT NULL",
     "ALTER TABLE users ADD CONSTRAINT c CHECK (level IS NOT NULL) NOT VALID;\nALTER TABLE users "
     "VALIDATE CONSTRAINT c;\nALTER TABLE users ALTER COLUMN level SET NOT NULL;\nALTER TABLE "
     "users "
     "DROP CONSTRAINT c;",
     scans_for_null},
    {"RWR104", Severity::Danger, "a table moved: LOGGED, UNLOGGED, access method or tablespace",
     "the whole table is copied while nobody can read or write it",
     "do it when nobody works, or in a new table that is filled beside the old one",
     "ALTER TABLE, SET { LOGGED | UNLOGGED }, SET ACCESS METHOD, SET TABLESPACE",
     "SET lock_timeout = '5s';", moves_storage},
    {"RWR105", Severity::Warn, "storage parameters or the replica identity changed",
     "they change how the table is kept clean and replicated, and nobody sees it in the schema",
     "say in the revision why, and switch autovacuum on again in the same one",
     "CREATE TABLE, Storage Parameters; ALTER TABLE, REPLICA IDENTITY",
     "ALTER TABLE users SET (autovacuum_vacuum_scale_factor = 0.05);", tunes_storage},
};

}  // namespace

std::span<const Rule> rewrite_rules() {
  return kRewriteRules;
}

}  // namespace athanor::postgresql
