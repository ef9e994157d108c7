#include "tests/protection/verdict.hpp"

#include <doctest/doctest.h>

#include <algorithm>

#include "engine/risk/judge.hpp"
#include "migrations/body.hpp"

namespace athanor::testing {
namespace {

std::vector<risk::Finding> findings(const House& house, const Schema& graph,
                                    const Protection& rules, const std::string& sql) {
  const risk::Settings settings{};
  risk::Bench bench{house.dialect, rules, settings, {}, {}};
  std::vector<risk::Finding> out;
  risk::Unit unit;
  unit.kind = risk::Kind::Revision;
  unit.name = "attempt";
  auto source = std::make_shared<SourceText>(SourceText{"attempt", sql});
  for (auto& sentence : risk::read_sentences(bench, source, out)) {
    unit.sentences.push_back(std::move(sentence));
  }
  for (auto& finding : risk::Court(bench, graph).judge(unit)) out.push_back(std::move(finding));
  return out;
}

}  // namespace

std::string shown(Verdict verdict) {
  switch (verdict) {
    case Verdict::Passes:
      return "passes";
    case Verdict::Refused:
      return "is refused";
    case Verdict::Unread:
      return "cannot be read";
    case Verdict::NeedsPython:
      return "needs Python";
  }
  return "";
}

Guard::Guard(const House& house) : house_(house), graph_(graph_of(house)), rules_(house_rules()) {}

Verdict Guard::judged(const std::vector<Statement>& statements) const {
  auto refusals = judge(statements, graph_, graph_, rules_, house_.dialect);
  return refusals.empty() ? Verdict::Passes : Verdict::Refused;
}

Verdict Guard::of_sql(const std::string& sql) const {
  Diagnostics found;
  auto source = std::make_shared<SourceText>(SourceText{"attempt", sql});
  auto statements = house_.dialect.read_script(source, found);
  return found.has_errors() ? Verdict::Unread : judged(statements);
}

bool Guard::is_stopped_by_check(const std::string& sql) const {
  if (of_sql(sql) == Verdict::Unread) return true;  // and so the history cannot be replayed
  auto found = findings(house_, graph_, rules_, sql);
  return std::any_of(found.begin(), found.end(), risk::stops);
}

bool Guard::is_suspect_to_check(const std::string& sql) const {
  auto found = findings(house_, graph_, rules_, sql);
  return std::any_of(found.begin(), found.end(), [](const risk::Finding& finding) {
    return finding.rule->code == "PRO101" || finding.rule->code == "PRO102" ||
           finding.rule->code == "PRO103" || finding.rule->code == "UNR101";
  });
}

Verdict Guard::of_script(const std::string& text) const {
  Diagnostics found, replaying;
  auto source = std::make_shared<SourceText>(SourceText{"attempt.py", text});
  auto parsed = alembic::read_migration(source, found);
  REQUIRE_MESSAGE(parsed, render(found), "\n", text);
  Script script{"attempt.py", std::move(*parsed)};
  BodyState state(house_.dialect, graph_);
  auto body = state.run(script, alembic::Direction::Upgrade, found, replaying);
  if (!body.needs.empty()) return Verdict::NeedsPython;
  return found.has_errors() ? Verdict::Unread : judged(body.statements);
}

std::string script_with(const std::string& body) {
  return "\"\"\"attempt\"\"\"\nimport sqlalchemy as sa\nfrom alembic import op\n"
         "from sqlalchemy import text\n\nrevision = \"a\"\ndown_revision = None\n\n\n"
         "def upgrade() -> None:\n" +
         body + "\n\n\ndef downgrade() -> None:\n    pass\n";
}

}  // namespace athanor::testing
