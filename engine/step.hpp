#pragma once
/// Steps: one change of a database each, carrying everything needed to do it and to undo it.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/change.hpp"
#include "schema/schema.hpp"

namespace athanor::step {

/// How much a step may hold up others who work on the table: `Gently` takes longer, in a
/// transaction of its own or outside of any.
enum class Pace { AtOnce, Gently };

/// Creates an object with all that it holds. A table's indexes and triggers come with it only
/// where the object carries them; a plan gives them steps of their own.
template <class T>
struct Create {
  T object;
  bool operator==(const Create&) const = default;
};

/// Drops an object and, of a table, all that hangs on it.
template <class T>
struct Drop {
  T object;
  bool operator==(const Drop&) const = default;
};

/// Changes an object in place: what the dialect can do to one that is there.
template <class T>
struct Alter {
  T before, after;
  bool operator==(const Alter&) const = default;
};

/// A column of a user's type, as it is when that type changes.
struct TypeUse {
  QualifiedName table;
  Column column;
  bool keeps_default = true;  ///< false: the plan changes it besides
  bool operator==(const TypeUse&) const = default;
};

/// Changes a type that columns may use: in place where the dialect can, and otherwise by a new type
/// put in the old one's place, to which the columns are converted. `used` says that the plan itself
/// writes a value that only the changed type has.
template <class T>
struct ChangeType {
  T before, after;
  std::vector<TypeUse> columns;
  bool used = false;
  bool operator==(const ChangeType&) const = default;
};

struct RenameObject {
  ObjectRename::Kind kind;
  QualifiedName from, to;
  bool operator==(const RenameObject&) const = default;
};

struct RenamePart {
  PartRename::Kind kind;
  QualifiedName owner;
  std::string from, to;
  bool operator==(const RenamePart&) const = default;
};

/// The column that a sequence goes with; neither: none.
struct SetSequenceOwner {
  Sequence before, after;
  bool operator==(const SetSequenceOwner&) const = default;
};

struct RenameTable {
  QualifiedName from, to;
  bool operator==(const RenameTable&) const = default;
};

struct RenameColumn {
  QualifiedName table;
  std::string from, to;
  bool operator==(const RenameColumn&) const = default;
};

/// The children of a table, where a column of it is their own on the side on which the table has it
/// not. Both lists are empty where nobody has it then.
struct Heirs {
  std::vector<QualifiedName> with, without;  ///< that have it on that side, and that have it not
  bool operator==(const Heirs&) const = default;
};

/// `constraints` are those written with the column, where the dialect adds them in one go.
struct AddColumn {
  QualifiedName table;
  Column column;
  std::vector<Constraint> constraints;
  Heirs heirs = {};
  bool operator==(const AddColumn&) const = default;
};

struct DropColumn {
  QualifiedName table;
  Column column;
  std::vector<Constraint> constraints;
  Heirs heirs = {};
  bool operator==(const DropColumn&) const = default;
};

/// Everything about one column that changes in place.
struct AlterColumn {
  QualifiedName table;
  Column before, after;
  Pace pace = Pace::AtOnce;
  bool operator==(const AlterColumn&) const = default;
};

/// A column that counts by a sequence of its own, and how it comes to be the other kind of such a
/// column: a default that asks an owned sequence, or an identity. The position is kept.
struct ConvertSerial {
  QualifiedName table;
  Column before, after;
  Sequence sequence;
  bool operator==(const ConvertSerial&) const = default;
};

struct AddConstraint {
  QualifiedName table;
  Constraint constraint;
  Pace pace = Pace::AtOnce;
  bool operator==(const AddConstraint&) const = default;
};

struct DropConstraint {
  QualifiedName table;
  Constraint constraint;
  Pace pace = Pace::AtOnce;
  bool operator==(const DropConstraint&) const = default;
};

/// What of a constraint can change while it stands: deferrability of a key, validation, comment.
struct AlterConstraint {
  QualifiedName table;
  Constraint before, after;
  bool operator==(const AlterConstraint&) const = default;
};

/// Properties of the table itself: storage parameters, persistence, parents, comment. The parts are
/// left as they are.
struct AlterTable {
  Table before, after;
  bool operator==(const AlterTable&) const = default;
};

/// What of an index can change while it stands: storage parameters, tablespace, comment.
struct AlterIndex {
  QualifiedName table;
  Index before, after;
  bool operator==(const AlterIndex&) const = default;
};

struct CreateIndex {
  QualifiedName table;
  Index index;
  Pace pace = Pace::AtOnce;
  bool operator==(const CreateIndex&) const = default;
};

struct DropIndex {
  QualifiedName table;
  Index index;
  Pace pace = Pace::AtOnce;
  bool operator==(const DropIndex&) const = default;
};

/// `on` is a table or a view.
struct CreateTrigger {
  QualifiedName on;
  Trigger trigger;
  bool operator==(const CreateTrigger&) const = default;
};

struct DropTrigger {
  QualifiedName on;
  Trigger trigger;
  bool operator==(const DropTrigger&) const = default;
};

/// Makes the table anew beside the old one, copies the rows, and puts it in the old one's place.
/// Indexes and triggers that both sides hold are made again with it. For dialects whose ALTER
/// TABLE cannot do a change.
struct RebuildTable {
  Table before, after;
  bool operator==(const RebuildTable&) const = default;
};

}  // namespace athanor::step

namespace athanor {

/// The order of the alternatives is the order in which steps run where no rule says another.
using Step = std::variant<
    step::Create<Namespace>, step::Create<Extension>, step::RenameObject, step::Alter<Namespace>,
    step::Alter<Extension>, step::Create<Collation>, step::Alter<Collation>, step::Create<EnumType>,
    step::Create<CompositeType>, step::Create<RangeType>, step::Create<Domain>,
    step::ChangeType<EnumType>, step::ChangeType<CompositeType>, step::ChangeType<RangeType>,
    step::ChangeType<Domain>, step::Create<Sequence>, step::Alter<Sequence>, step::Create<Table>,
    step::RenameTable, step::RenameColumn, step::RenamePart, step::DropConstraint, step::AddColumn,
    step::AlterColumn, step::ConvertSerial, step::SetSequenceOwner, step::DropColumn,
    step::RebuildTable, step::AlterTable, step::Create<VirtualTable>, step::AddConstraint,
    step::AlterConstraint, step::CreateIndex, step::AlterIndex, step::Create<View>,
    step::CreateTrigger, step::DropTrigger, step::Drop<View>, step::DropIndex,
    step::Drop<VirtualTable>, step::Drop<Table>, step::Drop<Sequence>, step::Drop<Domain>,
    step::Drop<RangeType>, step::Drop<CompositeType>, step::Drop<EnumType>, step::Drop<Collation>,
    step::Drop<Extension>, step::Drop<Namespace>>;

/// The step that undoes `step`. Total, and `reverse(reverse(s)) == s`. What it brings back of a
/// dropped object is its shape, not its rows.
Step reverse(const Step& step);

/// One line for a person: `create table users`, `rename column users.grade to level`.
std::string describe(const Step& step);

/// The table (or the view, for its triggers) that a step works on; the object itself elsewhere.
QualifiedName target(const Step& step);

}  // namespace athanor
