#include "tests/protection/plans.hpp"

#include <algorithm>

#include "engine/diff.hpp"

namespace athanor::testing {
namespace {

const char* const kCritical = "users";

/// Whether a key, an index or a check of any table names the column.
bool is_used(const Schema& schema, const Table& table, const std::string& column) {
  auto has = [&](const std::vector<std::string>& names) {
    return std::find(names.begin(), names.end(), column) != names.end();
  };
  auto keyed = [&](const auto& key) {
    return std::any_of(key.columns.begin(), key.columns.end(),
                       [&](const auto& part) { return part.name == column; });
  };
  if (table.primary_key && keyed(*table.primary_key)) return true;
  if (std::any_of(table.uniques.begin(), table.uniques.end(), keyed)) return true;
  if (!table.indexes.empty() || !table.checks.empty() || !table.triggers.empty()) return true;
  for (const auto& key : table.foreign_keys) {
    if (has(key.columns)) return true;
  }
  for (const auto& [name, other] : schema.tables) {
    for (const auto& key : other.foreign_keys) {
      if (key.table == table.name && has(key.referenced)) return true;
    }
  }
  return false;
}

/// Edits a model, one thing at a time.
class Editor {
 public:
  Editor(Variation& variation, Random& random) : out_(variation), random_(random) {}

  void edit() {
    std::vector<QualifiedName> names;
    for (const auto& [name, table] : out_.after.tables) names.push_back(name);
    if (names.empty()) return;
    auto name = random_.one_of(names);
    out_.edited.insert(name.name);
    auto& table = out_.after.tables.at(name);
    switch (random_.below(6)) {
      case 0:
        return drop_table(name);
      case 1:
        return drop_column(table);
      case 2:
        return drop_keys(table);
      case 3:
        return loosen(table);
      case 4:
        return rename(table);
      default:
        return add_column(table);
    }
  }

 private:
  void tell(const std::string& what, const QualifiedName& table) {
    out_.story += what + " " + display(table) + "; ";
  }

  void drop_table(const QualifiedName& name) {
    tell("drop", name);
    if (name.name == kCritical) out_.loses_critical = true;
    out_.after.tables.erase(name);
    for (auto& [other, table] : out_.after.tables) {
      auto& keys = table.foreign_keys;
      auto old = keys.size();
      std::erase_if(keys, [&](const ForeignKey& key) { return key.table == name; });
      if (keys.size() != old) out_.edited.insert(other.name);
      std::erase(table.inherits, name);
    }
    std::erase_if(out_.after.sequences, [&](const auto& entry) {
      return entry.second.owner_table && *entry.second.owner_table == name;
    });
    std::erase_if(out_.after.views, [&](const auto& entry) {
      return entry.second.query.text.find(name.name) != std::string::npos;
    });
  }

  void drop_column(Table& table) {
    auto& columns = table.columns;
    auto free = std::find_if(columns.begin(), columns.end(), [&](const Column& column) {
      return !is_used(out_.after, table, column.name) && !column.default_value;
    });
    if (free == columns.end() || columns.size() < 2) return;
    tell("drop " + free->name + " of", table.name);
    if (table.name.name == kCritical) out_.loses_critical = true;
    columns.erase(free);
  }

  void drop_keys(Table& table) {
    tell("drop keys of", table.name);
    table.foreign_keys.clear();
    table.uniques.clear();
  }

  void loosen(Table& table) {
    auto& column = table.columns[random_.below(table.columns.size())];
    if (is_used(out_.after, table, column.name)) return;
    tell("change the default of " + column.name + " in", table.name);
    column.default_value = Expression{"NULL", {}};
  }

  void rename(Table& table) {
    if (is_used(out_.after, table, table.columns.back().name)) return;
    tell("rename a column of", table.name);
    auto& column = table.columns.back();
    column.renamed_from = column.name;
    column.name += "_new";
  }

  void add_column(Table& table) {
    tell("add to", table.name);
    Column column;
    column.name = "extra_" + std::to_string(table.columns.size());
    column.type = parse_type("text");
    table.columns.push_back(std::move(column));
  }

  Variation& out_;
  Random& random_;
};

}  // namespace

Variation vary(const House& house, Random& random) {
  Variation out;
  out.before = visible(graph_of(house), house_rules(), house.dialect);
  out.after = out.before;
  auto edits = 1 + random.below(3);
  for (std::size_t i = 0; i < edits; ++i) Editor(out, random).edit();
  return out;
}

Judged judged(const House& house, const Variation& variation) {
  Judged out;
  const auto& [before, after, edited, loses, story] = variation;
  auto made = plan(diff(before, after, house.dialect), before, after, house.dialect);
  auto rules = house_rules();
  out.plan_refused = !judge(made, rules, house.dialect).empty();
  out.statements = render(made, house.dialect);
  Diagnostics ignored;
  std::vector<Statement> statements;
  for (const auto& one : out.statements) {
    auto source = std::make_shared<SourceText>(SourceText{"plan", one.sql});
    for (auto& statement : house.dialect.read_script(source, ignored)) {
      statements.push_back(std::move(statement));
    }
  }
  auto whole = graph_of(house);
  for (const auto& refusal : judge(statements, whole, whole, rules, house.dialect)) {
    out.statements_refused = true;
    if (refusal.code == "PRO101") out.touches_legacy = true;
  }
  return out;
}

}  // namespace athanor::testing
