#include "engine/dialects/postgresql/health.hpp"

#include <fmt/format.h>

#include "engine/dialects/postgresql/types.hpp"
#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

/// Classes of errors that are about values, rights, locks, limits or the server (appendix A), and
/// settings that only an application makes (42704).
bool is_of_the_attempt(const std::string& sqlstate) {
  for (const char* prefix :
       {"08", "22", "23", "25", "40", "42501", "42704", "53", "54", "55", "57", "58", "P0"}) {
    if (sqlstate.starts_with(prefix)) return true;
  }
  return sqlstate.empty();
}

class PostgresqlHealth final : public health::Health {
 public:
  std::vector<health::Condition> conditions(Session& session, const Schema& schema) const override {
    return postgresql::conditions(session, schema);
  }

  std::vector<std::string> values(const DataType& type, const health::Hints& hints,
                                  const Schema& schema) const override {
    return sample_values(type, hints, schema);
  }
  std::string typed(const std::string& expression, const DataType& type) const override {
    return fmt::format("CAST({} AS {})", expression, type_text(type));
  }
  bool is_whole(const DataType& type) const override {
    const auto& name = type.name.name;
    bool own = type.name.schema.empty() && type.dimensions == 0;
    return own && (name == "smallint" || name == "integer" || name == "bigint");
  }
  bool counts(const Expression& default_value) const override {
    return mentions(default_value.text, "nextval");
  }
  std::string overriding() const override { return "OVERRIDING SYSTEM VALUE "; }

  /// A trigger's function may count, notify or call out, which no rollback takes back.
  std::string reason_not_to_try(const Table& table, const Schema&) const override {
    for (const auto& trigger : table.triggers) {
      for (auto event : trigger.events) {
        if (event != Trigger::Event::Insert) continue;
        return fmt::format("what trigger {} does is not known", trigger.name);
      }
    }
    return "";
  }
  void begin_trial(Session& session) const override {
    session.begin();
    session.execute("SET CONSTRAINTS ALL IMMEDIATE");
  }
  bool is_about_table(const StatementError& error) const override {
    return !is_of_the_attempt(error.fault().sqlstate);
  }
};

}  // namespace

const health::Health& health() {
  static const PostgresqlHealth instance;
  return instance;
}

}  // namespace athanor::postgresql
