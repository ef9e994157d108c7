#include "grammar/postgresql/unmodelled.hpp"

namespace athanor::postgresql {
namespace {

struct Row {
  const char* words;
  const char* plural;
  UnmodelledKind::Effect effect = UnmodelledKind::Effect::Schema;
};

constexpr auto kCluster = UnmodelledKind::Effect::Cluster;

/// Longer beginnings stand before shorter ones.
constexpr Row kKinds[] = {
    {"materialized view", "materialized views"},
    {"recursive view", "views"},
    {"view", "views"},
    {"function", "functions"},
    {"procedure", "procedures"},
    {"routine", "functions"},
    {"aggregate", "aggregates"},
    {"constraint trigger", "triggers"},
    {"event trigger", "event triggers"},
    {"trigger", "triggers"},
    {"policy", "policies"},
    {"rule", "rules"},
    {"publication", "publications"},
    {"subscription", "subscriptions"},
    {"statistics", "statistics objects"},
    {"foreign table", "foreign tables"},
    {"foreign data wrapper", "foreign-data wrappers"},
    {"server", "foreign servers"},
    {"user mapping", "user mappings"},
    {"operator class", "operator classes"},
    {"operator family", "operator families"},
    {"operator", "operators"},
    {"cast", "casts"},
    {"text search", "text search objects"},
    {"trusted procedural language", "languages"},
    {"trusted language", "languages"},
    {"procedural language", "languages"},
    {"language", "languages"},
    {"conversion", "conversions"},
    {"transform", "transforms"},
    {"access method", "access methods"},
    {"default privileges", "privileges"},
    {"large object", "large objects"},
    {"owned", "ownership"},
    {"database", "databases", kCluster},
    {"role", "roles", kCluster},
    {"user", "roles", kCluster},
    {"group", "roles", kCluster},
    {"tablespace", "tablespaces", kCluster},
    {"system", "settings of the server", kCluster},
};

}  // namespace

std::optional<UnmodelledKind> take_unmodelled_kind(Front& front) {
  auto start = front;
  front.take("or replace");
  bool temporary = front.take("temp") || front.take("temporary") || front.take("local temporary") ||
                   front.take("local temp") || front.take("global temporary");
  for (const auto& row : kKinds) {
    if (!front.take(row.words)) continue;
    auto effect = temporary ? UnmodelledKind::Effect::None : row.effect;
    return UnmodelledKind{row.words, std::string(row.plural) + " of PostgreSQL", effect};
  }
  front = start;
  return std::nullopt;
}

}  // namespace athanor::postgresql
