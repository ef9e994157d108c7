#include <doctest/doctest.h>

#include <algorithm>

#include "tests/property/growth.hpp"
#include "tests/property/postgresql_parts.hpp"
#include "tests/property/repair.hpp"
#include "tests/property/tongue.hpp"
#include "tests/support/postgresql_cluster.hpp"

namespace athanor::testing {
namespace {

bool is_integer(const std::string& type) {
  return type == "smallint" || type == "integer" || type == "bigint";
}

/// Whether every column that a pattern names has the type that its mark asks for.
bool fits(const std::string& pattern, const TablePlan& table) {
  auto marks = marks_of(pattern);
  return std::all_of(marks.begin(), marks.end(), [&](const Mark& mark) {
    const auto* column = find_column(table, mark.id);
    if (!column) return mark.kind == "v";
    return mark.kind.empty() || mark.kind == kind_of(column->type);
  });
}

void repair_column(ColumnPlan& column, const TablePlan& table) {
  if (column.generated) column.counting = Counting::None;
  if (!is_integer(column.type)) column.counting = Counting::None;
  if (column.counting != Counting::None) column.default_text.reset();
  if (kind_of(column.type) != "s") column.collation.reset();
  const auto& key = table.primary_key;
  bool in_key = std::find(key.begin(), key.end(), column.id) != key.end();
  if (column.generated || (!column.default_text && !in_key)) column.not_null = false;
}

/// A key's columns have the types of what they reference.
bool retype_keys(Blueprint& blueprint) {
  bool changed = false;
  for (auto& table : blueprint.tables) {
    for (auto& key : table.keys) {
      const auto* parent = find_table(blueprint, key.parent);
      const auto& referenced = key.referenced.empty() ? parent->primary_key : key.referenced;
      for (std::size_t i = 0; i < key.columns.size() && i < referenced.size(); ++i) {
        auto* column = find_column(table, key.columns[i]);
        const auto* other = find_column(*parent, referenced[i]);
        if (!other || column->type == other->type) continue;
        column->type = other->type;
        column->default_text.reset();
        changed = true;
      }
    }
  }
  return changed;
}

bool is_referenced(const Blueprint& blueprint, Id table) {
  return std::any_of(blueprint.tables.begin(), blueprint.tables.end(), [&](const auto& other) {
    return std::any_of(other.keys.begin(), other.keys.end(),
                       [&](const auto& key) { return key.parent == table; });
  });
}

void repair_expressions(Blueprint& blueprint, TablePlan& table) {
  std::vector<Id> gone;
  for (const auto& column : table.columns) {
    if (column.generated && !fits(*column.generated, table)) gone.push_back(column.id);
  }
  std::erase_if(table.checks, [&](const auto& check) { return !fits(check.expression, table); });
  std::erase_if(table.indexes, [&](const IndexPlan& index) {
    bool all = std::all_of(index.elements.begin(), index.elements.end(),
                           [&](const auto& element) { return fits(element, table); });
    return !all || (index.where && !fits(*index.where, table));
  });
  for (auto id : gone) forget(blueprint, id);
}

class PostgresqlTongue final : public Tongue {
 public:
  const Dialect& dialect() const override { return testing::postgresql(); }

  std::unique_ptr<Parts> parts(Random& random) const override {
    return std::make_unique<PostgresqlParts>(random);
  }
  bool has_views() const override { return false; }
  bool types_keys() const override { return true; }

  void repair(Blueprint& blueprint) const override {
    for (int round = 0; round < 20 && retype_keys(blueprint); ++round) continue;
    for (std::size_t i = 0; i < blueprint.tables.size(); ++i) {
      auto& table = blueprint.tables[i];
      for (auto& column : table.columns) repair_column(column, table);
      if (!table.keys.empty() || is_referenced(blueprint, table.id)) table.unlogged = false;
      repair_expressions(blueprint, table);
    }
  }

  void add_types(Blueprint& blueprint, Random& random) const override {
    PostgresqlParts parts(random);
    for (std::size_t i = random.below(3); i > 0; --i) {
      auto name = parts.table_name(relation_names(blueprint));
      blueprint.enums.push_back(parts.enumeration(blueprint, name));
    }
    if (random.once_in(3)) {
      auto name = parts.table_name(relation_names(blueprint));
      blueprint.domains.push_back(parts.domain(blueprint.next++, name));
    }
  }

  void change_types(Blueprint& blueprint, const Blueprint& before, Random& random) const override {
    auto taken = relation_names(blueprint), old = relation_names(before);
    taken.insert(taken.end(), old.begin(), old.end());
    PostgresqlParts parts(random);
    if (blueprint.enums.empty() || random.once_in(6)) {
      blueprint.enums.push_back(parts.enumeration(blueprint, parts.table_name(taken)));
    } else if (!blueprint.domains.empty() && random.once_in(3)) {
      auto& domain = blueprint.domains[random.below(blueprint.domains.size())];
      change(domain, parts.domain(domain.id, parts.table_name(taken)), random);
    } else {
      auto& type = blueprint.enums[random.below(blueprint.enums.size())];
      change(blueprint, type, before, parts, parts.table_name(taken), random);
    }
  }

  void change_table(TablePlan& table, Random& random) const override {
    auto& column = table.columns[random.below(table.columns.size())];
    switch (random.below(5)) {
      case 0:
        table.unlogged = !table.unlogged;
        break;
      case 1:
        table.fillfactor = random.one_of<std::optional<int>>({std::nullopt, 50, 90});
        break;
      case 2:
        table.comment = random.one_of<std::optional<std::string>>({std::nullopt, "two", "it's"});
        break;
      case 3:
        column.comment = random.one_of<std::optional<std::string>>({std::nullopt, "two", "it's"});
        break;
      default:
        column.counting = random.one_of(
            {Counting::None, Counting::Serial, Counting::Identity, Counting::AlwaysIdentity});
    }
  }

  bool forbids_null(const TablePlan&, const ColumnPlan& column) const override {
    return column.not_null;
  }

  Schema settled(Schema drawn) const override {
    Diagnostics found;
    auto out = dialect().lower(std::move(drawn), found);
    REQUIRE_MESSAGE(!found.has_errors(), render(found));
    return out;
  }

  Traffic some_traffic(Random& random) const override {
    return random.once_in(3) ? Traffic::Online : Traffic::None;
  }
  bool is_atomic(const std::vector<SqlStatement>& statements) const override {
    return std::all_of(statements.begin(), statements.end(), [](const auto& statement) {
      return statement.mode == SqlStatement::Mode::Transactional;
    });
  }
  void unsettle(TestDatabase&, Random&) const override {}

  std::optional<std::string> value_for(const ColumnPlan& column, const Blueprint& blueprint,
                                       Random& random) const override {
    bool counts = column.counting != Counting::None;
    if (column.counting == Counting::AlwaysIdentity || (counts && random.once_in(2))) {
      return std::nullopt;
    }
    auto value = value_of(column.type, blueprint, random);
    return counts && value == "NULL" ? std::nullopt : std::optional(value);
  }

  void begin_rows(TestDatabase&) const override {}
  void end_rows(TestDatabase&) const override {}
  void empty(TestDatabase& database, const Blueprint& blueprint) const override {
    std::string all;
    for (const auto& table : blueprint.tables) {
      all += (all.empty() ? "" : ", ") + sql_name(table, dialect());
    }
    if (!all.empty()) database.session().execute("TRUNCATE " + all);
  }

  std::string shown(const std::string& column) const override {
    return "quote_nullable(" + column + "::text)";
  }
  std::string row_number(const TablePlan&, const TablePlan&, const TablePlan&) const override {
    return "'row'";
  }

  bool keeps_values(const Blueprint& one, const TablePlan&, const ColumnPlan& column,
                    const Blueprint& other, const TablePlan&,
                    const ColumnPlan& other_column) const override {
    if (column.generated || other_column.generated || column.type != other_column.type) {
      return false;
    }
    auto marks = marks_of(column.type);
    return marks.empty() || keeps_type(one, other, marks[0].id);
  }

 private:
  static void change(DomainPlan& domain, DomainPlan fresh, Random& random) {
    if (random.once_in(3)) {
      domain.name = fresh.name;
    } else if (random.once_in(2)) {
      domain.check = PostgresqlParts(random).domain_check(domain.type);
    } else {
      domain.type = fresh.type;
      domain.check = fresh.check;
    }
  }

  static void change(Blueprint& blueprint, EnumPlan& type, const Blueprint& before,
                     PostgresqlParts& parts, const std::string& name, Random& random) {
    std::vector<std::string> taken;
    for (const auto& value : type.values) taken.push_back(value.second);
    if (const auto* old = find_enum(before, type.id)) {
      for (const auto& value : old->values) taken.push_back(value.second);
    }
    auto at = type.values.begin() + static_cast<std::ptrdiff_t>(random.below(type.values.size()));
    switch (random.below(5)) {
      case 0:
        type.name = name;
        break;
      case 1:
        at->second = parts.value_name(taken);
        break;
      case 2:
        if (type.values.size() > 1) forget(blueprint, at->first);
        break;
      case 3:
        std::rotate(type.values.begin(), at, type.values.end());
        break;
      default:
        type.values.emplace(at, blueprint.next++, parts.value_name(taken));
    }
  }

  static bool keeps_type(const Blueprint& one, const Blueprint& other, Id id) {
    const auto* domain = find_domain(one, id);
    const auto* domain_now = find_domain(other, id);
    if (domain || domain_now) return domain && domain_now && domain->type == domain_now->type;
    std::map<Id, std::string> names;
    for (const auto& [value, name] : find_enum(one, id)->values) names[value] = name;
    const auto& now = find_enum(other, id)->values;
    return std::all_of(now.begin(), now.end(), [&](const auto& value) {
      auto was = names.find(value.first);
      return was == names.end() || was->second == value.second;
    });
  }

  std::string value_of(const std::string& type, const Blueprint& blueprint, Random& random) const {
    auto marks = marks_of(type);
    if (!marks.empty()) {
      if (const auto* domain = find_domain(blueprint, marks[0].id)) {
        return value_of(domain->type, blueprint, random);
      }
      const auto& values = find_enum(blueprint, marks[0].id)->values;
      return random.once_in(5) ? "NULL" : dialect().quote_text(random.one_of(values).second);
    }
    auto kind = kind_of(type);
    if (kind == "n") return random.one_of<const char*>({"1", "2", "3", "4", "-5", "NULL"});
    if (kind == "b") return random.one_of<const char*>({"true", "false", "NULL"});
    if (kind == "s") {
      return random.one_of<const char*>({"'a'", "'b'", "'Été'", "'it''s'", "''", "'7'", "NULL"});
    }
    if (type == "uuid") return "gen_random_uuid()";
    if (type == "jsonb") return random.one_of<const char*>({"'{\"a\": 1}'", "'[]'", "NULL"});
    if (type == "text[]") return random.one_of<const char*>({"'{a,NULL,\"b c\"}'", "'{}'", "NULL"});
    if (type == "integer[]") return random.one_of<const char*>({"'{1,2}'", "'{}'", "NULL"});
    return random.one_of<const char*>({"'2026-01-31'", "'2026-02-01'", "NULL"});
  }
};

}  // namespace

const Tongue& postgresql_tongue() {
  static const PostgresqlTongue instance;
  return instance;
}

}  // namespace athanor::testing
