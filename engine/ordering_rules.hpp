#pragma once
/// The rules that order steps: by what two steps do to the thing of one name.

#include <span>

namespace athanor {

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
  LeavesColumn,         ///< of this name to this table, which had it from its parent
  AltersColumnNamed,    ///< of this table and name
  DropsPlainOf,         ///< a column of this table goes that is not generated
  AltersTable,          ///< properties of the table itself change
  AddsConstraintOn,     ///< a constraint of this table comes to be
  DropsConstraintOn,    ///< a constraint of this table goes
  DropsConditionOn,     ///< the same, of one that is no bare proof of NOT NULL
  DropsNullProofOn,     ///< a check of this table goes that says `column IS NOT NULL`
  ProvesNoNullOn,       ///< such a check comes to hold for all rows
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

/// All rules, in the order in which they take effect.
std::span<const Rule> ordering_rules();

}  // namespace athanor
