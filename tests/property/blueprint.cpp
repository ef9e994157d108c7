#include "tests/property/blueprint.hpp"

#include <algorithm>

#include "tests/support/scratch.hpp"

namespace athanor::testing {
namespace {

using Names = std::map<Id, std::string>;

/// Turns one blueprint into a graph.
class Drawing {
 public:
  Drawing(const Blueprint& blueprint, const Blueprint* before)
      : blueprint_(blueprint), names_(names_of(blueprint)) {
    if (before) old_names_ = names_of(*before);
  }

  Schema run() {
    for (const auto& table : blueprint_.tables) put(out_.tables, draw(table));
    for (const auto& view : blueprint_.views) put(out_.views, draw(view));
    if (blueprint_.search_table) {
      put(out_.virtual_tables, VirtualTable{{"", "search"}, "fts5", {"title", "body"}, {}});
    }
    return std::move(out_);
  }

 private:
  Expression expression(const std::string& pattern) const { return {named(pattern, names_), {}}; }

  std::optional<std::string> old_name(Id id) const {
    auto found = old_names_.find(id);
    if (found == old_names_.end() || found->second == names_.at(id)) return std::nullopt;
    return found->second;
  }

  std::vector<std::string> names(const std::vector<Id>& ids) const {
    std::vector<std::string> out;
    for (auto id : ids) out.push_back(names_.at(id));
    return out;
  }

  std::vector<KeyColumn> key_columns(const std::vector<Id>& ids) const {
    std::vector<KeyColumn> out;
    for (auto id : ids) out.push_back({names_.at(id), std::nullopt, std::nullopt});
    return out;
  }

  Column draw(const ColumnPlan& plan) const {
    Column column;
    column.name = plan.name;
    column.type = parse_type(plan.type);
    column.collation = plan.collation;
    if (plan.default_text) column.default_value = Expression{*plan.default_text, {}};
    if (plan.generated) column.generated = Generated{expression(*plan.generated), plan.storage};
    column.renamed_from = old_name(plan.id);
    return column;
  }

  ForeignKey draw(const KeyPlan& plan) const {
    ForeignKey key;
    key.columns = names(plan.columns);
    key.table.name = names_.at(plan.parent);
    key.referenced = names(plan.referenced);
    key.on_delete = plan.on_delete;
    key.deferrable = plan.deferrable;
    return key;
  }

  Index draw(const IndexPlan& plan) const {
    Index index;
    index.name = plan.name;
    for (const auto& element : plan.elements) {
      index.elements.push_back(parse_index_element(named(element, names_), {}));
    }
    if (plan.where) index.where = expression(*plan.where);
    index.unique = plan.unique;
    return index;
  }

  Trigger draw(const TriggerPlan& plan) const {
    Trigger trigger;
    trigger.name = plan.name;
    trigger.timing = plan.timing;
    trigger.events = {plan.event};
    trigger.update_columns = names(plan.of);
    if (plan.condition) trigger.condition = expression(*plan.condition);
    auto body = named(plan.body, names_);
    trigger.body = Body{body.substr(0, body.size() - 1), {}};
    return trigger;
  }

  Table draw(const TablePlan& plan) const {
    Table table;
    table.name.name = plan.name;
    if (auto old = old_name(plan.id)) table.renamed_from = QualifiedName{"", *old};
    table.strict = plan.strict;
    table.without_rowid = plan.without_rowid;
    for (const auto& column : plan.columns) {
      table.columns.push_back(draw(column));
      table.columns.back().nullable = !forbids_null(plan, column);
    }
    if (!plan.primary_key.empty()) {
      table.primary_key.emplace().columns = key_columns(plan.primary_key);
      table.primary_key->autoincrement = plan.autoincrement;
    }
    for (const auto& unique : plan.uniques) {
      table.uniques.emplace_back().columns = key_columns(unique);
    }
    for (const auto& key : plan.keys) table.foreign_keys.push_back(draw(key));
    for (const auto& check : plan.checks) {
      auto& drawn = table.checks.emplace_back();
      if (!check.name.empty()) drawn.name = check.name;
      drawn.expression = expression(check.expression);
    }
    for (const auto& index : plan.indexes) table.indexes.push_back(draw(index));
    for (const auto& trigger : plan.triggers) table.triggers.push_back(draw(trigger));
    return table;
  }

  View draw(const ViewPlan& plan) const {
    View view;
    view.name.name = plan.name;
    view.query.text = named(plan.query, names_);
    for (const auto& trigger : plan.triggers) view.triggers.push_back(draw(trigger));
    return view;
  }

  const Blueprint& blueprint_;
  Names names_, old_names_;
  Schema out_;
};

std::string mark(Id id) {
  return "@" + std::to_string(id) + "@";
}

}  // namespace

bool forbids_null(const TablePlan& table, const ColumnPlan& column) {
  const auto& key = table.primary_key;
  bool in_key = std::find(key.begin(), key.end(), column.id) != key.end();
  bool rowid = !table.without_rowid && key.size() == 1 && ascii_iequals(column.type, "integer");
  return column.not_null || (in_key && !rowid && (table.strict || table.without_rowid));
}

bool speaks_of(const std::string& pattern, Id id) {
  return pattern.find(mark(id)) != std::string::npos;
}

std::string named(const std::string& pattern, const Names& names) {
  std::string out;
  for (std::size_t at = 0; at < pattern.size();) {
    auto start = std::min(pattern.find('@', at), pattern.size());
    out += pattern.substr(at, start - at);
    if (start == pattern.size()) break;
    auto end = pattern.find('@', start + 1);
    out += sqlite().quote_name(names.at(std::stoi(pattern.substr(start + 1, end - start - 1))));
    at = end + 1;
  }
  return out;
}

Names names_of(const Blueprint& blueprint) {
  Names out;
  for (const auto& table : blueprint.tables) {
    out[table.id] = table.name;
    for (const auto& column : table.columns) out[column.id] = column.name;
  }
  for (const auto& view : blueprint.views) out[view.id] = view.name;
  return out;
}

Schema draw(const Blueprint& blueprint, const Blueprint* before) {
  return Drawing(blueprint, before).run();
}

}  // namespace athanor::testing
