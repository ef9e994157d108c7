#include "engine/dialects/sqlite/health.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/dialects/sqlite/names.hpp"
#include "grammar/sqlite/reader.hpp"
#include "schema/sql_text.hpp"

namespace athanor::sqlite {
namespace {

bool has_in(const std::string& type, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(),
                     [&](auto part) { return type.find(part) != std::string::npos; });
}

std::vector<std::string> quoted_texts(const std::vector<std::string>& texts) {
  std::vector<std::string> out;
  for (const auto& text : texts) out.push_back(quote_text(text));
  return out;
}

/// The length in `varchar(20)`, which only checks enforce; else as long as they come.
std::size_t longest_text(const DataType& type) {
  if (type.modifiers.empty()) return 4000;
  auto digits = type.modifiers.front();
  bool number = !digits.empty() && digits.size() < 6 &&
                digits.find_first_not_of("0123456789") == std::string::npos;
  return number ? std::stoul(digits) : 4000;
}

/// What an insert into a table may reach through triggers, theirs included.
class TriggerReach {
 public:
  explicit TriggerReach(const Schema& schema) : schema_(schema) {}

  /// The first table that the schema does not have; "" where all is within it.
  std::string beyond(const Table& table) {
    return seen_.insert(table.name).second ? beyond(table.triggers) : "";
  }

 private:
  std::string beyond(const std::vector<Trigger>& triggers) {
    for (const auto& trigger : triggers) {
      auto outside = trigger.body ? beyond(*trigger.body) : "";
      if (!outside.empty()) return outside;
    }
    return "";
  }

  std::string beyond(const Body& body) {
    for (const auto& name : referenced_tables(body.text)) {
      auto outside = beyond(name);
      if (!outside.empty()) return outside;
    }
    return "";
  }

  std::string beyond(const QualifiedName& name) {
    for (const auto& [other, table] : schema_.tables) {
      if (ascii_iequals(other.name, name.name)) return beyond(table);
    }
    for (const auto& [other, view] : schema_.views) {
      if (ascii_iequals(other.name, name.name)) return beyond(view);
    }
    return display(name);
  }

  std::string beyond(const View& view) {
    if (!seen_.insert(view.name).second) return "";
    auto outside = beyond(view.triggers);
    return outside.empty() ? beyond(view.query) : outside;
  }

  const Schema& schema_;
  std::set<QualifiedName> seen_;
};

class SqliteHealth final : public health::Health {
 public:
  std::vector<health::Condition> conditions(Session& session, const Schema& schema) const override {
    return sqlite::conditions(session, schema);
  }

  /// By affinity (datatype3.html, section 3.1), and by the names that people give to the types of
  /// days and flags.
  std::vector<std::string> values(const DataType& type, const health::Hints& hints,
                                  const Schema&) const override {
    auto name = ascii_lower(type.name.name);
    if (has_in(name, {"int", "bool"})) return health::numbers_within(hints, -1e15L, 1e15L);
    if (has_in(name, {"char", "clob", "text"})) {
      return quoted_texts(health::texts_within(hints, longest_text(type)));
    }
    if (name.empty() || has_in(name, {"blob"})) return {"x'61'", "'a'", "x''"};
    if (has_in(name, {"real", "floa", "doub"})) return health::numbers_within(hints, -1e15L, 1e15L);
    if (has_in(name, {"date", "timestamp"})) return quoted_texts(health::days(hints));
    if (has_in(name, {"time"})) return {"'12:00:00'", "'00:00:00'"};
    if (has_in(name, {"json"})) return {"'{}'", "'[]'", "1"};
    if (has_in(name, {"uuid"})) return {"lower(hex(randomblob(16)))"};
    return health::numbers_within(hints, -1e15L, 1e15L);
  }
  std::string typed(const std::string& expression, const DataType&) const override {
    return "(" + expression + ")";
  }
  bool is_whole(const DataType& type) const override {
    return has_in(ascii_lower(type.name.name), {"int"});
  }
  /// sqlite_sequence is a table, and rolled back as one.
  bool counts(const Expression&) const override { return false; }
  std::string overriding() const override { return ""; }

  std::string reason_not_to_try(const Table& table, const Schema& schema) const override {
    auto outside = TriggerReach(schema).beyond(table);
    return outside.empty()
               ? ""
               : fmt::format("its triggers lead to {}, which is protected or is not there",
                             outside);
  }
  /// The setting has no effect inside a transaction (pragma.html#pragma_foreign_keys).
  void begin_trial(Session& session) const override {
    session.execute("PRAGMA foreign_keys=ON");
    session.begin();
  }
  bool is_about_table(const StatementError& error) const override {
    return error.message().starts_with("no such ") ||
           error.message().starts_with("foreign key mismatch");
  }
};

}  // namespace

const health::Health& health() {
  static const SqliteHealth instance;
  return instance;
}

}  // namespace athanor::sqlite
