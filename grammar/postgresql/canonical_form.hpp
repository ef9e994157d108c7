#pragma once
/// From parse trees to canonical terms. Private to this folder.

#include <string>
#include <string_view>
#include <vector>

#include "grammar/postgresql/canonical.hpp"
#include "grammar/postgresql/canonical_term.hpp"
#include "grammar/postgresql/parsing.hpp"

namespace athanor::postgresql {

/// The canonical form of the expressions of one text.
class ExpressionForm {
 public:
  /// Both must outlive the form.
  ExpressionForm(std::string_view text, const ExpressionTypes& types)
      : text_(text), types_(types) {}

  Term expression(PostgreSQLParser::ExprContext* node) const;

  /// A type as it is written; of a domain, the domain itself.
  ValueType type(PostgreSQLParser::Type_nameContext* node) const;

  /// What a domain is over, in the end; another type itself.
  DataType base_of(DataType type) const;

  /// The column that a node of the tree names, bare; empty where it names none.
  std::string column_named(antlr4::tree::ParseTree* node) const;

 private:
  using P = PostgreSQLParser;
  using Terms = std::vector<Term>;

  // Predicates (canonical_predicates.cpp)
  Term between(P::BetweenExprContext* node) const;
  Term in(P::InExprContext* node) const;
  Term in_list(const Term& left, const std::vector<P::ExprContext*>& items,
               std::string_view equality) const;
  Term like(P::LikeExprContext* node) const;
  Term similar_pattern(Term pattern, Term escape) const;
  Term like_any(P::LikeAnyExprContext* node) const;
  Term overlaps(P::OverlapsExprContext* node) const;
  Term compare_any(P::CompareAnyExprContext* node) const;
  Term compared(P::CompareExprContext* node) const;
  Term distinct(P::DistinctExprContext* node) const;
  Term tested(P::IsExprContext* node) const;
  Term over_array(const Term& left, std::string_view op, std::string_view quantifier,
                  P::QueryContext* query, P::ExprContext* right) const;

  // Operands (canonical_operands.cpp)
  Term operand(P::OperandContext* node) const;
  Term at_time_zone(Term time, Term zone) const;
  Term signed_operand(P::SignOperandContext* node) const;
  Term user_operation(P::OperationOperandContext* node) const;
  Term primary(P::PrimaryContext* node) const;
  Term literal_of(P::LiteralContext* node) const;
  Term typed_literal(P::TypedLiteralPrimaryContext* node) const;
  Term reference(P::ReferencePrimaryContext* node) const;
  Term column(std::string_view name) const;
  Term value_function(P::ValueFunctionPrimaryContext* node) const;
  Term case_of(P::CasePrimaryContext* node) const;
  Term parenthesized(P::ParenthesizedPrimaryContext* node) const;
  Term casted(P::ExprContext* node, const ValueType& type) const;
  Term casted(Term term, const ValueType& type) const;
  Term array_items(P::Array_itemsContext* node) const;
  Term array_cast(P::Array_itemsContext* node, const ValueType& type) const;
  Term with_indirection(Term term, const std::vector<P::IndirectionContext*>& steps) const;
  Term subscripted(Term term, P::SubscriptContext* node) const;

  // Calls (canonical_calls.cpp)
  Term special(P::Special_callContext* node) const;
  Term written_call(const std::vector<std::string>& name, P::CallContext* node) const;
  Term unresolved_call(const std::string& schema, const std::string& name,
                       P::CallContext* node) const;
  Term extract(P::ExtractFormContext* node) const;
  Term substring(P::SubstringFormContext* node) const;
  Term overlay(P::OverlayFormContext* node) const;
  Term trim_call(P::TrimFormContext* node) const;
  Term nullif(P::NullifFormContext* node) const;
  Term common_call(std::string_view name, const std::vector<P::ExprContext*>& nodes) const;

  // Names (canonical_names.cpp)
  ValueType type(P::Keyword_typeContext* node) const;
  ValueType named_type(const std::vector<std::string>& parts, std::string_view written) const;
  std::string modifiers(P::Type_modifiersContext* node) const;
  Terms terms(const std::vector<P::ExprContext*>& nodes) const;
  std::string name(const antlr4::ParserRuleContext* node) const;
  std::string dotted(P::Any_nameContext* node) const;
  std::string string(P::StringContext* node) const;
  std::string operator_name(P::User_operatorContext* node) const;
  std::string_view exact(const antlr4::Token* token) const;
  /// Tokens with one space between them, words in lower case: what stands in queries and windows.
  std::string plain(const antlr4::ParserRuleContext* node) const;

  std::string_view text_;
  const ExpressionTypes& types_;
};

/// An operator between two terms, one before a term, and a function with its arguments, as
/// PostgreSQL resolves and casts them.
Term operation_of(std::string_view op, Term left, Term right);
Term operation_of(std::string_view op, Term right);
Term call_of(const std::string& name, std::vector<Term> arguments);

}  // namespace athanor::postgresql
