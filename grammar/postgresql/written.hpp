#pragma once
/// The text behind the nodes of a parse tree. Private to this folder.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "grammar/postgresql/names.hpp"
#include "grammar/postgresql/parsing.hpp"
#include "schema/constraint.hpp"

namespace athanor::postgresql {

/// What the statements before have set, as far as reading depends on it.
struct ReadingState {
  /// Whether `public` is where unqualified names are, so that a name written `public.t` is plain
  /// `t`.
  bool public_is_default = true;
};

/// One statement being read: where its tokens stand and who hears of problems.
class Written {
 public:
  Written(const SourcePtr& source, Parsing& parsing, const ReadingState& state,
          Diagnostics& diagnostics)
      : source_(source), parsing_(parsing), state_(state), diagnostics_(diagnostics) {}

  /// Exactly as written, from the first to the last of these tokens.
  std::string_view exact(const antlr4::Token* first, const antlr4::Token* last) const;
  std::string_view exact(const antlr4::Token* token) const { return exact(token, token); }
  std::string_view exact(const antlr4::ParserRuleContext* node) const;

  /// Without comments, and with white space between tokens folded to one space.
  std::string folded(const antlr4::Token* first, const antlr4::Token* last) const;
  std::string folded(const antlr4::ParserRuleContext* node) const;

  /// The name that a node of one token, or a token, is.
  std::string name(const antlr4::ParserRuleContext* node) const;
  std::string name(const antlr4::Token* token) const { return bare_name(exact(token)); }
  std::vector<std::string> names(PostgreSQLParser::Name_listContext* list) const;
  /// `public` is no schema part where unqualified names are in it.
  QualifiedName qualified(PostgreSQLParser::Any_nameContext* node) const;
  QualifiedName qualified(std::vector<std::string> parts, const antlr4::Token* place) const;
  std::vector<std::string> parts(PostgreSQLParser::Any_nameContext* node) const;
  /// `schema.name` as a collation, an operator class or a tablespace stands in the graph: a schema
  /// is left out where it is `public` or `pg_catalog`.
  std::string dotted(PostgreSQLParser::Any_nameContext* node) const;
  /// A schema's own name as the schema part of others: empty for `public`.
  std::string schema_part(const antlr4::ParserRuleContext* node) const;

  /// The value of a string constant.
  std::string string(PostgreSQLParser::StringContext* node) const;
  /// An error where the number does not fit; then 0.
  std::int64_t number(PostgreSQLParser::Signed_numberContext* node) const;

  /// An expression without the outermost parentheses.
  Expression expression(PostgreSQLParser::ExprContext* node) const;
  Expression expression(const antlr4::Token* first, const antlr4::Token* last) const;
  Place place(const antlr4::Token* token) const;
  void error(const antlr4::Token* token, std::string message,
             std::vector<std::string> notes = {}) const;

  const SourcePtr& source() const { return source_; }
  Parsing& parsing() const { return parsing_; }
  const ReadingState& state() const { return state_; }

 private:
  const SourcePtr& source_;
  Parsing& parsing_;
  const ReadingState& state_;
  Diagnostics& diagnostics_;
};

/// What stands within parentheses that stand alone as an expression, however many.
PostgreSQLParser::ExprContext* without_parentheses(PostgreSQLParser::ExprContext* expr);

/// The primary that an expression is, where it is no more than that; else null.
PostgreSQLParser::PrimaryContext* only_primary(PostgreSQLParser::ExprContext* expr);

}  // namespace athanor::postgresql
