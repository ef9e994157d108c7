#include <algorithm>

#include "engine/risk/rule.hpp"
#include "schema/sql_text.hpp"

namespace athanor::risk {
namespace {

using Hits = std::vector<Hit>;

/// Told once, at the first statement that is sent the other way. What leaves no trace does not
/// count.
Hits mixes_sendings(const Scene& scene) {
  if (scene.kind != Kind::Revision || scene.memory.reported.contains("TXN102")) return {};
  auto matters = [&](std::size_t i) {
    const auto& action = scene.statements[i].action;
    return !std::holds_alternative<Setting>(action) && !std::holds_alternative<Inert>(action);
  };
  if (!matters(scene.at)) return {};
  for (std::size_t i = 0; i < scene.at; ++i) {
    if (matters(i) && scene.sendings[i] != scene.sending()) return {{"", ""}};
  }
  return {};
}

Hits controls_transaction(const Scene& scene) {
  const auto* control = scene.action<TransactionControl>();
  if (scene.kind != Kind::Revision || !control) return {};
  using Verb = TransactionControl::Verb;
  bool nested = control->verb == Verb::Savepoint || control->verb == Verb::Release;
  if (nested) return {};
  return {{"", std::string(scan_sql(scene.statement().text).front().text)}};
}

constexpr Rule kTransactionRules[] = {
    {"TXN102", Severity::Warn, "a revision that runs partly in a transaction and partly outside",
     "where it fails midway, the part that was done stays done while the version does not move",
     "part it into two revisions, or make each part so that it can be run again",
     "Alembic: MigrationContext.autocommit_block()",
     "-- outside a transaction, and repeatable\nCREATE INDEX CONCURRENTLY IF NOT EXISTS ix_users "
     "ON "
     "users (email);",
     mixes_sendings},
    {"TXN103", Severity::Danger, "BEGIN or COMMIT written by hand in a revision",
     "it ends the transaction that the revision and its version row are run in",
     "leave transactions to who runs the revision; use an autocommit block for what must be "
     "outside",
     "Alembic: transaction_per_migration, autocommit_block()",
     "-- in Python: with op.get_context().autocommit_block(): op.execute(\"VACUUM\")",
     controls_transaction},
};

}  // namespace

std::span<const Rule> transaction_rules() {
  return kTransactionRules;
}

}  // namespace athanor::risk
