#include "engine/risk/of_plan.hpp"

#include "schema/overloaded.hpp"

namespace athanor::risk {
namespace {

/// The statement that a step is, where that is plain without reading its SQL again: most steps of
/// a large plan make new things.
std::optional<Action> action_of(const Step& step) {
  if (const auto* s = std::get_if<step::Create<Table>>(&step)) {
    Create<Table> create;
    create.object = s->object;
    return create;
  }
  const auto* index = std::get_if<step::CreateIndex>(&step);
  if (index && index->pace == step::Pace::AtOnce) {
    CreateIndex create;
    create.table = index->table;
    create.index = index->index;
    return create;
  }
  return std::nullopt;
}

class PlanUnit {
 public:
  explicit PlanUnit(const Bench& bench) : bench_(bench) { unit_.kind = Kind::Plan; }

  void add(const std::vector<SqlStatement>& statements, std::size_t item) {
    for (const auto& statement : statements) add(statement, item);
  }

  void add(const Step& step, std::size_t item) {
    auto statements = bench_.dialect.render(step);
    auto action = action_of(step);
    if (!action) return add(statements, item);
    auto text = statements.empty() ? std::string() : statements.front().sql;
    unit_.sentences.push_back({{std::move(*action), text, {}}, Sending::Together, {}, item});
  }

  const Unit& unit() const { return unit_; }
  std::vector<Finding> take_findings() { return std::move(findings_); }

 private:
  void add(const SqlStatement& statement, std::size_t item) {
    bool together = statement.mode == SqlStatement::Mode::Transactional;
    auto source = std::make_shared<SourceText>(SourceText{"the plan", statement.sql});
    for (auto& sentence : read_sentences(bench_, source, findings_)) {
      sentence.sending = together ? Sending::Together : Sending::Alone;
      sentence.item = item;
      sentence.statement.place = {};
      unit_.sentences.push_back(std::move(sentence));
    }
  }

  const Bench& bench_;
  Unit unit_;
  std::vector<Finding> findings_;
};

}  // namespace

std::vector<Finding> risks_of(const Plan& plan, const Schema& from, const Bench& bench) {
  if (plan.empty()) return {};
  PlanUnit made(bench);
  made.add(plan.frame.before, 0);
  for (std::size_t i = 0; i < plan.steps.size(); ++i) made.add(plan.steps[i].step, i + 1);
  made.add(plan.frame.after, 0);
  auto findings = made.take_findings();
  auto judged = Court(bench, from).judge(made.unit());
  findings.insert(findings.end(), judged.begin(), judged.end());
  return findings;
}

}  // namespace athanor::risk
