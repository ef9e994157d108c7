#pragma once
/// Walks a statement with the scopes that SQL's rules give each part of it. Private to this folder.

#include <string>
#include <string_view>
#include <vector>

#include "grammar/sqlite/parsing.hpp"
#include "grammar/sqlite/scope.hpp"

namespace athanor::sqlite {

/// Finds the mentions of a target in parse trees of one text.
class Resolver {
 public:
  Resolver(const Catalog& catalog, const Target& target, std::string_view text)
      : catalog_(catalog), target_(target), text_(text) {}

  /// What the table or view of that name offers, columns of the target marked.
  Source source_of(std::string_view table) const;

  /// Makes `source` known to all that is walked from here on.
  void open(Scope scope) { scopes_.push_back(std::move(scope)); }

  Offer select(SQLiteParser::StatementContext* statement);
  void statement(SQLiteParser::StatementContext* statement);
  void expression(antlr4::tree::ParseTree* node);

  std::vector<Mention> take() { return std::move(found_); }

 private:
  struct CommonTable {
    std::string name;
    Offer offer;
  };

  Offer query(SQLiteParser::QueryContext* node);
  Offer select_body(SQLiteParser::Select_bodyContext* node);
  Offer select_core(SQLiteParser::Select_coreContext* node);
  void order_of_one(SQLiteParser::Select_coreContext* core, SQLiteParser::Order_byContext* order);
  void order_of_compound(const std::vector<Offer>& offers, SQLiteParser::Order_byContext* order);
  std::size_t open_with(SQLiteParser::With_clauseContext* with);
  Offer offer_of(SQLiteParser::Common_tableContext* table);

  Scope from(SQLiteParser::From_clauseContext* node);
  void add_table(SQLiteParser::Table_sourceContext* node, Scope& scope);
  void check_using(SQLiteParser::Name_listContext* names, const Scope& scope);
  Source named_source(SQLiteParser::Full_nameContext* name);
  Offer offered_results(const std::vector<SQLiteParser::Result_columnContext*>& nodes);
  void offer_all(const Scope& scope, std::string_view only, Offer& offer) const;

  void insert(SQLiteParser::InsertContext* node);
  void update(SQLiteParser::UpdateContext* node);
  void deletion(SQLiteParser::DeletionContext* node);
  void assignments(const std::vector<SQLiteParser::AssignmentContext*>& nodes, bool own);
  Source written_table(SQLiteParser::Full_nameContext* name, SQLiteParser::NameContext* called);

  void reference(SQLiteParser::PrimaryContext* node);
  void membership(SQLiteParser::MembershipContext* node);
  void own_column(const antlr4::Token* name, bool own);
  void mention_table(const std::vector<SQLiteParser::NameContext*>& parts);
  void mention(Mention::Kind kind, const antlr4::Token* token);
  const CommonTable* common_table(std::string_view name) const;
  bool is_target_column(std::string_view name) const;
  std::string name(const antlr4::Token* token) const;

  const Catalog& catalog_;
  const Target& target_;
  std::string_view text_;
  std::vector<Scope> scopes_;
  std::vector<CommonTable> common_;
  std::vector<Mention> found_;
};

/// What a view offers, by its query and the views that this reads.
Offer offer_of_view(const Catalog& catalog, const Target& target, const View& view);

}  // namespace athanor::sqlite
