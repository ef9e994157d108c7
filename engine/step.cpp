#include "engine/step.hpp"

#include <fmt/format.h>

#include "schema/overloaded.hpp"

namespace athanor {

Step reverse(const Step& step) {
  return std::visit(
      overloaded{
          []<class T>(const step::Create<T>& s) -> Step { return step::Drop<T>{s.object}; },
          []<class T>(const step::Drop<T>& s) -> Step { return step::Create<T>{s.object}; },
          [](const step::RenameTable& s) -> Step {
            return step::RenameTable{s.to, s.from};
          },
          [](const step::RenameColumn& s) -> Step {
            return step::RenameColumn{s.table, s.to, s.from};
          },
          [](const step::AddColumn& s) -> Step {
            return step::DropColumn{s.table, s.column, s.constraints};
          },
          [](const step::DropColumn& s) -> Step {
            return step::AddColumn{s.table, s.column, s.constraints};
          },
          [](const step::RebuildTable& s) -> Step {
            return step::RebuildTable{s.after, s.before};
          },
          [](const step::CreateIndex& s) -> Step {
            return step::DropIndex{s.table, s.index};
          },
          [](const step::DropIndex& s) -> Step {
            return step::CreateIndex{s.table, s.index};
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
