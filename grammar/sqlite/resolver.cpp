#include "grammar/sqlite/resolver.hpp"

#include "grammar/sqlite/written.hpp"

namespace athanor::sqlite {

using P = SQLiteParser;
using antlr4::tree::ParseTree;

void Resolver::statement(P::StatementContext* node) {
  auto known = open_with(node->with_clause());
  if (node->select_body() != nullptr) select_body(node->select_body());
  if (node->insert() != nullptr) insert(node->insert());
  if (node->update() != nullptr) update(node->update());
  if (node->deletion() != nullptr) deletion(node->deletion());
  common_.resize(known);
}

Source Resolver::written_table(P::Full_nameContext* node, P::NameContext* called) {
  mention_table(node->name());
  auto source = source_of(name(node->stop));
  if (called != nullptr) {
    source.name = name(called->start);
    source.aliased = true;
  }
  return source;
}

void Resolver::insert(P::InsertContext* node) {
  auto table = written_table(node->full_name(), node->called);
  if (node->name_list() != nullptr) {
    for (auto* column : node->name_list()->name()) own_column(column->start, table.target_table);
  }
  if (node->query() != nullptr) query(node->query());
  auto excluded = table;
  excluded.name = "excluded";
  excluded.aliased = excluded.only_qualified = true;
  bool own = table.target_table;
  scopes_.push_back({std::move(table), std::move(excluded)});
  for (auto* upsert : node->upsert()) {
    assignments(upsert->assignment(), own);
    for (auto* target : upsert->indexed_column()) expression(target);
    for (auto* condition : upsert->expr()) expression(condition);
  }
  if (node->returning() != nullptr) expression(node->returning());
  scopes_.pop_back();
}

void Resolver::update(P::UpdateContext* node) {
  auto table = written_table(node->full_name(), node->called);
  bool own = table.target_table;
  Scope scope = {std::move(table)};
  if (node->from_clause() != nullptr) {
    auto more = from(node->from_clause());
    scope.insert(scope.end(), more.begin(), more.end());
  }
  scopes_.push_back(std::move(scope));
  assignments(node->assignment(), own);
  if (node->where != nullptr) expression(node->where);
  if (node->returning() != nullptr) expression(node->returning());
  if (node->order_by() != nullptr) expression(node->order_by());
  if (node->limit() != nullptr) expression(node->limit());
  scopes_.pop_back();
}

void Resolver::deletion(P::DeletionContext* node) {
  scopes_.push_back({written_table(node->full_name(), node->called)});
  for (auto* child : node->children) {
    if (child != node->full_name() && child != node->called) expression(child);
  }
  scopes_.pop_back();
}

void Resolver::assignments(const std::vector<P::AssignmentContext*>& nodes, bool own) {
  for (auto* node : nodes) {
    if (node->name() != nullptr) own_column(node->name()->start, own);
    if (node->name_list() != nullptr) {
      for (auto* column : node->name_list()->name()) own_column(column->start, own);
    }
    expression(node->expr());
  }
}

void Resolver::own_column(const antlr4::Token* token, bool own) {
  if (own && is_target_column(name(token))) mention(Mention::Kind::Itself, token);
}

void Resolver::expression(ParseTree* node) {
  auto* rule = dynamic_cast<antlr4::ParserRuleContext*>(node);
  if (rule == nullptr) return;
  switch (rule->getRuleIndex()) {
    case P::RuleQuery:
      query(static_cast<P::QueryContext*>(rule));
      return;
    case P::RulePrimary:
      reference(static_cast<P::PrimaryContext*>(rule));
      break;
    case P::RuleMembership:
      membership(static_cast<P::MembershipContext*>(rule));
      break;
    case P::RuleResult_column: {
      auto* table = static_cast<P::Result_columnContext*>(rule)->table;
      bool target = table != nullptr && target_.column.empty() &&
                    names_target_table(scopes_, name(table->start));
      if (target) mention(Mention::Kind::Itself, table->start);
      break;
    }
    default:
      break;
  }
  for (auto* child : rule->children) expression(child);
}

/// `a`, `t.a` or `main.t.a`.
void Resolver::reference(P::PrimaryContext* node) {
  bool column = (node->column_reference_name() != nullptr && node->call() == nullptr) ||
                (node->text != nullptr && !node->DOT().empty());
  if (!column) return;
  auto parts = node->name();
  const antlr4::Token* qualifier = nullptr;
  if (parts.size() == 1) qualifier = node->start;
  if (parts.size() == 2) qualifier = parts[0]->start;
  if (target_.column.empty()) {
    bool target = qualifier != nullptr && names_target_table(scopes_, name(qualifier));
    if (target) mention(Mention::Kind::Itself, qualifier);
    return;
  }
  auto own_name = name(node->stop);
  if (!is_target_column(own_name)) return;
  std::optional<std::string> spelled;
  if (qualifier != nullptr) spelled = name(qualifier);
  switch (meaning_of(scopes_, spelled, own_name)) {
    case Meaning::TargetColumn:
      return mention(Mention::Kind::Itself, node->stop);
    case Meaning::DerivedColumn:
      return mention(Mention::Kind::Derived, node->stop);
    case Meaning::Ambiguous:
      return mention(Mention::Kind::Ambiguous, node->stop);
    case Meaning::Other:
      return;
  }
}

void Resolver::membership(P::MembershipContext* node) {
  auto parts = node->name();
  if (parts.empty() || node->LP() != nullptr) return;
  bool common = parts.size() == 1 && common_table(name(parts[0]->start)) != nullptr;
  if (!common) mention_table(parts);
}

void Resolver::mention_table(const std::vector<P::NameContext*>& parts) {
  if (!target_.column.empty()) return;
  bool elsewhere = parts.size() == 2 && !ascii_iequals(name(parts[0]->start), "main");
  const auto* token = parts.back()->start;
  if (!elsewhere && ascii_iequals(name(token), target_.table)) {
    mention(Mention::Kind::Itself, token);
  }
}

void Resolver::mention(Mention::Kind kind, const antlr4::Token* token) {
  auto begin = token->getStartIndex();
  found_.push_back({kind, begin, token->getStopIndex() + 1 - begin});
}

const Resolver::CommonTable* Resolver::common_table(std::string_view wanted) const {
  for (auto table = common_.rbegin(); table != common_.rend(); ++table) {
    if (ascii_iequals(table->name, wanted)) return &*table;
  }
  return nullptr;
}

bool Resolver::is_target_column(std::string_view column) const {
  return !target_.column.empty() && ascii_iequals(column, target_.column);
}

std::string Resolver::name(const antlr4::Token* token) const {
  auto begin = token->getStartIndex();
  return unquoted(text_.substr(begin, token->getStopIndex() + 1 - begin));
}

}  // namespace athanor::sqlite
