#include "engine/ordering_marks.hpp"

#include <algorithm>
#include <concepts>
#include <map>

#include "engine/null_proof.hpp"
#include "schema/overloaded.hpp"
#include "schema/sql_text.hpp"

namespace athanor {
namespace {

/// The bare names of the types, collations and sequences that a plan makes, changes or drops, with
/// the whole names they stand for: what an expression may use.
using KnownObjects = std::map<std::string, std::vector<QualifiedName>>;

template <class T>
concept UsableObject =
    std::same_as<T, Collation> || std::same_as<T, EnumType> || std::same_as<T, CompositeType> ||
    std::same_as<T, RangeType> || std::same_as<T, Domain> || std::same_as<T, Sequence>;

/// Whether every row is known to have a value in some column, by this and nothing else.
bool proves_no_null(const Constraint& constraint) {
  const auto* check = std::get_if<Check>(&constraint);
  return check && check->validated && column_never_null(check->expression.text);
}

/// The roles of a step, by the names they concern (folded).
class Marks {
 public:
  Marks(const Dialect& dialect, const std::vector<Step>& steps) : dialect_(dialect) {
    for (const auto& step : steps) {
      std::visit([this](const auto& s) { learn(s); }, step);
    }
  }

  std::vector<Mark> of(const Step& step) {
    marks_.clear();
    std::visit([this](const auto& s) { note(s); }, step);
    return std::move(marks_);
  }

 private:
  QualifiedName folded(const QualifiedName& name) const {
    return {dialect_.fold(name.schema), dialect_.fold(name.name)};
  }
  void mark(Role role, const QualifiedName& name) { marks_.push_back({role, folded(name)}); }
  void mark(Role role, const std::vector<QualifiedName>& names) {
    for (const auto& name : names) mark(role, name);
  }

  void learn(const QualifiedName& name) {
    known_[dialect_.fold(name.name)].push_back(folded(name));
  }
  template <UsableObject T>
  void learn(const step::Create<T>& s) {
    learn(s.object.name);
  }
  template <UsableObject T>
  void learn(const step::Drop<T>& s) {
    learn(s.object.name);
  }
  template <class T>
  void learn(const step::ChangeType<T>& s) {
    learn(s.after.name);
  }
  void learn(const step::RenameObject& s) {
    if (s.kind != ObjectRename::Kind::Namespace) learn(s.to);
  }
  template <class S>
  void learn(const S&) {}  // makes nothing that an expression could use by name

  /// On something in this schema, and on anything at all.
  void works_on(const QualifiedName& name) {
    mark(Role::WorksOnObjects, QualifiedName{});
    if (!name.schema.empty()) mark(Role::WorksInNamespace, {"", name.schema});
  }

  void uses(Role role, const DataType& type) {
    auto known = known_.find(dialect_.fold(type.name.name));
    if (known == known_.end()) return;
    auto name = folded(type.name);
    if (std::find(known->second.begin(), known->second.end(), name) != known->second.end()) {
      mark(role, name);
    }
  }
  /// Whatever an expression names that might be one of the known objects, within strings too: a
  /// sequence stands in one, nextval('a.s').
  void uses(Role role, std::string_view text) {
    if (known_.empty()) return;
    for (const auto& token : scan_sql(text)) {
      bool string = token.kind == SqlToken::Kind::String && token.text.size() > 2;
      if (string) {
        for (const auto& inner : scan_sql(token.text.substr(1, token.text.size() - 2))) {
          uses_word(role, inner.text);
        }
      } else {
        uses_word(role, token.text);
      }
    }
  }
  void uses_word(Role role, const std::string& word) {
    auto known = known_.find(dialect_.fold(word));
    if (known != known_.end()) mark(role, known->second);
  }
  void uses(Role role, const Rare<Expression>& expression) {
    if (expression) uses(role, expression->text);
  }
  void uses(Role role, const std::optional<DefaultValue>& value) {
    const auto* text = value ? std::get_if<Expression>(&*value) : nullptr;
    if (text) uses(role, text->text);
  }
  void uses(Role role, const Column& column) {
    uses(role, column.type);
    uses(role, column.default_value);
    if (column.generated) uses(role, column.generated->expression.text);
    if (column.collation) uses(role, std::string_view(*column.collation));
  }
  void uses(Role role, const Index& index) {
    uses(role, index.where);
    for (const auto& element : index.elements) {
      if (const auto* text = std::get_if<Expression>(&element.what)) uses(role, text->text);
      if (element.collation) uses(role, std::string_view(*element.collation));
    }
  }
  void uses(Role role, const Exclusion& exclusion) {
    uses(role, exclusion.where);
    for (const auto& element : exclusion.elements) uses(role, element.element.text);
  }
  void uses(Role role, const Table& table) {
    for (const auto& column : table.columns) uses(role, column);
    for (const auto& check : table.checks) uses(role, check.expression.text);
    for (const auto& exclusion : table.exclusions) uses(role, exclusion);
  }
  void uses(Role role, const Domain& domain) {
    uses(role, domain.type);
    uses(role, domain.default_value);
    for (const auto& check : domain.checks) uses(role, check.expression.text);
    if (domain.collation) uses(role, std::string_view(*domain.collation));
  }
  void uses(Role role, const CompositeType& type) {
    for (const auto& field : type.fields) uses(role, field.type);
  }
  void uses(Role role, const RangeType& type) { uses(role, type.subtype); }
  void uses(Role, const EnumType&) {}
  void uses(Role, const Collation&) {}
  void uses(Role, const Sequence&) {}

  void references(Role role, const Table& table) {
    for (const auto& key : table.foreign_keys) {
      if (key.table != table.name) mark(role, key.table);
    }
  }
  void triggers(Role role, const std::vector<Trigger>& triggers, const QualifiedName& on) {
    for (const auto& trigger : triggers) mark(role, {on.schema, trigger.name});
  }
  void frees_columns(const QualifiedName& table, const Generated& generated) {
    for (const auto& token : scan_sql(generated.expression.text)) {
      mark(Role::FreesColumn, {display(table), token.text});
    }
  }
  /// Unique constraints are backed by indexes, whose names are those of relations.
  void constraint_names(Role relation, Role part, const QualifiedName& table,
                        const Constraint& constraint) {
    std::visit(overloaded{
                   [&](const PrimaryKey& c) { index_name(relation, table, c.name); },
                   [&](const Unique& c) { index_name(relation, table, c.name); },
                   [&](const Exclusion& c) { index_name(relation, table, c.name); },
                   [&](const ForeignKey& c) { part_name(part, table, c.name); },
                   [&](const Check& c) { part_name(part, table, c.name); },
               },
               constraint);
  }
  void index_name(Role role, const QualifiedName& table, const std::optional<std::string>& name) {
    if (name) mark(role, {table.schema, *name});
  }
  void part_name(Role role, const QualifiedName& table, const std::optional<std::string>& name) {
    if (name) mark(role, {display(table), *name});
  }
  void index_names(Role role, const Table& table) {
    if (table.primary_key) index_name(role, table.name, table.primary_key->name);
    for (const auto& unique : table.uniques) index_name(role, table.name, unique.name);
    for (const auto& exclusion : table.exclusions) index_name(role, table.name, exclusion.name);
    for (const auto& index : table.indexes) mark(role, {table.name.schema, index.name});
  }

  void note(const step::Create<Namespace>& s) { mark(Role::MakesNamespace, s.object.name); }
  void note(const step::Drop<Namespace>& s) { mark(Role::DropsNamespace, s.object.name); }
  void note(const step::Alter<Namespace>&) {}
  void note(const step::Create<Extension>& s) {
    mark(Role::MakesExtension, QualifiedName{});
    if (!s.object.name.schema.empty()) mark(Role::WorksInNamespace, {"", s.object.name.schema});
  }
  void note(const step::Drop<Extension>& s) {
    mark(Role::DropsExtension, QualifiedName{});
    if (!s.object.name.schema.empty()) mark(Role::WorksInNamespace, {"", s.object.name.schema});
  }
  void note(const step::Alter<Extension>& s) {
    mark(Role::MakesExtension, QualifiedName{});
    if (!s.after.name.schema.empty()) mark(Role::WorksInNamespace, {"", s.after.name.schema});
  }
  template <UsableObject T>
  void note(const step::Create<T>& s) {
    works_on(s.object.name);
    mark(Role::TakesName, s.object.name);
    mark(Role::MakesObject, s.object.name);
    uses(Role::UsesObject, s.object);
  }
  template <UsableObject T>
  void note(const step::Drop<T>& s) {
    works_on(s.object.name);
    mark(Role::FreesName, s.object.name);
    mark(Role::DropsObject, s.object.name);
    uses(Role::StopsUsingObject, s.object);
  }
  void note(const step::Alter<Collation>& s) { works_on(s.after.name); }
  void note(const step::Alter<Sequence>& s) {
    works_on(s.after.name);
    mark(Role::ChangesObject, s.after.name);
  }
  template <class T>
  void note(const step::ChangeType<T>& s) {
    works_on(s.after.name);
    mark(Role::ChangesObject, s.after.name);
    uses(Role::StopsUsingObject, s.before);
    uses(Role::UsesObject, s.after);
    for (const auto& use : s.columns) mark(Role::AltersColumnOf, use.table);
  }
  void note(const step::RenameObject& s) {
    if (s.kind == ObjectRename::Kind::Namespace) {
      mark(Role::MakesNamespace, s.to);
      return;
    }
    works_on(s.to);
    mark(Role::FreesName, s.from);
    mark(Role::TakesName, s.to);
    mark(Role::MakesObject, s.to);
  }
  void note(const step::SetSequenceOwner& s) {
    works_on(s.after.name);
    mark(Role::UsesObject, s.after.name);
    if (s.after.owner_table) mark(Role::GivesSequenceTo, *s.after.owner_table);
    if (s.before.owner_table) mark(Role::TakesSequenceFrom, *s.before.owner_table);
  }
  void note(const step::Create<Table>& s) {
    works_on(s.object.name);
    mark(Role::TakesName, s.object.name);
    index_names(Role::TakesName, s.object);
    mark(Role::MakesRelation, s.object.name);
    mark(Role::InheritsFrom, s.object.inherits);
    references(Role::CreatesReferenceTo, s.object);
    uses(Role::UsesObject, s.object);
    triggers(Role::CreatesTriggerNamed, s.object.triggers, s.object.name);
  }
  void note(const step::Drop<Table>& s) {
    works_on(s.object.name);
    mark(Role::FreesName, s.object.name);
    index_names(Role::FreesName, s.object);
    mark(Role::DropsRelation, s.object.name);
    mark(Role::DisinheritsFrom, s.object.inherits);
    references(Role::DropsReferenceTo, s.object);
    uses(Role::StopsUsingObject, s.object);
    for (const auto& index : s.object.indexes) uses(Role::StopsUsingObject, index);
    triggers(Role::DropsTriggerNamed, s.object.triggers, s.object.name);
  }
  void note(const step::RenameTable& s) {
    works_on(s.to);
    mark(Role::FreesName, s.from);
    mark(Role::TakesName, s.to);
    mark(Role::RenamesTableTo, s.to);
    mark(Role::RenamesInside, s.from);
    mark(Role::RenamesInside, s.to);
  }
  void note(const step::RenameColumn& s) {
    works_on(s.table);
    mark(Role::RenamesColumnOf, s.table);
    mark(Role::RenamesInside, s.table);
    mark(Role::FreesColumnName, {display(s.table), s.from});
    mark(Role::TakesColumnName, {display(s.table), s.to});
  }
  void note(const step::RenamePart& s) {
    works_on(s.owner);
    if (s.kind == PartRename::Kind::EnumValue) {
      mark(Role::RenamesValueOf, s.owner);
      return mark(Role::MakesObject, s.owner);
    }
    mark(Role::RenamesColumnOf, s.owner);  // after its table has its name
    mark(Role::FreesName, {s.owner.schema, s.from});
    mark(Role::TakesName, {s.owner.schema, s.to});
    mark(Role::FreesConstraintName, {display(s.owner), s.from});
    mark(Role::TakesConstraintName, {display(s.owner), s.to});
    mark(Role::RenamesPartTo, {display(s.owner), s.to});
  }
  void note(const step::AddColumn& s) {
    works_on(s.table);
    mark(Role::AddsColumn, s.table);
    mark(Role::AddsColumnNamed, {display(s.table), s.column.name});
    mark(Role::TakesColumnName, {display(s.table), s.column.name});
    mark(Role::DropsColumn, s.heirs.with);
    mark(Role::AddsColumn, s.heirs.with);
    uses(Role::UsesObject, s.column);
    if (s.column.generated) {
      for (const auto& token : scan_sql(s.column.generated->expression.text)) {
        mark(Role::AddsColumnOver, {display(s.table), token.text});
      }
      mark(Role::AddsColumnOver, s.table);
    }
    for (const auto& constraint : s.constraints) {
      if (const auto* key = std::get_if<ForeignKey>(&constraint)) {
        mark(Role::CreatesReferenceTo, key->table);
      }
    }
  }
  void note(const step::DropColumn& s) {
    works_on(s.table);
    mark(Role::DropsColumn, s.table);
    mark(Role::DropsColumn, s.heirs.without);
    for (const auto& heir : s.heirs.with) {
      mark(Role::LeavesColumn, {display(heir), s.column.name});
    }
    mark(s.column.generated ? Role::DropsGeneratedOf : Role::DropsPlainOf, s.table);
    mark(Role::FreesColumnName, {display(s.table), s.column.name});
    uses(Role::StopsUsingObject, s.column);
  }
  void note(const step::AlterColumn& s) {
    works_on(s.table);
    mark(Role::AltersColumnOf, s.table);
    mark(Role::AltersColumnNamed, {display(s.table), s.after.name});
    if (s.before.generated && !s.after.generated) frees_columns(s.table, *s.before.generated);
    uses(Role::MayStopUsingObject, s.before);
    if (s.before.type.name != s.after.type.name) uses(Role::StopsUsingObject, s.before.type);
    uses(Role::UsesObject, s.after);
  }
  void note(const step::ConvertSerial& s) {
    works_on(s.table);
    mark(Role::AltersColumnOf, s.table);
    mark(Role::TakesName, s.sequence.name);
    mark(Role::FreesName, s.sequence.name);
  }
  void note(const step::AddConstraint& s) {
    works_on(s.table);
    mark(Role::AddsConstraintOn, s.table);
    constraint_names(Role::TakesName, Role::TakesConstraintName, s.table, s.constraint);
    std::visit(overloaded{
                   [&](const PrimaryKey&) { mark(Role::MakesKeyOn, s.table); },
                   [&](const Unique&) { mark(Role::MakesKeyOn, s.table); },
                   [&](const ForeignKey& key) { mark(Role::CreatesReferenceTo, key.table); },
                   [&](const Check& c) { uses(Role::UsesObject, c.expression.text); },
                   [&](const Exclusion& c) { uses(Role::UsesObject, c); },
               },
               s.constraint);
  }
  void note(const step::DropConstraint& s) {
    works_on(s.table);
    mark(Role::DropsConstraintOn, s.table);
    mark(proves_no_null(s.constraint) ? Role::DropsNullProofOn : Role::DropsConditionOn, s.table);
    std::visit([&](const auto& c) { part_name(Role::AltersPart, s.table, c.name); }, s.constraint);
    constraint_names(Role::FreesName, Role::FreesConstraintName, s.table, s.constraint);
    std::visit(overloaded{
                   [&](const PrimaryKey&) { mark(Role::DropsKeyOn, s.table); },
                   [&](const Unique&) { mark(Role::DropsKeyOn, s.table); },
                   [&](const ForeignKey& key) { mark(Role::DropsReferenceTo, key.table); },
                   [&](const Check& c) {
                     if (!proves_no_null(c)) uses(Role::StopsUsingObject, c.expression.text);
                   },
                   [&](const Exclusion& c) { uses(Role::StopsUsingObject, c); },
               },
               s.constraint);
  }
  void note(const step::AlterConstraint& s) {
    works_on(s.table);
    if (proves_no_null(s.after) && !proves_no_null(s.before)) mark(Role::ProvesNoNullOn, s.table);
    std::visit([&](const auto& c) { part_name(Role::AltersPart, s.table, c.name); }, s.after);
  }
  void note(const step::AlterTable& s) {
    works_on(s.after.name);
    mark(Role::AltersTable, s.after.name);
    mark(Role::InheritsFrom, s.after.inherits);
    mark(Role::DisinheritsFrom, s.before.inherits);
    if (s.before.unlogged && !s.after.unlogged) {
      mark(Role::BecomesLogged, s.after.name);
      references(Role::CreatesReferenceTo, s.after);
    }
    if (!s.before.unlogged && s.after.unlogged) {
      mark(Role::BecomesUnlogged, s.after.name);
      references(Role::DropsReferenceTo, s.before);
    }
  }
  void note(const step::AlterIndex& s) {
    works_on(s.table);
    mark(Role::AltersPart, {display(s.table), s.after.name});
  }
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
    works_on(s.table);
    mark(Role::TakesName, {s.table.schema, s.index.name});
    mark(Role::CreatesIndexOn, s.table);
    if (s.index.unique) mark(Role::MakesKeyOn, s.table);
    uses(Role::UsesObject, s.index);
  }
  void note(const step::DropIndex& s) {
    works_on(s.table);
    mark(Role::FreesName, {s.table.schema, s.index.name});
    mark(Role::DropsIndexOn, s.table);
    mark(Role::AltersPart, {display(s.table), s.index.name});
    if (s.index.unique) mark(Role::DropsKeyOn, s.table);
    uses(Role::StopsUsingObject, s.index);
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
  KnownObjects known_;
  std::vector<Mark> marks_;
};

}  // namespace

std::vector<std::vector<Mark>> marks_of(const std::vector<Step>& steps, const Dialect& dialect) {
  Marks marks(dialect, steps);
  std::vector<std::vector<Mark>> out;
  out.reserve(steps.size());
  for (const auto& step : steps) out.push_back(marks.of(step));
  return out;
}

}  // namespace athanor
