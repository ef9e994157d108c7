#include <algorithm>
#include <set>

#include "grammar/sqlite/reader.hpp"
#include "grammar/sqlite/written.hpp"

namespace athanor::sqlite {
namespace {

using P = SQLiteParser;
using antlr4::tree::ParseTree;

std::string_view exact(std::string_view text, const antlr4::Token* token) {
  auto begin = token->getStartIndex();
  return text.substr(begin, token->getStopIndex() + 1 - begin);
}

/// Collects tables, knowing at each point which names a WITH clause has given.
class TableCollector {
 public:
  explicit TableCollector(std::string_view text) : text_(text) {}

  std::vector<QualifiedName> of(ParseTree* tree) {
    visit(tree);
    return std::move(found_);
  }

 private:
  void visit(ParseTree* node) {
    auto* rule = dynamic_cast<antlr4::ParserRuleContext*>(node);
    if (rule == nullptr) return;
    auto known = common_.size();
    if (auto* with = with_clause(rule)) {
      for (auto* table : with->common_table()) common_.push_back(name(table->cte->start));
    }
    add_own(rule);
    for (auto* child : rule->children) visit(child);
    common_.resize(known);
  }

  static P::With_clauseContext* with_clause(antlr4::ParserRuleContext* rule) {
    switch (rule->getRuleIndex()) {
      case P::RuleStatement:
        return static_cast<P::StatementContext*>(rule)->with_clause();
      case P::RuleQuery:
        return static_cast<P::QueryContext*>(rule)->with_clause();
      default:
        return nullptr;
    }
  }

  void add_own(antlr4::ParserRuleContext* rule) {
    switch (rule->getRuleIndex()) {
      case P::RuleTable_source: {
        auto* source = static_cast<P::Table_sourceContext*>(rule);
        bool table = source->full_name() != nullptr && source->LP() == nullptr;
        if (table) add(source->full_name());
        break;
      }
      case P::RuleMembership: {
        auto* members = static_cast<P::MembershipContext*>(rule);
        bool table = !members->name().empty() && members->LP() == nullptr;
        if (table) add(members->name());
        break;
      }
      case P::RuleInsert:
        return add(static_cast<P::InsertContext*>(rule)->full_name());
      case P::RuleUpdate:
        return add(static_cast<P::UpdateContext*>(rule)->full_name());
      case P::RuleDeletion:
        return add(static_cast<P::DeletionContext*>(rule)->full_name());
      default:
        break;
    }
  }

  void add(P::Full_nameContext* node) { add(node->name()); }

  void add(const std::vector<P::NameContext*>& parts) {
    QualifiedName table{"", name(parts.back()->start)};
    if (parts.size() == 2) table.schema = name(parts[0]->start);
    if (ascii_iequals(table.schema, "main")) table.schema.clear();
    auto same = [&](const auto& other) { return ascii_iequals(other, table.name); };
    bool common = parts.size() == 1 && std::any_of(common_.begin(), common_.end(), same);
    auto key = ascii_lower(display(table));
    if (!common && seen_.insert(key).second) found_.push_back(std::move(table));
  }

  std::string name(const antlr4::Token* token) { return unquoted(exact(text_, token)); }

  std::string_view text_;
  std::vector<std::string> common_;
  std::vector<QualifiedName> found_;
  std::set<std::string> seen_;
};

class ColumnCollector {
 public:
  explicit ColumnCollector(std::string_view text) : text_(text) {}

  std::vector<std::string> of(ParseTree* tree) {
    visit(tree);
    return std::move(found_);
  }

 private:
  void visit(ParseTree* node) {
    auto* rule = dynamic_cast<antlr4::ParserRuleContext*>(node);
    if (rule == nullptr) return;
    if (rule->getRuleIndex() == P::RulePrimary) add(static_cast<P::PrimaryContext*>(rule));
    for (auto* child : rule->children) visit(child);
  }

  void add(P::PrimaryContext* node) {
    bool column = (node->column_reference_name() != nullptr && node->call() == nullptr) ||
                  (node->text != nullptr && !node->DOT().empty());
    if (!column) return;
    auto name = unquoted(exact(text_, node->stop));
    if (seen_.insert(ascii_lower(name)).second) found_.push_back(std::move(name));
  }

  std::string_view text_;
  std::vector<std::string> found_;
  std::set<std::string> seen_;
};

}  // namespace

std::vector<QualifiedName> referenced_tables(std::string_view query_or_body) {
  BorrowedParsing parsing;
  parsing->open(query_or_body);
  parsing->read_all();
  auto* tree = parsing->body();
  if (tree == nullptr) return {};
  return TableCollector(query_or_body).of(tree);
}

std::vector<std::string> referenced_columns(std::string_view expression) {
  BorrowedParsing parsing;
  parsing->open(expression);
  parsing->read_all();
  auto* tree = parsing->expression();
  if (tree == nullptr) return {};
  return ColumnCollector(expression).of(tree);
}

}  // namespace athanor::sqlite
