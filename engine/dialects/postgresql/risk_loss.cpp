#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/dialects/postgresql/risk.hpp"
#include "engine/dialects/postgresql/risk_conversions.hpp"
#include "engine/dialects/postgresql/risk_past.hpp"
#include "engine/dialects/postgresql/risk_words.hpp"
#include "engine/reach.hpp"

namespace athanor::postgresql {
namespace {

using namespace risk;
using risk::Severity;
using Hits = std::vector<Hit>;

const EnumType* enum_of(const Scene& scene, const std::optional<DataType>& type) {
  if (!type || type->dimensions > 0) return nullptr;
  auto found = scene.before.enums.find(type->name);
  return found == scene.before.enums.end() ? nullptr : &found->second;
}

std::vector<std::string> lost_values(const EnumType& from, const EnumType& to) {
  std::vector<std::string> out;
  for (const auto& value : from.values) {
    if (std::find(to.values.begin(), to.values.end(), value) == to.values.end()) {
      out.push_back(value);
    }
  }
  return out;
}

Hits drops_of(const Scene& scene, ObjectKind kind) {
  Hits out;
  const auto* drop = scene.action<Drop>();
  if (!drop || drop->kind != kind) return out;
  for (const auto& name : drop->names) out.push_back({display(name), ""});
  return out;
}

Hits drops_schema(const Scene& scene) {
  return drops_of(scene, ObjectKind::Schema);
}

Hits drops_materialized_view(const Scene& scene) {
  auto heading = scene.action<Unread>() ? heading_of(scene.statement().text) : std::nullopt;
  bool drops = heading && heading->verb == Heading::Verb::Drop &&
               heading->kind == "materialized view" && scene.age(heading->name) == Age::Existing;
  return drops ? Hits{{display(heading->name), ""}} : Hits{};
}

/// Only by another type in its place: PostgreSQL itself drops no value.
Hits drops_enum_value(const Scene& scene) {
  Hits out;
  scene.each<RetypesColumn>([&](const RetypesColumn& effect) {
    const auto* from = enum_of(scene, effect.from);
    const auto* to = enum_of(scene, effect.to);
    auto lost = from && to ? lost_values(*from, *to) : std::vector<std::string>();
    if (lost.empty()) return;
    out.push_back({part_of(effect.table, effect.column),
                   fmt::format("rows with {} make it fail", fmt::join(lost, ", "))});
  });
  return out;
}

/// One whose tables are all of this unit, or whose users take no values from it any more, is none.
Hits drops_sequence(const Scene& scene) {
  Hits out;
  const auto* drop = scene.action<Drop>();
  if (!drop || drop->kind != ObjectKind::Sequence) return out;
  for (const auto& name : drop->names) {
    for (const auto& table : tables_fed_by(scene.before, name, scene.dialect)) {
      if (scene.age(table) == Age::New) continue;
      out.push_back({display(name), display(table) + " takes its values from it"});
      break;
    }
  }
  return out;
}

/// The partition that a statement detaches.
std::optional<QualifiedName> detached(const Statement& statement) {
  auto heading =
      std::holds_alternative<Unread>(statement.action) ? heading_of(statement.text) : std::nullopt;
  return heading && heading->kind == "detach partition" ? heading->table : std::nullopt;
}

Hits drops_partition(const Scene& scene) {
  Hits out;
  scene.each<DropsTable>([&](const DropsTable& drop) {
    if (was_partition(scene, drop.name)) out.push_back({display(drop.name), ""});
  });
  return out;
}

Hits detaches_partition(const Scene& scene) {
  auto part = detached(scene.statement());
  return part ? Hits{{display(*part), ""}} : Hits{};
}

Hits loses_values(const Scene& scene) {
  Hits out;
  scene.each<RetypesColumn>([&](const RetypesColumn& effect) {
    if (enum_of(scene, effect.from) && enum_of(scene, effect.to)) return;  // DAT105
    if (!effect.from || loses_nothing(*effect.from, effect.to)) return;
    out.push_back({part_of(effect.table, effect.column),
                   display(*effect.from) + " to " + display(effect.to)});
  });
  return out;
}

constexpr Rule kLossRules[] = {
    {"DAT101", Severity::Danger, "a schema dropped", "all that is in it goes with it or blocks it",
     "drop what is in it by name, and the empty schema last", "DROP SCHEMA",
     "DROP TABLE billing.invoices;\nDROP SCHEMA billing RESTRICT;", drops_schema},
    {"DAT104", Severity::Danger, "a materialized view dropped",
     "what it holds is computed again only where its tables still have it",
     "make the new one beside it, and rename", "DROP MATERIALIZED VIEW",
     "CREATE MATERIALIZED VIEW totals_new AS SELECT count(*) FROM users;\nALTER MATERIALIZED VIEW "
     "totals RENAME TO totals_old;\nALTER MATERIALIZED VIEW totals_new RENAME TO totals;",
     drops_materialized_view},
    {"DAT105", Severity::Danger, "a value of an enum that is in use dropped",
     "rows that hold it stop the change", "give those rows another value in the same revision",
     "8.7.4, Implementation Details", "UPDATE users SET role = 'GUARDIAN' WHERE role = 'KEEPER';",
     drops_enum_value},
    {"DAT106", Severity::Danger, "a sequence dropped that a column takes its values from",
     "where the values had got to is forgotten, and inserts fail",
     "take the default away first, or make the column an identity", "DROP SEQUENCE",
     "ALTER TABLE users ALTER COLUMN id DROP DEFAULT;\nDROP SEQUENCE users_id_seq;",
     drops_sequence},
    {"DAT107", Severity::Danger, "a partition dropped", "its rows are gone for good",
     "detach it, and drop it when nobody has missed it for a while",
     "5.12.2.2, Partition Maintenance", "ALTER TABLE m DETACH PARTITION m_2020 CONCURRENTLY;",
     drops_partition},
    {"DAT108", Severity::Warn, "a partition detached",
     "queries of the whole table do not see its rows any more",
     "make sure that nobody asks for them there", "ALTER TABLE, DETACH PARTITION",
     "ALTER TABLE m DETACH PARTITION m_2020 CONCURRENTLY;", detaches_partition},
    {"DAT111", Severity::Danger, "a type change that can lose or refuse values",
     "a value that does not fit is cut, rounded, or stops the change",
     "count the values that do not fit first, or keep the wider type",
     "ALTER TABLE, SET DATA TYPE; chapter 8, Data Types",
     "SELECT count(*) FROM users WHERE length(name) > 20;", loses_values},
};

}  // namespace

std::span<const Rule> loss_rules() {
  return kLossRules;
}

}  // namespace athanor::postgresql
