#include "engine/ordering.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/strong_components.hpp>
#include <concepts>
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
  MakesObject,          ///< a type, a collation or a sequence of this name comes to be
  ChangesObject,        ///< it becomes another, in place
  UsesObject,           ///< something begins to use it
  StopsUsingObject,     ///< something no longer uses it
  MayStopUsingObject,   ///< something that changes used it before, and may use it after
  DropsObject,          ///< it goes
  MakesNamespace,       ///< a schema gets this name
  WorksInNamespace,     ///< on something in this schema
  DropsNamespace,       ///< the schema goes
  MakesExtension,       ///< of any name
  WorksOnObjects,       ///< on anything but schemas and extensions
  DropsExtension,       ///< of any name
  AltersColumnOf,       ///< a column of this table changes in place
  DropsGeneratedOf,     ///< a generated column of this table goes
  FreesColumn,          ///< a column generated from this one goes, or is generated no longer
  DropsColumnNamed,     ///< of this table and name
  AltersColumnNamed,    ///< of this table and name
  DropsPlainOf,         ///< a column of this table goes that is not generated
  AltersTable,          ///< properties of the table itself change
  AddsConstraintOn,     ///< a constraint of this table comes to be
  DropsConstraintOn,    ///< a constraint of this table goes
  MakesKeyOn,           ///< of this table, that a foreign key may reference
  DropsKeyOn,           ///< the same, going
  BecomesLogged,        ///< this table's rows are to outlive a crash
  BecomesUnlogged,      ///< they are not any more
  TakesConstraintName,  ///< within a table
  FreesConstraintName,  ///< within a table
  RenamesPartTo,        ///< an index or a constraint gets this name
  RenamesValueOf,       ///< a value of this type gets another name
  AltersPart,           ///< the index or the constraint of this name changes in place
  InheritsFrom,         ///< a table becomes a child of this one
  DisinheritsFrom,      ///< a child of this table goes, or no longer is one
  GivesSequenceTo,      ///< a column of this table comes to own a sequence
  TakesSequenceFrom,    ///< a column of this table no longer owns a sequence
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
     "a column is left", Role::AddsColumn, Role::DropsColumn, Strength::MayBreak},
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
    {"object-before-use", "a type or a sequence comes before what uses it", "what it uses",
     Role::MakesObject, Role::UsesObject},
    {"object-changed-before-use", "a type changes before what uses it as it will be",
     "the changed type", Role::ChangesObject, Role::UsesObject},
    {"object-changed-after-use", "a type changes after what used it as it was",
     "nothing uses it as it was", Role::StopsUsingObject, Role::ChangesObject},
    {"object-dropped-last", "a type or a sequence is dropped after what used it", "nothing uses it",
     Role::StopsUsingObject, Role::DropsObject},
    {"object-dropped-after-change",
     "a type or a sequence is dropped after what used it has changed", "nothing uses it",
     Role::MayStopUsingObject, Role::DropsObject},
    {"schema-before-content", "a schema comes before what is in it", "its schema",
     Role::MakesNamespace, Role::WorksInNamespace},
    {"schema-dropped-last", "a schema is dropped after what is in it", "the schema is empty",
     Role::WorksInNamespace, Role::DropsNamespace},
    {"extension-first", "an extension comes before what may use it", "the extension",
     Role::MakesExtension, Role::WorksOnObjects},
    {"extension-last", "an extension is dropped after what may have used it",
     "nothing uses the extension", Role::WorksOnObjects, Role::DropsExtension},
    {"rename-before-alter", "a column is altered after the renames in its table", "the renames",
     Role::RenamesInside, Role::AltersColumnOf},
    {"rename-before-attributes", "a table's properties change after the renames in it",
     "the renames", Role::RenamesInside, Role::AltersTable},
    {"rename-before-constraint", "a constraint is added after the renames in its table",
     "the renames", Role::RenamesInside, Role::AddsConstraintOn},
    {"rename-before-constraint-drop", "a constraint is dropped after the renames in its table",
     "the renames", Role::RenamesInside, Role::DropsConstraintOn},
    {"constraint-after-table", "a constraint of its own step comes after its table", "its table",
     Role::MakesRelation, Role::AddsConstraintOn},
    {"constraint-after-column", "a constraint is added after the columns added to its table",
     "its columns", Role::AddsColumn, Role::AddsConstraintOn},
    {"constraint-after-alter", "a constraint is added after the columns altered in its table",
     "the altered columns", Role::AltersColumnOf, Role::AddsConstraintOn},
    {"constraint-name-freed", "a constraint takes a name after the step that frees it",
     "its name is free", Role::FreesConstraintName, Role::TakesConstraintName},
    {"key-freed", "a key is added after the keys dropped from its table", "the old key is gone",
     Role::DropsKeyOn, Role::MakesKeyOn},
    {"constraint-dropped-before-alter",
     "a constraint is dropped before the columns altered in its table",
     "the old constraint is gone", Role::DropsConstraintOn, Role::AltersColumnOf},
    {"constraint-dropped-before-column",
     "a constraint is dropped before the columns dropped from its table",
     "the old constraint is gone", Role::DropsConstraintOn, Role::DropsColumn},
    {"constraint-dropped-before-table", "a constraint of its own step is dropped before its table",
     "the old constraint is gone", Role::DropsConstraintOn, Role::DropsRelation},
    {"reference-after-key", "a foreign key comes after the key it references",
     "the key it references", Role::MakesKeyOn, Role::CreatesReferenceTo, Strength::MayBreak},
    {"reference-after-alter", "a foreign key comes after the columns altered in what it references",
     "the altered columns", Role::AltersColumnOf, Role::CreatesReferenceTo, Strength::MayBreak},
    {"reference-dropped-before-key", "a foreign key is dropped before the key it references",
     "nothing references it", Role::DropsReferenceTo, Role::DropsKeyOn, Strength::MayBreak},
    {"reference-dropped-before-alter",
     "a foreign key is dropped before the columns altered in what it references",
     "nothing references it", Role::DropsReferenceTo, Role::AltersColumnOf, Strength::MayBreak},
    {"reference-dropped-before-column",
     "a foreign key is dropped before the columns dropped from what it references",
     "nothing references it", Role::DropsReferenceTo, Role::DropsColumn, Strength::MayBreak},
    {"reference-after-logged", "what outlives a crash references a table after that does so too",
     "the table's rows outlive a crash", Role::BecomesLogged, Role::CreatesReferenceTo,
     Strength::MayBreak},
    {"reference-dropped-before-unlogged",
     "a table's rows outlive a crash for as long as those that reference it do",
     "nothing that outlives a crash references it", Role::DropsReferenceTo, Role::BecomesUnlogged,
     Strength::MayBreak},
    {"index-after-alter", "an index is created after the columns altered in its table",
     "the altered columns", Role::AltersColumnOf, Role::CreatesIndexOn},
    {"index-dropped-before-alter", "an index is dropped before the columns altered in its table",
     "the old index is gone", Role::DropsIndexOn, Role::AltersColumnOf},
    {"generated-after-alter", "a generated column is added after the columns altered in its table",
     "the altered columns", Role::AltersColumnOf, Role::AddsColumnOver},
    {"generated-dropped-before-alter",
     "a generated column is dropped before the columns altered in its table",
     "nothing is generated from it", Role::DropsGeneratedOf, Role::AltersColumnOf},
    {"generated-dropped-first",
     "a generated column is dropped before the columns it may be generated from",
     "nothing is generated from it", Role::DropsGeneratedOf, Role::DropsPlainOf},
    {"generated-freed-before-column",
     "a column is dropped after those that were generated from it are not any more",
     "nothing is generated from it", Role::FreesColumn, Role::DropsColumnNamed},
    {"generated-freed-before-alter",
     "a column is altered after those that were generated from it are not any more",
     "nothing is generated from it", Role::FreesColumn, Role::AltersColumnNamed},
    {"part-renamed-first", "an index or a constraint changes, or goes, after it has its name",
     "its new name", Role::RenamesPartTo, Role::AltersPart},
    {"values-renamed-first", "a type changes after its values have their names", "the new names",
     Role::RenamesValueOf, Role::ChangesObject},
    {"child-after-parent", "a table comes after the tables it inherits from", "its parent",
     Role::MakesRelation, Role::InheritsFrom},
    {"child-after-columns", "a table becomes a child after the columns added to its parent",
     "its parent's columns", Role::AddsColumn, Role::InheritsFrom},
    {"child-dropped-first", "a table is dropped after its children", "it has no children",
     Role::DisinheritsFrom, Role::DropsRelation},
    {"sequence-after-table", "a sequence is given to a column after its table",
     "the table it goes with", Role::MakesRelation, Role::GivesSequenceTo},
    {"sequence-after-column", "a sequence is given to a column after the column is there",
     "the column it goes with", Role::AddsColumn, Role::GivesSequenceTo},
    {"sequence-after-rename", "a sequence is given to a column after the renames in its table",
     "the renames", Role::RenamesInside, Role::GivesSequenceTo},
    {"sequence-freed-before-column", "a sequence is taken from a column before the column goes",
     "the sequence stays", Role::TakesSequenceFrom, Role::DropsColumn},
    {"sequence-freed-before-table", "a sequence is taken from a column before its table goes",
     "the sequence stays", Role::TakesSequenceFrom, Role::DropsRelation},
};

struct Mark {
  Role role;
  QualifiedName name;
};

/// The bare names of the types, collations and sequences that a plan makes, changes or drops, with
/// the whole names they stand for: what an expression may use.
using KnownObjects = std::map<std::string, std::vector<QualifiedName>>;

template <class T>
concept UsableObject =
    std::same_as<T, Collation> || std::same_as<T, EnumType> || std::same_as<T, CompositeType> ||
    std::same_as<T, RangeType> || std::same_as<T, Domain> || std::same_as<T, Sequence>;

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
  void uses(Role role, const std::optional<Expression>& expression) {
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
    std::visit([&](const auto& c) { part_name(Role::AltersPart, s.table, c.name); }, s.constraint);
    constraint_names(Role::FreesName, Role::FreesConstraintName, s.table, s.constraint);
    std::visit(overloaded{
                   [&](const PrimaryKey&) { mark(Role::DropsKeyOn, s.table); },
                   [&](const Unique&) { mark(Role::DropsKeyOn, s.table); },
                   [&](const ForeignKey& key) { mark(Role::DropsReferenceTo, key.table); },
                   [&](const Check& c) { uses(Role::StopsUsingObject, c.expression.text); },
                   [&](const Exclusion& c) { uses(Role::StopsUsingObject, c); },
               },
               s.constraint);
  }
  void note(const step::AlterConstraint& s) {
    works_on(s.table);
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
    Marks marks(dialect_, steps_);
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
