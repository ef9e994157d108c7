#include "engine/step.hpp"

#include <fmt/format.h>

#include "schema/overloaded.hpp"

namespace athanor {

const char* noun(ObjectRename::Kind kind) {
  switch (kind) {
    case ObjectRename::Kind::Namespace:
      return kind_name<Namespace>;
    case ObjectRename::Kind::Collation:
      return kind_name<Collation>;
    case ObjectRename::Kind::Enum:
      return kind_name<EnumType>;
    case ObjectRename::Kind::Composite:
      return kind_name<CompositeType>;
    case ObjectRename::Kind::Range:
      return kind_name<RangeType>;
    case ObjectRename::Kind::Domain:
      return kind_name<Domain>;
    case ObjectRename::Kind::Sequence:
      return kind_name<Sequence>;
  }
  return "";
}

const char* noun(PartRename::Kind kind) {
  switch (kind) {
    case PartRename::Kind::Constraint:
      return "constraint";
    case PartRename::Kind::Index:
      return "index";
    case PartRename::Kind::EnumValue:
      return "value";
  }
  return "";
}

namespace {

/// `unique constraint users_email_key`, or what it is over where it has no name.
std::string constraint_phrase(const Constraint& constraint) {
  auto phrase = [](const char* kind, const std::optional<std::string>& name) {
    return name ? fmt::format("{} {}", kind, *name) : std::string(kind);
  };
  return std::visit(overloaded{
                        [&](const PrimaryKey& key) { return phrase("primary key", key.name); },
                        [&](const Unique& key) { return phrase("unique constraint", key.name); },
                        [&](const ForeignKey& key) { return phrase("foreign key", key.name); },
                        [&](const Check& check) { return phrase("check", check.name); },
                        [&](const Exclusion& exclusion) {
                          return phrase("exclusion constraint", exclusion.name);
                        },
                    },
                    constraint);
}

}  // namespace

Step reverse(const Step& step) {
  return std::visit(
      overloaded{
          []<class T>(const step::Create<T>& s) -> Step { return step::Drop<T>{s.object}; },
          []<class T>(const step::Drop<T>& s) -> Step { return step::Create<T>{s.object}; },
          []<class T>(const step::Alter<T>& s) -> Step {
            return step::Alter<T>{s.after, s.before};
          },
          []<class T>(const step::ChangeType<T>& s) -> Step {
            return step::ChangeType<T>{s.after, s.before, s.columns, s.used};
          },
          [](const step::RenameObject& s) -> Step {
            return step::RenameObject{s.kind, s.to, s.from};
          },
          [](const step::RenamePart& s) -> Step {
            return step::RenamePart{s.kind, s.owner, s.to, s.from};
          },
          [](const step::SetSequenceOwner& s) -> Step {
            return step::SetSequenceOwner{s.after, s.before};
          },
          [](const step::AlterColumn& s) -> Step {
            return step::AlterColumn{s.table, s.after, s.before, s.pace};
          },
          [](const step::ConvertSerial& s) -> Step {
            return step::ConvertSerial{s.table, s.after, s.before, s.sequence};
          },
          [](const step::AddConstraint& s) -> Step {
            return step::DropConstraint{s.table, s.constraint, s.pace};
          },
          [](const step::DropConstraint& s) -> Step {
            return step::AddConstraint{s.table, s.constraint, s.pace};
          },
          [](const step::AlterConstraint& s) -> Step {
            return step::AlterConstraint{s.table, s.after, s.before};
          },
          [](const step::AlterTable& s) -> Step {
            return step::AlterTable{s.after, s.before};
          },
          [](const step::AlterIndex& s) -> Step {
            return step::AlterIndex{s.table, s.after, s.before};
          },
          [](const step::RenameTable& s) -> Step {
            return step::RenameTable{s.to, s.from};
          },
          [](const step::RenameColumn& s) -> Step {
            return step::RenameColumn{s.table, s.to, s.from};
          },
          [](const step::AddColumn& s) -> Step {
            return step::DropColumn{s.table, s.column, s.constraints, s.heirs};
          },
          [](const step::DropColumn& s) -> Step {
            return step::AddColumn{s.table, s.column, s.constraints, s.heirs};
          },
          [](const step::RebuildTable& s) -> Step {
            return step::RebuildTable{s.after, s.before};
          },
          [](const step::CreateIndex& s) -> Step {
            return step::DropIndex{s.table, s.index, s.pace};
          },
          [](const step::DropIndex& s) -> Step {
            return step::CreateIndex{s.table, s.index, s.pace};
          },
          [](const step::CreateTrigger& s) -> Step {
            return step::DropTrigger{s.on, s.trigger};
          },
          [](const step::DropTrigger& s) -> Step {
            return step::CreateTrigger{s.on, s.trigger};
          },
      },
      step);
}

std::string describe(const Step& step) {
  return std::visit(
      overloaded{
          []<class T>(const step::Create<T>& s) {
            return fmt::format("create {} {}", kind_name<T>, display(s.object.name));
          },
          []<class T>(const step::Drop<T>& s) {
            return fmt::format("drop {} {}", kind_name<T>, display(s.object.name));
          },
          []<class T>(const step::Alter<T>& s) {
            return fmt::format("alter {} {}", kind_name<T>, display(s.after.name));
          },
          []<class T>(const step::ChangeType<T>& s) {
            return fmt::format("alter {} {}", kind_name<T>, display(s.after.name));
          },
          [](const step::RenameObject& s) {
            return fmt::format("rename {} {} to {}", noun(s.kind), display(s.from), display(s.to));
          },
          [](const step::RenamePart& s) {
            return fmt::format("rename {} {} of {} to {}", noun(s.kind), s.from, display(s.owner),
                               s.to);
          },
          [](const step::SetSequenceOwner& s) {
            return s.after.owner_table
                       ? fmt::format("give sequence {} to {}.{}", display(s.after.name),
                                     display(*s.after.owner_table), s.after.owner_column)
                       : fmt::format("free sequence {} from its column", display(s.after.name));
          },
          [](const step::AlterColumn& s) {
            return fmt::format("alter column {}.{}", display(s.table), s.after.name);
          },
          [](const step::ConvertSerial& s) {
            return fmt::format("make column {}.{} {}", display(s.table), s.after.name,
                               s.after.identity ? "an identity" : "serial");
          },
          [](const step::AddConstraint& s) {
            return fmt::format("add {} to {}", constraint_phrase(s.constraint), display(s.table));
          },
          [](const step::DropConstraint& s) {
            return fmt::format("drop {} of {}", constraint_phrase(s.constraint), display(s.table));
          },
          [](const step::AlterConstraint& s) {
            return fmt::format("alter {} of {}", constraint_phrase(s.after), display(s.table));
          },
          [](const step::AlterTable& s) {
            return fmt::format("alter table {}", display(s.after.name));
          },
          [](const step::AlterIndex& s) { return fmt::format("alter index {}", s.after.name); },
          [](const step::RenameTable& s) {
            return fmt::format("rename table {} to {}", display(s.from), display(s.to));
          },
          [](const step::RenameColumn& s) {
            return fmt::format("rename column {}.{} to {}", display(s.table), s.from, s.to);
          },
          [](const step::AddColumn& s) {
            return fmt::format("add column {}.{}", display(s.table), s.column.name);
          },
          [](const step::DropColumn& s) {
            return fmt::format("drop column {}.{}", display(s.table), s.column.name);
          },
          [](const step::RebuildTable& s) {
            return fmt::format("rebuild table {}", display(s.after.name));
          },
          [](const step::CreateIndex& s) { return fmt::format("create index {}", s.index.name); },
          [](const step::DropIndex& s) { return fmt::format("drop index {}", s.index.name); },
          [](const step::CreateTrigger& s) {
            return fmt::format("create trigger {} on {}", s.trigger.name, display(s.on));
          },
          [](const step::DropTrigger& s) {
            return fmt::format("drop trigger {} on {}", s.trigger.name, display(s.on));
          },
      },
      step);
}

QualifiedName target(const Step& step) {
  return std::visit(overloaded{
                        []<class T>(const step::Create<T>& s) { return s.object.name; },
                        []<class T>(const step::Drop<T>& s) { return s.object.name; },
                        []<class T>(const step::Alter<T>& s) { return s.after.name; },
                        []<class T>(const step::ChangeType<T>& s) { return s.after.name; },
                        [](const step::RenameObject& s) { return s.from; },
                        [](const step::RenamePart& s) { return s.owner; },
                        [](const step::SetSequenceOwner& s) { return s.after.name; },
                        [](const step::AlterColumn& s) { return s.table; },
                        [](const step::ConvertSerial& s) { return s.table; },
                        [](const step::AddConstraint& s) { return s.table; },
                        [](const step::DropConstraint& s) { return s.table; },
                        [](const step::AlterConstraint& s) { return s.table; },
                        [](const step::AlterTable& s) { return s.after.name; },
                        [](const step::AlterIndex& s) { return s.table; },
                        [](const step::RenameTable& s) { return s.from; },
                        [](const step::RenameColumn& s) { return s.table; },
                        [](const step::AddColumn& s) { return s.table; },
                        [](const step::DropColumn& s) { return s.table; },
                        [](const step::RebuildTable& s) { return s.after.name; },
                        [](const step::CreateIndex& s) { return s.table; },
                        [](const step::DropIndex& s) { return s.table; },
                        [](const step::CreateTrigger& s) { return s.on; },
                        [](const step::DropTrigger& s) { return s.on; },
                    },
                    step);
}

}  // namespace athanor
