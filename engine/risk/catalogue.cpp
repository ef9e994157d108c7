#include <algorithm>

#include "engine/risk/rule.hpp"

namespace athanor::risk {
namespace {

void add(std::vector<const Rule*>& out, std::span<const Rule> rules) {
  for (const auto& rule : rules) out.push_back(&rule);
}

}  // namespace

std::string_view name_of(Severity severity) {
  switch (severity) {
    case Severity::Note:
      return "note";
    case Severity::Warn:
      return "warn";
    case Severity::Danger:
      return "danger";
    case Severity::Refuse:
      return "refuse";
  }
  return "";
}

std::vector<const Rule*> common_rules() {
  std::vector<const Rule*> out;
  add(out, protection_rules());
  add(out, data_rules());
  add(out, compatibility_rules());
  add(out, transaction_rules());
  add(out, design_rules());
  add(out, history_rules());
  return out;
}

std::vector<const Rule*> rules_for(const Dialect& dialect) {
  auto out = common_rules();
  add(out, dialect.risks());
  std::stable_sort(out.begin(), out.end(),
                   [](const Rule* a, const Rule* b) { return a->code < b->code; });
  return out;
}

const Rule* find_rule(const Dialect& dialect, std::string_view code) {
  for (const auto* rule : rules_for(dialect)) {
    if (rule->code == code) return rule;
  }
  return nullptr;
}

}  // namespace athanor::risk
