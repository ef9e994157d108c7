#include "engine/dialects/postgresql/heirs.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace athanor::postgresql {
namespace {

using Children = std::map<QualifiedName, std::vector<QualifiedName>>;

bool inherits_from(const Table& table, const QualifiedName& parent) {
  return std::find(table.inherits.begin(), table.inherits.end(), parent) != table.inherits.end();
}

/// Of each table, those that are its children before and after.
Children lasting_children(const AlterationContext& context) {
  Children out;
  for (const auto& [name, table] : context.after.tables) {
    if (table.inherits.empty()) continue;
    auto before = context.before.tables.find(name);
    if (before == context.before.tables.end()) continue;
    for (const auto& parent : before->second.inherits) {
      if (inherits_from(table, parent)) out[parent].push_back(name);
    }
  }
  return out;
}

class HeirFolding {
 public:
  HeirFolding(std::vector<Step>& steps, const AlterationContext& context)
      : steps_(steps), context_(context), children_(lasting_children(context)) {}

  void run() {
    if (children_.empty()) return;
    for (auto& step : steps_) {
      if (auto* drop = std::get_if<step::DropColumn>(&step)) leave(*drop);
      if (auto* add = std::get_if<step::AddColumn>(&step)) take_over(*add);
    }
    std::erase_if(steps_, [&](const Step& step) {
      const auto* add = std::get_if<step::AddColumn>(&step);
      const auto* drop = std::get_if<step::DropColumn>(&step);
      return (add && folded_.contains({add->table, add->column.name})) ||
             (drop && folded_.contains({drop->table, drop->column.name}));
    });
    steps_.insert(steps_.end(), alterations_.begin(), alterations_.end());
  }

 private:
  void leave(step::DropColumn& drop) {
    drop.heirs = heirs<step::AddColumn>(drop.table, drop.column, context_.after);
    for (const auto& heir : drop.heirs.with) {
      const auto& table = context_.after.tables.at(heir);
      const auto& wanted = *find_column(table, drop.column.name);
      auto inherited = as_inherited(drop.column, table);
      if (inherited != wanted) alterations_.push_back(step::AlterColumn{heir, inherited, wanted});
    }
  }

  void take_over(step::AddColumn& add) {
    add.heirs = heirs<step::DropColumn>(add.table, add.column, context_.before);
  }

  /// Who has the column of its own on the side of `definer`, by a step of theirs that is folded
  /// into the parent's.
  template <class ChildStep>
  step::Heirs heirs(const QualifiedName& parent, const Column& column, const Schema& definer) {
    step::Heirs out;
    auto children = children_.find(parent);
    if (children == children_.end()) return out;
    for (const auto& child : children->second) {
      bool moves = std::any_of(steps_.begin(), steps_.end(), [&](const Step& step) {
        const auto* s = std::get_if<ChildStep>(&step);
        return s && s->table == child && s->column.name == column.name &&
               s->column.type == column.type;
      });
      if (moves) {
        out.with.push_back(child);
        folded_.insert({child, column.name});
      } else if (!find_column(definer.tables.at(child), column.name)) {
        out.without.push_back(child);
      }
    }
    return out.with.empty() ? step::Heirs{} : out;
  }

  std::vector<Step>& steps_;
  const AlterationContext& context_;
  Children children_;
  std::set<std::pair<QualifiedName, std::string>> folded_;
  std::vector<Step> alterations_;
};

}  // namespace

void fold_heirs(std::vector<Step>& steps, const AlterationContext& context) {
  HeirFolding(steps, context).run();
}

}  // namespace athanor::postgresql
