#pragma once
/// Steps: one change of a database each, carrying everything needed to do it and to undo it.

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "engine/change.hpp"
#include "schema/schema.hpp"

namespace athanor::step {

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

struct RenameTable {
  QualifiedName from, to;
  bool operator==(const RenameTable&) const = default;
};

struct RenameColumn {
  QualifiedName table;
  std::string from, to;
  bool operator==(const RenameColumn&) const = default;
};

/// `constraints` are those written with the column, where the dialect adds them in one go.
struct AddColumn {
  QualifiedName table;
  Column column;
  std::vector<Constraint> constraints;
  bool operator==(const AddColumn&) const = default;
};

struct DropColumn {
  QualifiedName table;
  Column column;
  std::vector<Constraint> constraints;
  bool operator==(const DropColumn&) const = default;
};

struct CreateIndex {
  QualifiedName table;
  Index index;
  bool operator==(const CreateIndex&) const = default;
};

struct DropIndex {
  QualifiedName table;
  Index index;
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
using Step =
    std::variant<step::Create<Table>, step::RenameTable, step::RenameColumn, step::AddColumn,
                 step::DropColumn, step::RebuildTable, step::Create<VirtualTable>,
                 step::CreateIndex, step::Create<View>, step::CreateTrigger, step::DropTrigger,
                 step::Drop<View>, step::DropIndex, step::Drop<VirtualTable>, step::Drop<Table>>;

/// The step that undoes `step`. Total, and `reverse(reverse(s)) == s`. What it brings back of a
/// dropped object is its shape, not its rows.
Step reverse(const Step& step);

/// One line for a person: `create table users`, `rename column users.grade to level`.
std::string describe(const Step& step);

/// The table (or the view, for its triggers) that a step works on; the object itself elsewhere.
QualifiedName target(const Step& step);

}  // namespace athanor
