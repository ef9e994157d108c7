#include "grammar/sql/parsing.hpp"

namespace athanor::sql {

std::vector<antlr4::dfa::DFA> empty_tables(const antlr4::atn::ATN& atn) {
  std::vector<antlr4::dfa::DFA> tables;
  for (std::size_t i = 0; i < atn.getNumberOfDecisions(); ++i) {
    tables.emplace_back(atn.getDecisionState(i), i);
  }
  return tables;
}

/// About 1000 levels of expressions: SQLite's own limit (limits.html), and more than anybody
/// writes.
bool is_too_deep(antlr4::tree::ParseTree* root, std::size_t tokens) {
  static constexpr std::size_t kShort = 3000, kDeepest = 3000;
  if (tokens < kShort) return false;
  std::vector<std::pair<antlr4::tree::ParseTree*, std::size_t>> open = {{root, 1}};
  while (!open.empty()) {
    auto [node, depth] = open.back();
    open.pop_back();
    if (depth > kDeepest) return true;
    for (auto* child : node->children) open.emplace_back(child, depth + 1);
  }
  return false;
}

std::unique_ptr<antlr4::Token> end_after(const antlr4::Token& last) {
  auto end = std::make_unique<antlr4::CommonToken>(antlr4::Token::EOF);
  auto length = last.getStopIndex() + 1 - last.getStartIndex();
  end->setLine(last.getLine());
  end->setCharPositionInLine(last.getCharPositionInLine() + length);
  end->setStartIndex(last.getStopIndex() + 1);
  end->setStopIndex(last.getStopIndex());
  return end;
}

}  // namespace athanor::sql
