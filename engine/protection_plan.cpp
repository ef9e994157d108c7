#include <fmt/format.h>

#include <algorithm>

#include "engine/protection.hpp"
#include "engine/reach.hpp"

namespace athanor {
namespace {

/// Judges the steps of a plan.
class PlanJudge {
 public:
  PlanJudge(const Protection& protection, const Dialect& dialect)
      : protection_(protection), dialect_(dialect) {}

  std::vector<Refusal> run(const Plan& plan) {
    for (const auto& planned : plan.steps) {
      guard_legacy(planned.step);
      std::visit([this](const auto& s) { judge(s); }, planned.step);
    }
    return std::move(refusals_);
  }

 private:
  void guard_legacy(const Step& step) {
    auto table = target(step);
    if (!protection_.is_legacy(table, dialect_)) return;
    refuse("PRO101", display(table),
           fmt::format("{} would touch the legacy table {}", describe(step), display(table)));
  }

  void judge(const step::Drop<Table>& s) { dropped(s.object.name, "", "table"); }
  void judge(const step::Drop<VirtualTable>& s) { dropped(s.object.name, "", "table"); }
  void judge(const step::DropColumn& s) {
    dropped(s.table, s.column.name, "column");
    for (const auto& heir : s.heirs.without) dropped(heir, s.column.name, "column");
  }
  void judge(const step::RebuildTable& s) {
    for (const auto& column : s.before.columns) {
      if (!find_column(s.after, column.name, dialect_)) {
        dropped(s.after.name, column.name, "column");
      }
    }
  }
  template <class T>
  void judge(const step::Create<T>&) {}
  template <class T>
  void judge(const step::Drop<T>&) {}  // holds no rows
  template <class T>
  void judge(const step::Alter<T>&) {}
  template <class T>
  void judge(const step::ChangeType<T>& s) {
    for (const auto& use : s.columns) {
      if (!protection_.is_legacy(use.table, dialect_)) continue;
      refuse("PRO102", display(use.table),
             fmt::format("{} would convert a column of the legacy table {}", describe(Step{s}),
                         display(use.table)));
    }
  }
  void judge(const step::RenameObject&) {}
  void judge(const step::RenamePart&) {}
  void judge(const step::SetSequenceOwner&) {}
  void judge(const step::AlterColumn&) {}
  void judge(const step::ConvertSerial&) {}
  void judge(const step::AddConstraint&) {}
  void judge(const step::DropConstraint&) {}
  void judge(const step::AlterConstraint&) {}
  void judge(const step::AlterTable&) {}
  void judge(const step::AlterIndex&) {}
  void judge(const step::RenameTable& s) {
    if (!protection_.is_critical(s.from, dialect_)) return;
    refuse("PRO103", display(s.from),
           fmt::format("{} is critical and the plan renames it", display(s.from)));
  }
  void judge(const step::RenameColumn&) {}
  void judge(const step::AddColumn& s) {
    for (const auto& heir : s.heirs.with) {  // its values stay, in the parent's column
      if (protection_.is_critical(heir, dialect_)) dropped(heir, s.column.name, "column");
    }
  }
  void judge(const step::CreateIndex&) {}
  void judge(const step::DropIndex&) {}
  void judge(const step::CreateTrigger&) {}
  void judge(const step::DropTrigger&) {}

  void dropped(const QualifiedName& table, const std::string& column, const char* what) {
    auto object = column.empty() ? display(table) : display(table) + "." + column;
    if (protection_.is_critical(table, dialect_)) {
      refuse("PRO103", object,
             fmt::format("{} is critical and the plan drops {}", display(table), object));
    } else if (protection_.drops == DropPolicy::Refuse) {
      refuse(
          column.empty() ? "DAT102" : "DAT103", object,
          fmt::format("the plan drops the {} {}, and [policy] drops is \"refuse\"", what, object));
    }
  }

  void refuse(std::string code, std::string object, std::string message) {
    refusals_.push_back({std::move(code), std::move(object), std::move(message), {}});
  }

  const Protection& protection_;
  const Dialect& dialect_;
  std::vector<Refusal> refusals_;
};

}  // namespace

std::vector<Refusal> judge(const Plan& plan, const Protection& protection, const Dialect& dialect) {
  return PlanJudge(protection, dialect).run(plan);
}

}  // namespace athanor
