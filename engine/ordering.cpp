#include "engine/ordering.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <map>
#include <queue>
#include <set>
#include <tuple>

#include "schema/overloaded.hpp"
#include "schema/sql_text.hpp"

namespace athanor {
namespace {

/// What a step does to the thing that bears a name.
enum class Role {
  TakesName,        ///< a relation gets this name
  FreesName,        ///< a relation gives this name up
  MakesRelation,    ///< a table or a view comes to be
  DropsRelation,    ///< a table or a view goes
  RenamesTableTo,   ///< a table gets this name and keeps its rows
  RenamesColumnOf,  ///< a column of this table gets another name
  RenamesInside,    ///< the table or a column of it gets another name
  TakesColumnName,  ///< a column is renamed to this
  FreesColumnName,  ///< a column is renamed from this
  AddsColumn,       ///< of this table
  AddsColumnNamed,  ///< of this table and name
  AddsColumnOver,   ///< a generated column that uses this one
  DropsColumn,
  RebuildsTable,
  CreatesIndexOn,
  DropsIndexOn,
  CreatesTriggerOn,
  DropsTriggerOn,
  CreatesTriggerNamed,
  DropsTriggerNamed,
  CreatesViewOver,
  DropsViewOver,
  CreatesReferenceTo,
  DropsReferenceTo,
};

enum class Strength { MustHold, MayBreak };

struct Rule {
  const char* name;
  const char* sentence;
  const char* because;
  Role first, second;
  Strength strength = Strength::MustHold;
};

/// The ordering rules, all of them. `first` comes before `second` where both concern one name.
constexpr Rule kRules[] = {
    {"name-freed", "a name is taken after the step that frees it", "its name is free",
     Role::FreesName, Role::TakesName},
    {"column-name-freed", "a column takes a name after the rename that frees it",
     "its name is free", Role::FreesColumnName, Role::TakesColumnName},
    {"column-rename-after-table", "a column is renamed after its table is", "its table's new name",
     Role::RenamesTableTo, Role::RenamesColumnOf},
    {"trigger-name-freed", "a trigger is created after the one of its name is dropped",
     "its name is free", Role::DropsTriggerNamed, Role::CreatesTriggerNamed},
    {"table-after-referenced", "a table comes after the tables its foreign keys reference",
     "the table it references", Role::MakesRelation, Role::CreatesReferenceTo, Strength::MayBreak},
    {"reference-after-rename", "a foreign key comes after what it references has its name",
     "the name it references", Role::RenamesInside, Role::CreatesReferenceTo, Strength::MayBreak},
    {"referenced-dropped-last", "a table is dropped after the tables that reference it",
     "nothing references it", Role::DropsReferenceTo, Role::DropsRelation, Strength::MayBreak},
    {"rename-before-add", "a column is added after the renames in its table", "the renames",
     Role::RenamesInside, Role::AddsColumn},
    {"rename-before-drop", "a column is dropped after the renames in its table", "the renames",
     Role::RenamesInside, Role::DropsColumn},
    {"rename-before-rebuild", "a table is rebuilt after the renames in it", "the renames",
     Role::RenamesInside, Role::RebuildsTable},
    {"generated-after-column", "a generated column is added after the columns it uses",
     "the column it uses", Role::AddsColumnNamed, Role::AddsColumnOver},
    {"add-before-drop",
     "a column is dropped after those that are added, so that one is always left",
     "a column is left", Role::AddsColumn, Role::DropsColumn},
    {"index-after-table", "an index is created after its table", "its table", Role::MakesRelation,
     Role::CreatesIndexOn},
    {"index-after-rename", "an index is created after the renames in its table", "the renames",
     Role::RenamesInside, Role::CreatesIndexOn},
    {"index-after-column", "an index is created after the columns added to its table",
     "its columns", Role::AddsColumn, Role::CreatesIndexOn},
    {"index-after-drop", "an index is created after the columns dropped from its table",
     "the dropped columns", Role::DropsColumn, Role::CreatesIndexOn},
    {"index-after-rebuild", "an index is created after its table is rebuilt", "its rebuilt table",
     Role::RebuildsTable, Role::CreatesIndexOn},
    {"index-dropped-before-rename", "an index is dropped before the renames in its table",
     "the old index is gone", Role::DropsIndexOn, Role::RenamesInside},
    {"index-dropped-before-column", "an index is dropped before a column of its table",
     "the old index is gone", Role::DropsIndexOn, Role::DropsColumn},
    {"index-dropped-before-rebuild", "an index is dropped before its table is rebuilt",
     "the old index is gone", Role::DropsIndexOn, Role::RebuildsTable},
    {"trigger-after-relation", "a trigger is created after its table or view", "what it is on",
     Role::MakesRelation, Role::CreatesTriggerOn},
    {"trigger-after-rename", "a trigger is created after the renames in what it mentions",
     "the renames", Role::RenamesInside, Role::CreatesTriggerOn},
    {"trigger-after-column", "a trigger is created after the columns added to what it mentions",
     "its columns", Role::AddsColumn, Role::CreatesTriggerOn},
    {"trigger-after-drop", "a trigger is created after the columns dropped from what it mentions",
     "the dropped columns", Role::DropsColumn, Role::CreatesTriggerOn},
    {"trigger-after-rebuild", "a trigger is created after what it mentions is rebuilt",
     "the rebuilt table", Role::RebuildsTable, Role::CreatesTriggerOn},
    {"trigger-dropped-before-rename", "a trigger is dropped before the renames in what it mentions",
     "the old trigger is gone", Role::DropsTriggerOn, Role::RenamesInside},
    {"trigger-dropped-before-column", "a trigger is dropped before a column of what it mentions",
     "the old trigger is gone", Role::DropsTriggerOn, Role::DropsColumn},
    {"trigger-dropped-before-rebuild", "a trigger is dropped before what it mentions is rebuilt",
     "the old trigger is gone", Role::DropsTriggerOn, Role::RebuildsTable},
    {"trigger-dropped-before-relation", "a trigger is dropped before what it mentions",
     "the old trigger is gone", Role::DropsTriggerOn, Role::DropsRelation, Strength::MayBreak},
    {"view-after-relation", "a view is created after the tables and views it reads",
     "what it reads", Role::MakesRelation, Role::CreatesViewOver},
    {"view-after-rename", "a view is created after the renames in what it reads", "the renames",
     Role::RenamesInside, Role::CreatesViewOver},
    {"view-after-column", "a view is created after the columns added to what it reads",
     "its columns", Role::AddsColumn, Role::CreatesViewOver},
    {"view-after-drop", "a view is created after the columns dropped from what it reads",
     "the dropped columns", Role::DropsColumn, Role::CreatesViewOver},
    {"view-after-rebuild", "a view is created after what it reads is rebuilt", "the rebuilt table",
     Role::RebuildsTable, Role::CreatesViewOver},
    {"view-dropped-before-rename", "a view is dropped before the renames in what it reads",
     "the old view is gone", Role::DropsViewOver, Role::RenamesInside},
    {"view-dropped-before-column", "a view is dropped before a column of what it reads",
     "the old view is gone", Role::DropsViewOver, Role::DropsColumn},
    {"view-dropped-before-rebuild", "a view is dropped before what it reads is rebuilt",
     "the old view is gone", Role::DropsViewOver, Role::RebuildsTable},
    {"view-dropped-before-relation", "a view is dropped before the tables and views it reads",
     "nothing reads it", Role::DropsViewOver, Role::DropsRelation, Strength::MayBreak},
};

struct Mark {
  Role role;
  QualifiedName name;
};

/// The roles of a step, by the names they concern (folded).
class Marks {
 public:
  explicit Marks(const Dialect& dialect) : dialect_(dialect) {}

  std::vector<Mark> of(const Step& step) {
    marks_.clear();
    std::visit([this](const auto& s) { note(s); }, step);
    return std::move(marks_);
  }

 private:
  void mark(Role role, const QualifiedName& name) {
    marks_.push_back({role, {dialect_.fold(name.schema), dialect_.fold(name.name)}});
  }
  void mark(Role role, const std::vector<QualifiedName>& names) {
    for (const auto& name : names) mark(role, name);
  }
  void references(Role role, const Table& table) {
    for (const auto& key : table.foreign_keys) {
      if (key.table != table.name) mark(role, key.table);
    }
  }
  void triggers(Role role, const std::vector<Trigger>& triggers, const QualifiedName& on) {
    for (const auto& trigger : triggers) mark(role, {on.schema, trigger.name});
  }

  void note(const step::Create<Table>& s) {
    mark(Role::TakesName, s.object.name);
    mark(Role::MakesRelation, s.object.name);
    references(Role::CreatesReferenceTo, s.object);
    for (const auto& index : s.object.indexes) {
      mark(Role::TakesName, {s.object.name.schema, index.name});
    }
    triggers(Role::CreatesTriggerNamed, s.object.triggers, s.object.name);
  }
  void note(const step::Drop<Table>& s) {
    mark(Role::FreesName, s.object.name);
    mark(Role::DropsRelation, s.object.name);
    references(Role::DropsReferenceTo, s.object);
    for (const auto& index : s.object.indexes) {
      mark(Role::FreesName, {s.object.name.schema, index.name});
    }
    triggers(Role::DropsTriggerNamed, s.object.triggers, s.object.name);
  }
  void note(const step::RenameTable& s) {
    mark(Role::FreesName, s.from);
    mark(Role::TakesName, s.to);
    mark(Role::RenamesTableTo, s.to);
    mark(Role::RenamesInside, s.from);
    mark(Role::RenamesInside, s.to);
  }
  void note(const step::RenameColumn& s) {
    mark(Role::RenamesColumnOf, s.table);
    mark(Role::RenamesInside, s.table);
    mark(Role::FreesColumnName, {display(s.table), s.from});
    mark(Role::TakesColumnName, {display(s.table), s.to});
  }
  void note(const step::AddColumn& s) {
    mark(Role::AddsColumn, s.table);
    mark(Role::AddsColumnNamed, {display(s.table), s.column.name});
    if (s.column.generated) {
      for (const auto& token : scan_sql(s.column.generated->expression.text)) {
        mark(Role::AddsColumnOver, {display(s.table), token.text});
      }
    }
    for (const auto& constraint : s.constraints) {
      if (const auto* key = std::get_if<ForeignKey>(&constraint)) {
        mark(Role::CreatesReferenceTo, key->table);
      }
    }
  }
  void note(const step::DropColumn& s) { mark(Role::DropsColumn, s.table); }
  void note(const step::RebuildTable& s) {
    mark(Role::RebuildsTable, s.after.name);
    references(Role::CreatesReferenceTo, s.after);
    references(Role::DropsReferenceTo, s.before);
  }
  void note(const step::Create<VirtualTable>& s) {
    mark(Role::TakesName, s.object.name);
    mark(Role::MakesRelation, s.object.name);
  }
  void note(const step::Drop<VirtualTable>& s) {
    mark(Role::FreesName, s.object.name);
    mark(Role::DropsRelation, s.object.name);
  }
  void note(const step::CreateIndex& s) {
    mark(Role::TakesName, {s.table.schema, s.index.name});
    mark(Role::CreatesIndexOn, s.table);
  }
  void note(const step::DropIndex& s) {
    mark(Role::FreesName, {s.table.schema, s.index.name});
    mark(Role::DropsIndexOn, s.table);
  }
  void note(const step::Create<View>& s) {
    mark(Role::TakesName, s.object.name);
    mark(Role::MakesRelation, s.object.name);
    mark(Role::CreatesViewOver, dialect_.referenced_tables(s.object.query));
    mark(Role::CreatesViewOver, s.object.depends_on);
    triggers(Role::CreatesTriggerNamed, s.object.triggers, s.object.name);
  }
  void note(const step::Drop<View>& s) {
    mark(Role::FreesName, s.object.name);
    mark(Role::DropsRelation, s.object.name);
    mark(Role::DropsViewOver, dialect_.referenced_tables(s.object.query));
    mark(Role::DropsViewOver, s.object.depends_on);
    triggers(Role::DropsTriggerNamed, s.object.triggers, s.object.name);
  }
  void note(const step::CreateTrigger& s) {
    mark(Role::CreatesTriggerNamed, {s.on.schema, s.trigger.name});
    mark(Role::CreatesTriggerOn, s.on);
    if (s.trigger.body) mark(Role::CreatesTriggerOn, dialect_.referenced_tables(*s.trigger.body));
  }
  void note(const step::DropTrigger& s) {
    mark(Role::DropsTriggerNamed, {s.on.schema, s.trigger.name});
    mark(Role::DropsTriggerOn, s.on);
    if (s.trigger.body) mark(Role::DropsTriggerOn, dialect_.referenced_tables(*s.trigger.body));
  }

  const Dialect& dialect_;
  std::vector<Mark> marks_;
};

using Graph = boost::adjacency_list<boost::vecS, boost::vecS, boost::bidirectionalS,
                                    boost::no_property, std::size_t>;  // an edge holds its rule

class Sorter {
 public:
  Sorter(std::vector<Step> steps, const Dialect& dialect)
      : steps_(std::move(steps)), dialect_(dialect), graph_(steps_.size()) {}

  std::vector<PlannedStep> run() {
    collect_marks();
    for (std::size_t rule = 0; rule < std::size(kRules); ++rule) add_edges(rule);
    break_circles();
    return sorted();
  }

 private:
  void collect_marks() {
    Marks marks(dialect_);
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      for (auto& mark : marks.of(steps_[i])) {
        auto& holders = by_role_[mark.role][std::move(mark.name)];
        if (holders.empty() || holders.back() != i) holders.push_back(i);
      }
    }
  }

  void add_edges(std::size_t rule) {
    const auto& firsts = by_role_[kRules[rule].first];
    const auto& seconds = by_role_[kRules[rule].second];
    for (const auto& [name, first] : firsts) {
      auto second = seconds.find(name);
      if (second == seconds.end()) continue;
      for (auto a : first) {
        for (auto b : second->second) {
          if (a != b && edges_.emplace(a, b).second) boost::add_edge(a, b, rule, graph_);
        }
      }
    }
  }

  /// The number of each step's strongly connected component.
  std::vector<int> components() const {
    std::vector<int> component(steps_.size());
    if (!steps_.empty()) {
      boost::strong_components(
          graph_, boost::make_iterator_property_map(component.begin(),
                                                    boost::get(boost::vertex_index, graph_)));
    }
    return component;
  }

  void break_circles() {
    auto component = components();
    auto within_circle = [&](const Graph::edge_descriptor& edge) {
      return component[boost::source(edge, graph_)] == component[boost::target(edge, graph_)];
    };
    boost::remove_edge_if(
        [&](const Graph::edge_descriptor& edge) {
          return within_circle(edge) && kRules[graph_[edge]].strength == Strength::MayBreak;
        },
        graph_);
    component = components();
    for (auto [edge, end] = boost::edges(graph_); edge != end; ++edge) {
      if (within_circle(*edge)) report_circle(boost::source(*edge, graph_), component);
    }
  }

  [[noreturn]] void report_circle(std::size_t start, const std::vector<int>& component) const {
    std::vector<std::size_t> path{start};
    std::set<std::size_t> seen;
    while (seen.insert(path.back()).second) {
      for (auto [edge, end] = boost::out_edges(path.back(), graph_); edge != end; ++edge) {
        auto next = boost::target(*edge, graph_);
        if (component[next] != component[start]) continue;
        path.push_back(next);
        break;
      }
    }
    path.erase(path.begin(), std::find(path.begin(), path.end(), path.back()));
    std::string text;
    for (auto i : path) text += (text.empty() ? "" : " -> ") + describe(steps_[i]);
    Diagnostics diagnostics;
    diagnostics.error({}, fmt::format("the steps depend on each other in a circle: {}", text));
    throw InputError(diagnostics);
  }

  std::tuple<std::size_t, std::string, std::size_t> rank(std::size_t i) const {
    return {steps_[i].index(), describe(steps_[i]), i};
  }

  std::vector<PlannedStep> sorted() {
    using Entry = std::tuple<std::size_t, std::string, std::size_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> ready;
    std::vector<std::size_t> waiting(steps_.size()), position(steps_.size());
    for (std::size_t i = 0; i < steps_.size(); ++i) {
      waiting[i] = boost::in_degree(i, graph_);
      if (waiting[i] == 0) ready.push(rank(i));
    }
    std::vector<PlannedStep> out;
    while (!ready.empty()) {
      auto i = std::get<2>(ready.top());
      ready.pop();
      position[i] = out.size();
      out.push_back({steps_[i], reasons(i, position)});
      for (auto [edge, end] = boost::out_edges(i, graph_); edge != end; ++edge) {
        auto next = boost::target(*edge, graph_);
        if (--waiting[next] == 0) ready.push(rank(next));
      }
    }
    return out;
  }

  std::vector<Reason> reasons(std::size_t i, const std::vector<std::size_t>& position) const {
    std::vector<Reason> out;
    for (auto [edge, end] = boost::in_edges(i, graph_); edge != end; ++edge) {
      const Rule& rule = kRules[graph_[*edge]];
      out.push_back({position[boost::source(*edge, graph_)], rule.name, rule.because});
    }
    std::sort(out.begin(), out.end(),
              [](const Reason& a, const Reason& b) { return a.before < b.before; });
    return out;
  }

  std::vector<Step> steps_;
  const Dialect& dialect_;
  Graph graph_;
  std::map<Role, std::map<QualifiedName, std::vector<std::size_t>>> by_role_;
  std::set<std::pair<std::size_t, std::size_t>> edges_;
};

}  // namespace

std::vector<PlannedStep> in_order(std::vector<Step> steps, const Dialect& dialect) {
  return Sorter(std::move(steps), dialect).run();
}

std::string list_rules() {
  std::string out;
  for (const Rule& rule : kRules) {
    out += fmt::format("{}: {}{}\n", rule.name, rule.sentence,
                       rule.strength == Strength::MayBreak ? " (unless in a circle)" : "");
  }
  return out;
}

}  // namespace athanor
