#include "tests/property/blueprint.hpp"

#include <algorithm>

#include "tests/property/tongue.hpp"

namespace athanor::testing {
namespace {

using Names = std::map<Id, std::string>;

/// Turns one blueprint into a graph.
class Drawing {
 public:
  Drawing(const Blueprint& blueprint, const Blueprint* before)
      : blueprint_(blueprint),
        before_(before),
        tongue_(*blueprint.tongue),
        names_(names_of(blueprint)) {
    if (before) old_names_ = names_of(*before);
  }

  Schema run() {
    for (const auto& type : blueprint_.enums) put(out_.enums, draw(type));
    for (const auto& domain : blueprint_.domains) put(out_.domains, draw(domain));
    for (const auto& table : blueprint_.tables) {
      put(out_.tables, draw(table));
      if (!table.schema.empty()) {
        Namespace space;
        space.name = {"", table.schema};
        put(out_.namespaces, std::move(space));
      }
    }
    for (const auto& view : blueprint_.views) put(out_.views, draw(view));
    if (blueprint_.search_table) {
      put(out_.virtual_tables, VirtualTable{{"", "search"}, "fts5", {"title", "body"}, {}});
    }
    return tongue_.settled(std::move(out_));
  }

 private:
  std::string text(const std::string& pattern) const {
    return named(pattern, names_, tongue_.dialect());
  }
  Expression expression(const std::string& pattern) const { return {text(pattern), {}}; }

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

  /// A type of the blueprint's own is a mark alone.
  DataType type(const std::string& pattern) const {
    auto marks = marks_of(pattern);
    return marks.empty() ? parse_type(pattern) : DataType{{"", names_.at(marks[0].id)}, {}, 0};
  }

  EnumType draw(const EnumPlan& plan) const {
    EnumType type;
    type.name.name = plan.name;
    if (auto old = old_name(plan.id)) type.renamed_from = QualifiedName{"", *old};
    for (const auto& [id, value] : plan.values) {
      type.values.push_back(value);
      if (auto old = old_name(id)) type.renamed_values[*old] = value;
    }
    return type;
  }

  Domain draw(const DomainPlan& plan) const {
    Domain domain;
    domain.name.name = plan.name;
    if (auto old = old_name(plan.id)) domain.renamed_from = QualifiedName{"", *old};
    domain.type = parse_type(plan.type);
    domain.nullable = !plan.not_null;
    if (plan.check) domain.checks.emplace_back().expression.text = *plan.check;
    return domain;
  }

  Column draw(const ColumnPlan& plan) const {
    Column column;
    column.name = plan.name;
    column.type = type(plan.type);
    column.collation = plan.collation;
    if (plan.default_text) column.default_value = expression(*plan.default_text);
    if (plan.generated) column.generated = Generated{expression(*plan.generated), plan.storage};
    if (plan.counting == Counting::Serial) column.type.name.name = serial(plan.type);
    if (plan.counting == Counting::Identity) column.identity.emplace();
    if (plan.counting == Counting::AlwaysIdentity) {
      column.identity.emplace().generation = Identity::Generation::Always;
    }
    column.comment = plan.comment;
    column.statistics = plan.statistics;
    column.renamed_from = old_name(plan.id);
    return column;
  }

  static std::string serial(const std::string& integer) {
    return integer == "integer" ? "serial" : integer.substr(0, integer.size() - 3) + "serial";
  }

  ForeignKey draw(const KeyPlan& plan) const {
    ForeignKey key;
    key.columns = names(plan.columns);
    key.table = {find_table(blueprint_, plan.parent)->schema, names_.at(plan.parent)};
    key.referenced = names(plan.referenced);
    key.on_delete = plan.on_delete;
    key.deferrable = plan.deferrable;
    return key;
  }

  Index draw(const IndexPlan& plan) const {
    Index index;
    index.name = plan.name;
    for (const auto& element : plan.elements) {
      index.elements.push_back(parse_index_element(text(element), {}));
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
    auto body = text(plan.body);
    trigger.body = Body{body.substr(0, body.size() - 1), {}};
    return trigger;
  }

  std::optional<QualifiedName> old_table(const TablePlan& plan) const {
    const auto* old = before_ ? find_table(*before_, plan.id) : nullptr;
    if (!old || (old->name == plan.name && old->schema == plan.schema)) return std::nullopt;
    return QualifiedName{old->schema, old->name};
  }

  Table draw(const TablePlan& plan) const {
    Table table;
    table.name = {plan.schema, plan.name};
    table.renamed_from = old_table(plan);
    table.strict = plan.strict;
    table.without_rowid = plan.without_rowid;
    table.unlogged = plan.unlogged;
    if (plan.fillfactor) table.with["fillfactor"] = std::to_string(*plan.fillfactor);
    table.comment = plan.comment;
    for (const auto& column : plan.columns) {
      table.columns.push_back(draw(column));
      table.columns.back().nullable = !tongue_.forbids_null(plan, column);
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
    view.query.text = text(plan.query);
    for (const auto& trigger : plan.triggers) view.triggers.push_back(draw(trigger));
    return view;
  }

  const Blueprint& blueprint_;
  const Blueprint* before_;
  const Tongue& tongue_;
  Names names_, old_names_;
  Schema out_;
};

template <class Plans>
auto* find(Plans& plans, Id id) {
  auto found =
      std::find_if(plans.begin(), plans.end(), [&](const auto& plan) { return plan.id == id; });
  return found == plans.end() ? nullptr : &*found;
}

}  // namespace

std::string mark(Id id) {
  return "@" + std::to_string(id) + "@";
}

std::string mark(Id id, const std::string& kind) {
  return "@" + std::to_string(id) + ":" + kind + "@";
}

std::vector<Mark> marks_of(const std::string& pattern) {
  std::vector<Mark> out;
  for (auto at = pattern.find('@'); at != std::string::npos; at = pattern.find('@', at)) {
    auto end = pattern.find('@', at + 1);
    auto text = pattern.substr(at + 1, end - at - 1);
    auto colon = text.find(':');
    out.push_back({std::stoi(text), colon == std::string::npos ? "" : text.substr(colon + 1)});
    at = end + 1;
  }
  return out;
}

bool speaks_of(const std::string& pattern, Id id) {
  auto marks = marks_of(pattern);
  return std::any_of(marks.begin(), marks.end(), [&](const Mark& mark) { return mark.id == id; });
}

std::string named(const std::string& pattern, const Names& names, const Dialect& dialect) {
  std::string out;
  auto marks = marks_of(pattern);
  std::size_t at = 0;
  for (const auto& mark : marks) {
    auto start = pattern.find('@', at);
    const auto& name = names.at(mark.id);
    out += pattern.substr(at, start - at);
    out += mark.kind == "v" ? dialect.quote_text(name) : dialect.quote_name(name);
    at = pattern.find('@', start + 1) + 1;
  }
  return out + pattern.substr(at);
}

Names names_of(const Blueprint& blueprint) {
  Names out;
  for (const auto& table : blueprint.tables) {
    out[table.id] = table.name;
    for (const auto& column : table.columns) out[column.id] = column.name;
  }
  for (const auto& view : blueprint.views) out[view.id] = view.name;
  for (const auto& type : blueprint.enums) {
    out[type.id] = type.name;
    for (const auto& [id, value] : type.values) out[id] = value;
  }
  for (const auto& domain : blueprint.domains) out[domain.id] = domain.name;
  return out;
}

const TablePlan* find_table(const Blueprint& blueprint, Id id) {
  return find(blueprint.tables, id);
}
const EnumPlan* find_enum(const Blueprint& blueprint, Id id) {
  return find(blueprint.enums, id);
}
const DomainPlan* find_domain(const Blueprint& blueprint, Id id) {
  return find(blueprint.domains, id);
}
const ColumnPlan* find_column(const TablePlan& table, Id id) {
  return find(table.columns, id);
}
ColumnPlan* find_column(TablePlan& table, Id id) {
  return find(table.columns, id);
}

Schema draw(const Blueprint& blueprint, const Blueprint* before) {
  return Drawing(blueprint, before).run();
}

std::string sql_name(const TablePlan& table, const Dialect& dialect) {
  auto name = dialect.quote_name(table.name);
  return table.schema.empty() ? name : dialect.quote_name(table.schema) + "." + name;
}

}  // namespace athanor::testing
