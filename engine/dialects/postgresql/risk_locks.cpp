#include <algorithm>

#include "engine/dialects/postgresql/risk.hpp"
#include "engine/dialects/postgresql/risk_words.hpp"
#include "engine/reach.hpp"
#include "schema/overloaded.hpp"

namespace athanor::postgresql {
namespace {

using namespace risk;
using risk::Severity;
using Hits = std::vector<Hit>;

Hits blocks_by_index(const Scene& scene) {
  Hits out;
  scene.each<AddsIndex>([&](const AddsIndex& effect) {
    if (effect.age == Age::New || effect.concurrently) return;
    out.push_back({part_of(effect.table, effect.index.name), ""});
  });
  return out;
}

/// An index whose table nobody knows is only a danger where not all is known.
Hits blocks_by_dropping_index(const Scene& scene) {
  Hits out;
  scene.each<DropsIndex>([&](const DropsIndex& effect) {
    bool old =
        effect.table ? scene.age(*effect.table) == Age::Existing : scene.kind == Kind::Script;
    if (effect.concurrently || !old) return;
    out.push_back({effect.table ? part_of(*effect.table, effect.name) : effect.name, ""});
  });
  return out;
}

/// Calls `take` with each constraint that an existing table gets.
template <class Take>
void each_constraint_of_existing(const Scene& scene, Take take) {
  scene.each<AddsConstraint>([&](const AddsConstraint& effect) {
    if (effect.age == Age::Existing && !effect.using_index) take(effect.table, effect.constraint);
  });
}

/// With a column that is new and null everywhere, the server need not look at the rows.
Hits scans_for_constraint(const Scene& scene) {
  Hits out;
  each_constraint_of_existing(scene, [&](const auto& table, const Constraint& constraint) {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    const auto* check = std::get_if<Check>(&constraint);
    bool scans = (key && key->validated) || (check && check->validated);
    if (scans) out.push_back({label(table, constraint), ""});
  });
  return out;
}

bool is_key(const Constraint& constraint) {
  return std::holds_alternative<PrimaryKey>(constraint) ||
         std::holds_alternative<Unique>(constraint);
}

Hits builds_key(const Scene& scene) {
  Hits out;
  each_constraint_of_existing(scene, [&](const auto& table, const Constraint& constraint) {
    if (is_key(constraint)) out.push_back({label(table, constraint), ""});
  });
  scene.each<AddsColumn>([&](const AddsColumn& effect) {
    if (effect.age == Age::New) return;
    for (const auto& constraint : effect.constraints) {
      if (is_key(constraint)) out.push_back({label(effect.table, constraint), ""});
    }
  });
  return out;
}

Hits builds_exclusion(const Scene& scene) {
  Hits out;
  each_constraint_of_existing(scene, [&](const auto& table, const Constraint& constraint) {
    if (std::holds_alternative<Exclusion>(constraint))
      out.push_back({label(table, constraint), ""});
  });
  return out;
}

Hits validates_at_once(const Scene& scene) {
  Hits out;
  const auto* alter = scene.action<AlterTable>();
  if (!alter || !scene.in_transaction()) return out;
  for (const auto& action : alter->actions) {
    const auto* validate = std::get_if<ValidateConstraint>(&action);
    if (validate && scene.memory.not_valid.contains({alter->table, validate->name})) {
      out.push_back({part_of(alter->table, validate->name), ""});
    }
  }
  return out;
}

/// Whether an action takes less than ACCESS EXCLUSIVE (sql-altertable.html, at each form).
bool is_gentle(const AlterAction& action) {
  if (const auto* add = std::get_if<AddConstraint>(&action)) {
    return std::holds_alternative<ForeignKey>(add->constraint);
  }
  if (const auto* alter = std::get_if<AlterColumn>(&action)) {
    return std::holds_alternative<SetStatistics>(alter->change) ||
           std::holds_alternative<SetOptions>(alter->change) ||
           std::holds_alternative<ResetOptions>(alter->change);
  }
  return std::holds_alternative<ValidateConstraint>(action) ||
         std::holds_alternative<SetOptions>(action) ||
         std::holds_alternative<ResetOptions>(action) || std::holds_alternative<NoEffect>(action);
}

/// The table that a statement shuts to everybody, where it was there before.
std::optional<QualifiedName> shut_table(const Scene& scene) {
  auto existing = [&](const QualifiedName& table) {
    return scene.age(table) == Age::Existing ? std::optional(table) : std::nullopt;
  };
  if (const auto* alter = scene.action<AlterTable>()) {
    bool gentle = std::all_of(alter->actions.begin(), alter->actions.end(), is_gentle);
    return gentle ? std::nullopt : existing(alter->table);
  }
  if (const auto* drop = scene.action<Drop>(); drop && drop->kind == ObjectKind::Table) {
    return existing(drop->names.front());
  }
  const auto* rows = scene.action<ChangeRows>();
  bool truncates = rows && rows->verb == ChangeRows::Verb::Truncate && !rows->tables.empty();
  return truncates ? existing(rows->tables.front()) : std::nullopt;
}

/// A plan is run by athanor, which sets one.
Hits waits_without_end(const Scene& scene) {
  bool set = scene.memory.settings.contains("lock_timeout");
  if (scene.kind == Kind::Plan || set || scene.memory.reported.contains("LCK107")) return {};
  auto table = shut_table(scene);
  if (!table) return {};
  return {{display(*table), ""}};
}

Hits locks_for_maintenance(const Scene& scene) {
  const auto* inert = scene.action<Inert>();
  const auto* unread = scene.action<Unread>();
  Words words(scene.statement().text);
  if (unread) {
    auto heading = heading_of(scene.statement().text);
    bool detaches = heading && heading->kind == "detach partition";
    if (!detaches || words.has("concurrently") || words.has("finalize")) return {};
    return {{display(heading->name), "DETACH PARTITION"}};
  }
  if (!inert) return {};
  bool full = inert->keyword == "VACUUM" && words.has("full");
  bool other =
      inert->keyword == "REINDEX" || inert->keyword == "CLUSTER" || inert->keyword == "REFRESH";
  if (!full && (!other || words.has("concurrently"))) return {};
  return {{"", full ? "VACUUM FULL" : inert->keyword}};
}

bool touches_triggers(const Heading& heading) {
  using Verb = Heading::Verb;
  bool trigger = heading.kind == "trigger" || heading.kind == "constraint trigger";
  if (trigger && heading.table) return heading.verb == Verb::Create || heading.verb == Verb::Drop;
  return heading.verb == Verb::AlterTable &&
         (heading.kind.ends_with("row level security") || heading.kind.ends_with("trigger"));
}

Hits changes_triggers(const Scene& scene) {
  if (!scene.action<Unread>()) return {};
  auto heading = heading_of(scene.statement().text);
  if (!heading || !touches_triggers(*heading)) return {};
  auto table = heading->table.value_or(heading->name);
  if (scene.age(table) == Age::New) return {};
  return {{display(table), ""}};
}

Hits scans_partition(const Scene& scene) {
  if (!scene.action<Unread>()) return {};
  auto heading = heading_of(scene.statement().text);
  if (!heading || heading->kind != "attach partition" || !heading->table) return {};
  const auto& part = *heading->table;
  const Table* table = scene.table(part);
  bool checked = table && std::any_of(table->checks.begin(), table->checks.end(),
                                      [](const Check& check) { return check.validated; });
  if (checked || scene.age(part) == Age::New) return {};
  return {{display(part), "into " + display(heading->name)}};
}

constexpr Rule kLockRules[] = {
    {"LCK101", Severity::Danger, "an index built without CONCURRENTLY on a table in use",
     "nobody can write to the table until the index is done",
     "build it CONCURRENTLY, outside a transaction ([policy] online does so)",
     "CREATE INDEX, Building Indexes Concurrently",
     "CREATE INDEX CONCURRENTLY ix_users_email ON users (email);", blocks_by_index},
    {"LCK102", Severity::Warn, "an index dropped without CONCURRENTLY",
     "readers and writers of the table wait for it, and it for them",
     "drop it CONCURRENTLY, outside a transaction", "DROP INDEX, CONCURRENTLY",
     "DROP INDEX CONCURRENTLY ix_users_email;", blocks_by_dropping_index},
    {"LCK103", Severity::Danger, "a foreign key or check added without NOT VALID",
     "every row is read while writers wait",
     "add it NOT VALID, and validate it in a transaction of its own",
     "ALTER TABLE, ADD table_constraint [ NOT VALID ]",
     "ALTER TABLE users ADD CONSTRAINT age_positive CHECK (age > 0) NOT VALID;\n"
     "ALTER TABLE users VALIDATE CONSTRAINT age_positive;",
     scans_for_constraint},
    {"LCK104", Severity::Danger, "a unique or primary key added without USING INDEX",
     "its index is built while nobody can read or write the table",
     "build a unique index CONCURRENTLY, and make the key of it",
     "ALTER TABLE, ADD table_constraint_using_index",
     "CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);\nALTER TABLE users ADD "
     "CONSTRAINT users_email_key UNIQUE USING INDEX users_email_key;",
     builds_key},
    {"LCK105", Severity::Danger, "an exclusion constraint added to a table in use",
     "its index is built while nobody can read or write the table, and there is no gentler way",
     "do it when nobody works, or in a new table that is filled and then put in the place",
     "CREATE TABLE, EXCLUDE", "SET lock_timeout = '5s';", builds_exclusion},
    {"LCK106", Severity::Warn, "a constraint validated in the transaction that added it",
     "the lock of the first statement is kept while the second reads the whole table",
     "validate in a transaction of its own", "ALTER TABLE, VALIDATE CONSTRAINT",
     "BEGIN;\nALTER TABLE users ADD CONSTRAINT c CHECK (age > 0) NOT VALID;\nCOMMIT;\n"
     "ALTER TABLE users VALIDATE CONSTRAINT c;",
     validates_at_once},
    {"LCK107", Severity::Warn, "ACCESS EXCLUSIVE asked for without a lock_timeout",
     "while it waits for a long query to end, everybody who comes later waits behind it",
     "set a lock_timeout, and try again when it strikes (athanor upgrade does both)",
     "20.11, lock_timeout", "SET lock_timeout = '5s';\nALTER TABLE users ADD COLUMN level integer;",
     waits_without_end},
    {"LCK108", Severity::Danger,
     "REINDEX, CLUSTER, VACUUM FULL, REFRESH or DETACH that shuts a table",
     "nobody can use the table until it is done",
     "use the form with CONCURRENTLY where there is one",
     "REINDEX; CLUSTER; VACUUM; REFRESH MATERIALIZED VIEW; ALTER TABLE, DETACH PARTITION",
     "REINDEX INDEX CONCURRENTLY ix_users_email;\nREFRESH MATERIALIZED VIEW CONCURRENTLY totals;",
     locks_for_maintenance},
    {"LCK109", Severity::Warn, "triggers or row security switched on a table in use",
     "writers wait for the lock, and rows that come after it are treated differently",
     "do it in a short transaction of its own, with a lock_timeout",
     "CREATE TRIGGER; ALTER TABLE, ENABLE ROW LEVEL SECURITY",
     "SET lock_timeout = '5s';\nCREATE TRIGGER touch BEFORE UPDATE ON users FOR EACH ROW EXECUTE "
     "FUNCTION touch();",
     changes_triggers},
    {"LCK110", Severity::Danger, "a partition attached without a check that proves its bounds",
     "all its rows are read under ACCESS EXCLUSIVE",
     "add a check of the same bounds NOT VALID, validate it, attach, and drop it",
     "5.12.2.2, Partition Maintenance; ALTER TABLE, ATTACH PARTITION",
     "ALTER TABLE m_2026 ADD CONSTRAINT bounds CHECK (day >= '2026-01-01' AND day < '2027-01-01') "
     "NOT VALID;\nALTER TABLE m_2026 VALIDATE CONSTRAINT bounds;\nALTER TABLE m ATTACH PARTITION "
     "m_2026 FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');",
     scans_partition},
};

}  // namespace

std::span<const Rule> lock_rules() {
  return kLockRules;
}

}  // namespace athanor::postgresql
