#include "engine/risk/scene.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/null_proof.hpp"
#include "engine/reach.hpp"
#include "schema/overloaded.hpp"
#include "schema/sql_text.hpp"

namespace athanor::risk {
namespace {

using Control = TransactionControl::Verb;

/// What the statements of a unit have done, one after another.
class Remembering {
 public:
  Remembering(Memory& memory, const Scene& scene) : memory_(memory), scene_(scene) {}

  void run() {
    std::visit(
        overloaded{
            [&](const Create<Table>& create) { memory_.made.insert(create.object.name); },
            [&](const Create<VirtualTable>& create) { memory_.made.insert(create.object.name); },
            [&](const Drop& drop) { dropped(drop); },
            [&](const AlterTable& alter) { altered(alter); },
            [&](const AlterType& alter) { altered(alter); },
            [&](const Setting& setting) { set(setting); },
            [&](const TransactionControl& control) { controlled(control.verb); },
            [&](const Unread&) { made_other(); },
            []<OneOf<Create<Namespace>, Create<Extension>, Create<Collation>, CopyCollation,
                     Create<EnumType>, Create<CompositeType>, Create<RangeType>, Create<Domain>,
                     Create<Sequence>, Create<View>, CreateIndex, CreateTrigger, AlterIndex,
                     AlterSequence, AlterDomain, AlterExtension, AlterObject, CommentOn, ChangeRows,
                     Attach, Inert>
                   T>(const T&) {},
        },
        scene_.statement().action);
    lose_keys();
    if (scene_.sending() == Sending::Alone) end_transaction();
  }

 private:
  /// What rows were held to until now, they are known to hold to.
  void lose_keys() {
    scene_.each<DropsConstraint>([&](const DropsConstraint& drop) {
      if (!drop.was) return;
      const auto* check = std::get_if<Check>(&*drop.was);
      if (check && check->validated)
        memory_.held_before.insert({drop.table, check->expression.text});
      bool foreign = std::holds_alternative<ForeignKey>(*drop.was);
      if (!check && !foreign) memory_.unique_before.insert({drop.table, columns_of(*drop.was)});
    });
    scene_.each<DropsIndex>([&](const DropsIndex& drop) {
      const Table* table = drop.table ? scene_.table(*drop.table) : nullptr;
      for (const auto& index : table ? table->indexes : std::vector<Index>()) {
        if (index.name != drop.name || !index.unique || index.where) continue;
        memory_.unique_before.insert({*drop.table, plain_columns(index)});
      }
    });
  }

  static std::vector<std::string> plain_columns(const Index& index) {
    std::vector<std::string> out;
    for (const auto& element : index.elements) {
      if (const auto* name = std::get_if<std::string>(&element.what)) out.push_back(*name);
    }
    return out.size() == index.elements.size() ? out : std::vector<std::string>();
  }

  void dropped(const Drop& drop) {
    if (drop.kind != ObjectKind::Table) return;
    for (const auto& name : drop.names) {
      if (const Table* table = scene_.table(name)) memory_.dropped.insert_or_assign(name, *table);
      memory_.made.erase(name);
    }
  }

  void altered(const AlterTable& alter) {
    for (const auto& action : alter.actions) {
      if (const auto* rename = std::get_if<RenameTable>(&action)) renamed(alter.table, rename->to);
      if (const auto* add = std::get_if<AddColumn>(&action)) {
        memory_.new_columns.insert({alter.table, add->column.name});
      }
      if (const auto* add = std::get_if<AddConstraint>(&action))
        added(alter.table, add->constraint);
    }
  }

  void added(const QualifiedName& table, const Constraint& constraint) {
    const auto* key = std::get_if<ForeignKey>(&constraint);
    const auto* check = std::get_if<Check>(&constraint);
    if (key && !key->validated && key->name) memory_.not_valid.insert({table, *key->name});
    if (check && !check->validated && check->name) memory_.not_valid.insert({table, *check->name});
  }

  /// A table that takes the place of a dropped one is that one from then on.
  void renamed(const QualifiedName& from, QualifiedName to) {
    to.schema = from.schema;
    bool is_new = memory_.made.erase(from) > 0;
    bool replaces = memory_.dropped.contains(to);
    if (is_new && !replaces) memory_.made.insert(to);
    if (!is_new) memory_.renamed.insert(to);
  }

  void altered(const AlterType& alter) {
    for (const auto& action : alter.actions) {
      if (const auto* add = std::get_if<AddValue>(&action)) memory_.new_values.insert(add->value);
    }
  }

  void set(const Setting& setting) {
    if (!setting.value) return;
    memory_.settings.insert(setting.name);
    if (setting.name != "foreign_keys" || scene_.in_transaction()) return;
    auto value = ascii_lower(*setting.value);
    memory_.keys_off = value == "off" || value == "0" || value == "false" || value == "no";
  }

  void controlled(Control verb) {
    if (verb == Control::Begin) memory_.begun = true;
    if (verb == Control::Commit || verb == Control::Rollback) end_transaction();
  }

  void end_transaction() {
    memory_.begun = false;
    memory_.not_valid.clear();
    memory_.new_values.clear();
  }

  /// Views, functions and policies are told by the words of their statements alone.
  void made_other() {
    auto tokens = scan_sql(scene_.statement().text);
    if (tokens.empty() || !ascii_iequals(tokens.front().text, "create")) return;
    for (const auto& token : tokens) {
      bool rest = token.text == "(" || ascii_iequals(token.text, "as") ||
                  ascii_iequals(token.text, "on") || ascii_iequals(token.text, "partition");
      if (rest) break;
      memory_.made_others.insert(ascii_lower(token.text));
    }
  }

  Memory& memory_;
  const Scene& scene_;
};

/// What a constraint without a name is told by.
std::string substance(const Constraint& constraint) {
  const auto* check = std::get_if<Check>(&constraint);
  if (check) return check->expression.text;
  if (std::holds_alternative<Exclusion>(constraint)) return "exclusion";
  return fmt::format("{}", fmt::join(columns_of(constraint), ", "));
}

/// Whether the unit itself adds a check that names the column: proving it is then part of the
/// change, and fails as the change would.
bool is_checked_here(const Scene& scene, const QualifiedName& table, const std::string& column) {
  return std::any_of(
      scene.statements.begin(), scene.statements.begin() + static_cast<std::ptrdiff_t>(scene.at),
      [&](const Statement& statement) {
        const auto* alter = std::get_if<AlterTable>(&statement.action);
        if (!alter || alter->table != table) return false;
        return std::any_of(alter->actions.begin(), alter->actions.end(), [&](const auto& action) {
          const auto* add = std::get_if<AddConstraint>(&action);
          const auto* check = add ? std::get_if<Check>(&add->constraint) : nullptr;
          return check && mentions(check->expression.text, column);
        });
      });
}

}  // namespace

bool Scene::in_transaction() const {
  return sending() == Sending::Together || (sending() == Sending::AsWritten && memory.begun);
}

Age Scene::age(const QualifiedName& name) const {
  auto folded = [&](const QualifiedName& other) {
    return other.schema == name.schema && dialect.fold(other.name) == dialect.fold(name.name);
  };
  bool told_by_words = memory.made_others.contains(ascii_lower(name.name));
  if (told_by_words || memory.made.contains(name)) return Age::New;
  return std::any_of(memory.made.begin(), memory.made.end(), folded) ? Age::New : Age::Existing;
}

bool Scene::is_new_column(const QualifiedName& table, const std::string& column) const {
  return age(table) == Age::New || memory.new_columns.contains({table, column});
}

const Table* Scene::table(const QualifiedName& name) const {
  return find_table(before, name, dialect);
}

const Column* Scene::column(const QualifiedName& name, const std::string& column) const {
  const Table* found = table(name);
  return found ? find_column(*found, column, dialect) : nullptr;
}

void remember(Memory& memory, const Scene& scene) {
  Remembering(memory, scene).run();
}

std::vector<std::string> columns_of(const Constraint& constraint) {
  auto names = [](const std::vector<KeyColumn>& columns) {
    std::vector<std::string> out;
    for (const auto& column : columns) out.push_back(column.name);
    return out;
  };
  using Names = std::vector<std::string>;
  return std::visit(
      overloaded{[&](const PrimaryKey& key) { return names(key.columns); },
                 [&](const Unique& key) { return names(key.columns); },
                 [](const ForeignKey& key) { return key.columns; },
                 [](const Check&) { return Names(); }, [](const Exclusion&) { return Names(); }},
      constraint);
}

bool proves_not_null(const Table* table, const std::string& column) {
  if (!table) return false;
  return std::any_of(table->checks.begin(), table->checks.end(), [&](const Check& check) {
    return check.validated && column_never_null(check.expression.text) == column;
  });
}

bool was_never_null(const Scene& scene, const QualifiedName& table, const std::string& column) {
  const auto& held = scene.memory.held_before;
  bool went = std::any_of(held.begin(), held.end(), [&](const auto& check) {
    return check.first == table && column_never_null(check.second) == column;
  });
  return went ||
         (proves_not_null(scene.table(table), column) && !is_checked_here(scene, table, column));
}

std::string part_of(const QualifiedName& table, std::string_view part) {
  return part.empty() ? display(table) : fmt::format("{}.{}", display(table), part);
}

std::string label(const QualifiedName& table, const Constraint& constraint) {
  auto name = std::visit([](const auto& part) { return part.name.value_or(""); }, constraint);
  if (!name.empty()) return part_of(table, name);
  return fmt::format("{} ({})", display(table), substance(constraint));
}

}  // namespace athanor::risk
