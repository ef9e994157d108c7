#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <set>

#include "engine/reach.hpp"
#include "engine/risk/rule.hpp"
#include "schema/overloaded.hpp"

namespace athanor::risk {
namespace {

using Hits = std::vector<Hit>;
using Names = std::vector<std::string>;

Names folded(const Scene& scene, const Names& names) {
  Names out;
  for (const auto& name : names) out.push_back(scene.dialect.fold(name));
  return out;
}

Names names_of(const std::vector<KeyColumn>& columns) {
  Names out;
  for (const auto& column : columns) out.push_back(column.name);
  return out;
}

/// What an index is over, an expression as its text.
Names elements_of(const Index& index) {
  Names out;
  for (const auto& element : index.elements) {
    out.push_back(std::visit(
        overloaded{[](const std::string& name) { return name; },
                   [](const Expression& expression) { return "(" + expression.text + ")"; }},
        element.what));
  }
  return out;
}

/// The lists of columns that a table can be searched by.
std::vector<Names> search_paths(const Scene& scene, const Table& table) {
  std::vector<Names> out;
  if (table.primary_key) out.push_back(folded(scene, names_of(table.primary_key->columns)));
  for (const auto& key : table.uniques) out.push_back(folded(scene, names_of(key.columns)));
  for (const auto& index : table.indexes) {
    if (!index.where) out.push_back(folded(scene, elements_of(index)));
  }
  return out;
}

bool begins_with(const Names& path, const Names& columns) {
  if (path.size() < columns.size()) return false;
  auto front = std::set<std::string>(path.begin(),
                                     path.begin() + static_cast<std::ptrdiff_t>(columns.size()));
  return front == std::set<std::string>(columns.begin(), columns.end());
}

/// Looked for when all of the unit is done: the index usually comes after the table.
Hits lacks_index(const Scene& scene) {
  Hits out;
  auto look = [&](const QualifiedName& name, const Constraint& constraint) {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    const Table* table = key ? find_table(scene.finish, name, scene.dialect) : nullptr;
    if (!table) return;
    auto columns = folded(scene, key->columns);
    auto paths = search_paths(scene, *table);
    bool found = std::any_of(paths.begin(), paths.end(),
                             [&](const Names& path) { return begins_with(path, columns); });
    if (!found) {
      out.push_back(
          {label(name, constraint), "over " + fmt::format("{}", fmt::join(key->columns, ", "))});
    }
  };
  scene.each<AddsConstraint>([&](const auto& effect) { look(effect.table, effect.constraint); });
  scene.each<AddsColumn>([&](const auto& effect) {
    for (const auto& constraint : effect.constraints) look(effect.table, constraint);
  });
  return out;
}

/// Whether two indexes differ in nothing but how many columns they have.
bool alike(const Index& a, const Index& b) {
  auto method = [](const Index& index) { return index.method.value_or("btree"); };
  return method(a) == method(b) && a.where == b.where && method(a) == "btree";
}

bool is_prefix(const std::vector<IndexElement>& shorter, const std::vector<IndexElement>& longer) {
  return shorter.size() <= longer.size() &&
         std::equal(shorter.begin(), shorter.end(), longer.begin());
}

/// What makes an index needless: another, or a key, that begins with the same columns.
std::string covered_by(const Scene& scene, const Table& table, const Index& index) {
  for (const auto& other : table.indexes) {
    bool itself = scene.dialect.fold(other.name) == scene.dialect.fold(index.name);
    if (itself || !alike(index, other) || !is_prefix(index.elements, other.elements)) continue;
    bool same = index.elements.size() == other.elements.size();
    if (index.unique && !(same && other.unique)) continue;
    if (same && index.include != other.include) continue;
    return other.name;
  }
  if (index.unique || index.where) return "";
  std::vector<IndexElement> plain;
  auto key_covers = [&](const std::vector<KeyColumn>& columns) {
    plain.clear();
    for (const auto& column : columns) {
      plain.push_back({column.name, column.collation, std::nullopt, column.order, std::nullopt});
    }
    return alike(index, Index{}) && is_prefix(index.elements, plain);
  };
  if (table.primary_key && key_covers(table.primary_key->columns)) return "the primary key";
  for (const auto& key : table.uniques) {
    if (key_covers(key.columns)) return "the unique key " + key.name.value_or("");
  }
  return "";
}

Hits repeats_index(const Scene& scene) {
  Hits out;
  scene.each<AddsIndex>([&](const AddsIndex& effect) {
    const Table* table = find_table(scene.finish, effect.table, scene.dialect);
    if (!table) return;
    auto other = covered_by(scene, *table, effect.index);
    if (!other.empty()) {
      out.push_back({part_of(effect.table, effect.index.name), "by " + other});
    }
  });
  return out;
}

bool is_awkward(const Scene& scene, const std::string& name) {
  bool mixed = std::any_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  return mixed || scene.dialect.needs_quotes(name);
}

/// One finding a table, however many of its names are awkward.
Hits named_awkwardly(const Scene& scene) {
  Hits out;
  auto tell = [&](const QualifiedName& object, const Names& names) {
    Names awkward;
    for (const auto& name : names) {
      if (is_awkward(scene, name)) awkward.push_back(name);
    }
    if (!awkward.empty()) {
      out.push_back({display(object), fmt::format("{}", fmt::join(awkward, ", "))});
    }
  };
  if (const auto* create = scene.action<Create<Table>>()) {
    const auto& table = create->object;
    bool stays = find_table(scene.finish, table.name, scene.dialect) != nullptr;
    Names names{table.name.name};
    for (const auto& column : table.columns) names.push_back(column.name);
    if (stays && !create->temporary) tell(table.name, names);
    return out;
  }
  scene.each<AddsColumn>(
      [&](const AddsColumn& effect) { tell(effect.table, {effect.column.name}); });
  scene.each<AddsIndex>([&](const AddsIndex& effect) { tell(effect.table, {effect.index.name}); });
  return out;
}

constexpr Rule kDesignRules[] = {
    {"IDX101", Severity::Note, "a foreign key with no index behind it",
     "deleting a row of the referenced table reads all of this one, and joins do as well",
     "index the columns of the key",
     "PostgreSQL: 5.5.5, Foreign Keys; SQLite: foreignkeys.html, section 3",
     "CREATE INDEX ix_attempts_user_id ON attempts (user_id);", lacks_index},
    {"IDX102", Severity::Note, "an index that another makes needless",
     "every write pays for it, and no query needs it", "leave it out",
     "PostgreSQL: 11.3, Multicolumn Indexes; SQLite: queryplanner.html, section 1.6",
     "-- (a, b) serves searches by a as well\nCREATE INDEX ix_t_a_b ON t (a, b);", repeats_index},
    {"NAM102", Severity::Note, "a name that must be quoted or mixes cases",
     "whoever writes it without quotes gets an error, or on PostgreSQL another name",
     "use small letters, digits and _, and no word of SQL",
     "PostgreSQL: 4.1.1, Identifiers and Key Words; SQLite: lang_keywords.html",
     "CREATE TABLE orders (user_id integer);", named_awkwardly},
};

}  // namespace

std::span<const Rule> design_rules() {
  return kDesignRules;
}

}  // namespace athanor::risk
