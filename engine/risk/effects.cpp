#include <algorithm>

#include "engine/equality.hpp"
#include "engine/reach.hpp"
#include "engine/rebuilt.hpp"
#include "engine/risk/scene.hpp"
#include "engine/table_delta.hpp"
#include "schema/overloaded.hpp"

namespace athanor::risk {
namespace {

/// Every constraint of a table.
std::vector<Constraint> constraints_of(const Table& table) {
  std::vector<Constraint> out;
  if (table.primary_key) out.emplace_back(*table.primary_key);
  out.insert(out.end(), table.uniques.begin(), table.uniques.end());
  out.insert(out.end(), table.foreign_keys.begin(), table.foreign_keys.end());
  out.insert(out.end(), table.checks.begin(), table.checks.end());
  out.insert(out.end(), table.exclusions.begin(), table.exclusions.end());
  return out;
}

/// Statements that change neither tables nor rows.
template <class T>
concept OfOtherObjects =
    OneOf<T, Create<Namespace>, Create<Extension>, Create<Collation>, CopyCollation,
          Create<EnumType>, Create<CompositeType>, Create<RangeType>, Create<Domain>,
          Create<Sequence>, Create<VirtualTable>, Create<View>, CreateTrigger, AlterIndex,
          AlterSequence, AlterType, AlterDomain, AlterExtension, AlterObject, CommentOn, Setting,
          TransactionControl, Attach, Inert, Unread>;

/// Actions of ALTER TABLE that rules see as they are.
template <class T>
concept NoCommonEffect = OneOf<T, RenameConstraint, DeferConstraint, ValidateConstraint, SetSchema,
                               SetOwner, SetTablespace, SetAccessMethod, SetUnlogged, SetOptions,
                               ResetOptions, AddParent, DropParent, NoEffect>;

template <class T>
concept OtherColumnChange =
    OneOf<T, SetDefault, DropNotNull, SetGenerated, DropGenerated, SetStatistics, SetStorage,
          SetCompression, AddIdentity, AlterIdentity, DropIdentity, SetOptions, ResetOptions>;

class Producer {
 public:
  explicit Producer(const Scene& scene) : scene_(scene) {}

  std::vector<SchemaEffect> run() {
    std::visit(
        overloaded{[&](const Create<Table>& create) { made(create); },
                   [&](const CreateIndex& create) {
                     add(AddsIndex{create.table, scene_.age(create.table), create.index,
                                   create.concurrently});
                   },
                   [&](const Drop& drop) { dropped(drop); },
                   [&](const AlterTable& alter) { altered(alter); },
                   [&](const ChangeRows& rows) { wrote(rows); }, []<OfOtherObjects T>(const T&) {}},
        scene_.statement().action);
    return std::move(effects_);
  }

 private:
  void add(SchemaEffect effect) { effects_.push_back(std::move(effect)); }

  void made(const Create<Table>& create) {
    if (create.temporary) return;
    const Table& table = create.object;
    for (const auto& column : table.columns) {
      add(AddsColumn{table.name, Age::New, column, {}});
    }
    for (auto& constraint : constraints_of(table)) {
      add(AddsConstraint{table.name, Age::New, std::move(constraint), std::nullopt});
    }
    for (const auto& index : table.indexes) add(AddsIndex{table.name, Age::New, index});
  }

  void dropped(const Drop& drop) {
    for (const auto& name : drop.names) {
      if (drop.kind == ObjectKind::Index) dropped_index(name, drop);
      bool gone = drop.kind == ObjectKind::Table && scene_.age(name) == Age::Existing &&
                  !is_temporary(name) &&
                  !replacement_of(scene_.statements, scene_.at, name, scene_.dialect);
      if (gone) add(DropsTable{name});
    }
  }

  static bool is_temporary(const QualifiedName& name) {
    return name.schema == "temp" || name.schema == "pg_temp";
  }

  void dropped_index(const QualifiedName& name, const Drop& drop) {
    auto owners = tables_with_index(scene_.before, name.name, scene_.dialect);
    auto table = owners.empty() ? std::nullopt : std::optional(owners.front());
    add(DropsIndex{table, name.name, drop.concurrently});
  }

  void wrote(const ChangeRows& rows) {
    for (const auto& table : rows.tables) {
      if (is_temporary(table)) continue;
      add(WritesRows{table, scene_.age(table), rows.verb, rows.where});
    }
  }

  void altered(const AlterTable& alter) {
    for (const auto& action : alter.actions) {
      std::visit(overloaded{[&](const RenameTable& rename) { renamed(alter.table, rename.to); },
                            [&](const RenameColumn& rename) {
                              add(RenamesColumn{alter.table, rename.from, rename.to});
                            },
                            [&](const AddColumn& column) {
                              add(AddsColumn{alter.table, scene_.age(alter.table), column.column,
                                             column.constraints});
                            },
                            [&](const DropColumn& column) { dropped(alter.table, column.name); },
                            [&](const AddConstraint& constraint) {
                              add(AddsConstraint{alter.table, scene_.age(alter.table),
                                                 constraint.constraint, constraint.using_index});
                            },
                            [&](const DropConstraint& constraint) {
                              add(DropsConstraint{alter.table, constraint.name,
                                                  constraint_named(alter.table, constraint.name)});
                            },
                            [&](const AlterColumn& column) { changed(alter.table, column); },
                            []<NoCommonEffect T>(const T&) {}},
                 action);
    }
  }

  void dropped(const QualifiedName& table, const std::string& column) {
    if (scene_.is_new_column(table, column)) return;
    const Column* was = scene_.column(table, column);
    add(DropsColumn{table, column, was ? std::optional(*was) : std::nullopt});
  }

  std::optional<Constraint> constraint_named(const QualifiedName& table,
                                             const std::string& name) const {
    const Table* found = scene_.table(table);
    if (!found) return std::nullopt;
    for (auto& constraint : constraints_of(*found)) {
      auto own = std::visit([](const auto& part) { return part.name.value_or(""); }, constraint);
      if (scene_.dialect.fold(own) == scene_.dialect.fold(name)) return constraint;
    }
    return std::nullopt;
  }

  void changed(const QualifiedName& table, const AlterColumn& alter) {
    if (scene_.is_new_column(table, alter.name)) return;
    const Column* was = scene_.column(table, alter.name);
    std::visit(overloaded{[&](const SetType& set) {
                            auto from = was ? std::optional(was->type) : std::nullopt;
                            add(RetypesColumn{table, alter.name, from, set.type});
                          },
                          [&](const SetNotNull&) {
                            if (!was || was->nullable != false) add(ForbidsNull{table, alter.name});
                          },
                          [&](const DropDefault&) {
                            if (!was || was->default_value) add(DropsDefault{table, alter.name});
                          },
                          []<OtherColumnChange T>(const T&) {}},
               alter.change);
  }

  void renamed(const QualifiedName& from, QualifiedName to) {
    to.schema = from.schema;
    const Table* old = replaced(to);
    const Table* made = scene_.table(from);
    if (old && made && scene_.age(from) == Age::New) return rebuilt(*old, *made);
    if (scene_.age(from) == Age::Existing) add(RenamesTable{from, to});
  }

  const Table* replaced(const QualifiedName& name) const {
    for (const auto& [other, table] : scene_.memory.dropped) {
      if (scene_.dialect.fold(other.name) == scene_.dialect.fold(name.name)) return &table;
    }
    return nullptr;
  }

  /// Part by part, as if the database could have altered it.
  void rebuilt(const Table& before, Table after) {
    auto made_as = after.name;
    after.name = before.name;
    add(Rebuilds{before, after});
    Equality equality(scene_.dialect, scene_.before, scene_.before);
    auto delta = compare(before, after, equality);
    for (const auto& change : delta.columns) column(before, after, made_as, change);
    if (!same_columns(before.primary_key, after.primary_key)) {
      constraints(before.name, delta.primary_key);
    }
    constraints(before.name, delta.uniques);
    constraints(before.name, delta.foreign_keys);
    constraints(before.name, delta.checks);
  }

  void column(const Table& before, const Table& after, const QualifiedName& made_as,
              const Changed<Column>& change) {
    if (!change.before) return add(AddsColumn{after.name, Age::Existing, *change.after, {}});
    if (!change.after) {
      return add(DropsColumn{before.name, change.before->name, *change.before});
    }
    const auto& name = change.after->name;
    if (!scene_.dialect.same_type(change.before->type, change.after->type)) {
      add(RetypesColumn{before.name, name, change.before->type, change.after->type});
    }
    bool stricter = change.before->nullable != false && change.after->nullable == false;
    if (stricter && !is_filled(before.name, made_as, name)) add(ForbidsNull{before.name, name});
    if (change.before->default_value && !change.after->default_value) {
      add(DropsDefault{before.name, name});
    }
  }

  /// Whether the copy puts something where the column held NULL.
  bool is_filled(const QualifiedName& from, const QualifiedName& to, const std::string& column) {
    const auto* copy = copying(scene_.statements, scene_.at, from, to, scene_.dialect);
    if (!copy) return false;
    auto text = ascii_lower(copy->text);
    auto name = ascii_lower(column);
    for (const char* function : {"ifnull", "coalesce"}) {
      for (auto at = text.find(function); at != std::string::npos;
           at = text.find(function, at + 1)) {
        auto close = text.find(')', at);
        if (text.substr(at, close - at).find(name) != std::string::npos) return true;
      }
    }
    return false;
  }

  /// Then a key differs only in how it counts.
  static bool same_columns(const std::optional<PrimaryKey>& before,
                           const std::optional<PrimaryKey>& after) {
    return before && after && before->columns == after->columns;
  }

  template <class T>
  void constraints(const QualifiedName& table, const std::vector<Changed<T>>& changes) {
    for (const auto& change : changes) {
      if (change.before) {
        add(DropsConstraint{table, change.before->name.value_or(""), Constraint(*change.before)});
      }
      if (change.after) {
        add(AddsConstraint{table, Age::Existing, Constraint(*change.after), std::nullopt});
      }
    }
  }

  const Scene& scene_;
  std::vector<SchemaEffect> effects_;
};

}  // namespace

std::vector<SchemaEffect> effects_of(const Scene& scene) {
  return Producer(scene).run();
}

}  // namespace athanor::risk
