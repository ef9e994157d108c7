#include "grammar/sqlite/resolver.hpp"
#include "grammar/sqlite/table_edit.hpp"
#include "grammar/sqlite/written.hpp"

namespace athanor::sqlite {

using P = SQLiteParser;

namespace {

/// The token of a column reference that is a whole expression, or null.
const antlr4::Token* referred_column(P::ExprContext* expr) {
  auto* operand = only_operand(expr);
  auto* primary = operand != nullptr ? operand->primary() : nullptr;
  if (primary == nullptr || primary->call() != nullptr) return nullptr;
  bool reference = primary->column_reference_name() != nullptr ||
                   (primary->text != nullptr && !primary->DOT().empty());
  return reference ? primary->stop : nullptr;
}

/// The name that a WITH clause, a subquery or a result column is given, or null.
const antlr4::Token* alias_token(P::AliasContext* alias) {
  return alias == nullptr ? nullptr : alias->stop;
}

}  // namespace

Offer Resolver::select(P::StatementContext* statement) {
  auto known = open_with(statement->with_clause());
  auto offer = select_body(statement->select_body());
  common_.resize(known);
  return offer;
}

Offer Resolver::query(P::QueryContext* node) {
  auto known = open_with(node->with_clause());
  auto offer = select_body(node->select_body());
  common_.resize(known);
  return offer;
}

std::size_t Resolver::open_with(P::With_clauseContext* with) {
  auto known = common_.size();
  if (with == nullptr) return known;
  for (auto* table : with->common_table()) {
    common_.push_back({name(table->cte->start), Offer{{}, false}});
  }
  std::size_t at = known;
  for (auto* table : with->common_table()) {
    auto offer = offer_of(table);
    common_[at++].offer = std::move(offer);
  }
  return known;
}

Offer Resolver::offer_of(P::Common_tableContext* table) {
  auto offer = query(table->query());
  if (table->name_list() == nullptr) return offer;
  Offer named;
  for (auto* column : table->name_list()->name()) named.columns.push_back({name(column->start)});
  return named;
}

/// The result's columns are those of the first SELECT.
Offer Resolver::select_body(P::Select_bodyContext* node) {
  std::vector<Offer> offers;
  auto cores = node->select_core();
  for (auto* core : cores) {
    offers.push_back(select_core(core));
    if (cores.size() == 1 && node->order_by() != nullptr) order_of_one(core, node->order_by());
    scopes_.pop_back();
  }
  if (cores.size() > 1 && node->order_by() != nullptr) order_of_compound(offers, node->order_by());
  if (node->limit() != nullptr) expression(node->limit());
  return offers.front();
}

/// Leaves its scope open, for an ORDER BY after it.
Offer Resolver::select_core(P::Select_coreContext* node) {
  scopes_.push_back(node->from_clause() != nullptr ? from(node->from_clause()) : Scope());
  for (auto* child : node->children) {
    if (child != node->from_clause()) expression(child);
  }
  return offered_results(node->result_column());
}

/// A term that is an alias of the result means that; any other is looked up like the rest.
void Resolver::order_of_one(P::Select_coreContext* core, P::Order_byContext* order) {
  for (auto* term : order->ordering_term()) {
    const auto* column = referred_column(term->expr());
    bool alias = false;
    for (auto* result : core->result_column()) {
      const auto* given = alias_token(result->alias());
      alias = alias || (column != nullptr && term->start == column && given != nullptr &&
                        ascii_iequals(name(given), name(column)));
    }
    if (!alias) expression(term);
  }
}

/// Terms of a compound SELECT name result columns (lang_select.html, ORDER BY).
void Resolver::order_of_compound(const std::vector<Offer>& offers, P::Order_byContext* order) {
  for (auto* term : order->ordering_term()) {
    const auto* column = referred_column(term->expr());
    if (column == nullptr || !is_target_column(name(column))) continue;
    for (const auto& offer : offers) {
      Source source{"", offer, false, false, true};
      auto meaning = meaning_of({{source}}, std::nullopt, name(column));
      if (meaning == Meaning::TargetColumn) {
        mention(Mention::Kind::Itself, column);
        break;
      }
    }
  }
}

Offer Resolver::offered_results(const std::vector<P::Result_columnContext*>& nodes) {
  Offer offer;
  for (auto* node : nodes) {
    if (node->expr() == nullptr) {
      auto only = node->table != nullptr ? name(node->table->start) : std::string();
      offer_all(scopes_.back(), only, offer);
    } else if (const auto* given = alias_token(node->alias())) {
      offer.columns.push_back({name(given)});
    } else if (const auto* column = referred_column(node->expr())) {
      auto* primary = only_operand(node->expr())->primary();
      std::optional<std::string> qualifier;
      if (primary->start != primary->stop) {
        auto parts = primary->name();
        qualifier = name(parts.size() == 2 ? parts[0]->start : primary->start);
      }
      auto meaning = meaning_of(scopes_, qualifier, name(column));
      bool of_target = meaning == Meaning::TargetColumn || meaning == Meaning::DerivedColumn;
      offer.columns.push_back({name(column), of_target});
    }
  }
  return offer;
}

void Resolver::offer_all(const Scope& scope, std::string_view only, Offer& offer) const {
  for (const auto& source : scope) {
    if (!only.empty() && !ascii_iequals(source.name, only)) continue;
    offer.columns.insert(offer.columns.end(), source.offer.columns.begin(),
                         source.offer.columns.end());
    offer.complete = offer.complete && source.offer.complete;
  }
}

Scope Resolver::from(P::From_clauseContext* node) {
  Scope scope;
  add_table(node->table_source(), scope);
  for (auto* joined : node->joined()) {
    add_table(joined->table_source(), scope);
    if (joined->name_list() != nullptr) check_using(joined->name_list(), scope);
    if (joined->expr() == nullptr) continue;
    scopes_.push_back(scope);
    expression(joined->expr());
    scopes_.pop_back();
  }
  return scope;
}

void Resolver::add_table(P::Table_sourceContext* node, Scope& scope) {
  if (node->from_clause() != nullptr) {
    auto inner = from(node->from_clause());
    scope.insert(scope.end(), inner.begin(), inner.end());
    return;
  }
  Source source;
  if (node->query() != nullptr) {
    source.offer = query(node->query());
  } else if (node->LP() != nullptr) {
    source = {name(node->full_name()->stop), Offer{{}, false}};
    scopes_.push_back(scope);
    for (auto* argument : node->expr()) expression(argument);
    scopes_.pop_back();
  } else {
    source = named_source(node->full_name());
  }
  if (const auto* given = alias_token(node->alias())) {
    source.name = name(given);
    source.aliased = true;
  }
  scope.push_back(std::move(source));
}

void Resolver::check_using(P::Name_listContext* names, const Scope& scope) {
  for (auto* node : names->name()) {
    if (!is_target_column(name(node->start))) continue;
    if (meaning_of({scope}, std::nullopt, name(node->start)) != Meaning::Other) {
      mention(Mention::Kind::Joined, node->start);
    }
  }
}

Source Resolver::named_source(P::Full_nameContext* node) {
  auto table = name(node->stop);
  if (node->second == nullptr) {
    if (const auto* common = common_table(table)) return {table, common->offer};
  }
  mention_table(node->name());
  return source_of(table);
}

Source Resolver::source_of(std::string_view table) const {
  Source source{std::string(table), Offer{{}, false}};
  if (const auto* found = catalog_.find_table(table)) {
    source.physical = true;
    source.offer.complete = true;
    source.target_table = ascii_iequals(found->name.name, target_.table);
    for (const auto& column : found->columns) {
      bool of_target = source.target_table && is_target_column(column.name);
      source.offer.columns.push_back({column.name, of_target});
    }
  } else if (const auto* view = catalog_.find_view(table)) {
    source.offer = offer_of_view(catalog_, target_, *view);
  } else {
    source.target_table = ascii_iequals(table, target_.table);
  }
  return source;
}

Offer offer_of_view(const Catalog& catalog, const Target& target, const View& view) {
  Offer offer;
  for (const auto& column : view.columns) offer.columns.push_back({column});
  if (!view.columns.empty()) return offer;
  // Views that read each other in a circle cannot be used, but they can be declared.
  static constexpr std::size_t kDeepest = 64;
  thread_local std::size_t depth = 0;
  if (depth >= kDeepest) return {{}, false};
  BorrowedParsing parsing;
  parsing->open(view.query.text);
  parsing->read_all();
  auto* tree = parsing->statement();
  if (tree == nullptr || tree->select_body() == nullptr) return {{}, false};
  ++depth;
  offer = Resolver(catalog, target, view.query.text).select(tree);
  --depth;
  return offer;
}

}  // namespace athanor::sqlite
