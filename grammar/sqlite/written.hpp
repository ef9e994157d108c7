#pragma once
/// The text behind the nodes of a parse tree. Private to this folder.

#include <optional>
#include <string>
#include <string_view>

#include "grammar/sqlite/parsing.hpp"
#include "schema/constraint.hpp"

namespace athanor::sqlite {

/// A name or a string as SQLite takes it when it stands for a name: quotes of any style off
/// (lang_keywords.html).
std::string unquoted(std::string_view written);

/// What a word means where DEFAULT has a name for its value: `true` and `false` stay as they are,
/// and anything else, in whatever quotes, is a string of that text (parse.y, ccons ::= DEFAULT id).
std::string default_of_word(std::string_view written);

/// One statement being read: where its tokens stand and who hears of problems.
class Written {
 public:
  Written(const SourcePtr& source, Parsing& parsing, Diagnostics& diagnostics)
      : source_(source), parsing_(parsing), diagnostics_(diagnostics) {}

  /// Exactly as written, from the first to the last of these tokens.
  std::string_view exact(const antlr4::Token* first, const antlr4::Token* last) const;
  std::string_view exact(const antlr4::ParserRuleContext* node) const;

  /// Without comments, and with white space between tokens folded to one space.
  std::string folded(const antlr4::Token* first, const antlr4::Token* last) const;
  std::string folded(const antlr4::ParserRuleContext* node) const;

  /// The name that a node of one token is.
  std::string name(const antlr4::ParserRuleContext* node) const;
  std::vector<std::string> names(SQLiteParser::Name_listContext* list) const;
  /// `main` is no schema part; `temp` is in lower case.
  QualifiedName qualified(const SQLiteParser::Full_nameContext* node) const;
  /// The token that bears the object's own name.
  static antlr4::Token* own_name(const SQLiteParser::Full_nameContext* node);

  /// The block comment that stands right after an object's name, trimmed: where SQLite keeps what
  /// other databases keep with COMMENT ON, since it stores the text of its DDL (schematab.html).
  std::optional<std::string> comment_after(const antlr4::Token* name) const;

  Expression expression(const antlr4::ParserRuleContext* node) const;
  Place place(const antlr4::Token* token) const;
  void error(const antlr4::Token* token, std::string message,
             std::vector<std::string> notes = {}) const;

  const SourcePtr& source() const { return source_; }
  Parsing& parsing() const { return parsing_; }

 private:
  const SourcePtr& source_;
  Parsing& parsing_;
  Diagnostics& diagnostics_;
};

/// `a`, `"a"`, `a COLLATE c`: a column standing alone, and parentheses around it.
struct BareColumn {
  std::string name;
  std::optional<std::string> collation;
};
std::optional<BareColumn> bare_column(const Written& written, SQLiteParser::ExprContext* expr);

/// The operand that an expression is, where it is no more than that; else null.
SQLiteParser::OperandContext* only_operand(SQLiteParser::ExprContext* expr);

std::optional<SortOrder> sort_order(const antlr4::Token* written);
std::optional<ConflictAction> conflict_action(SQLiteParser::ConflictContext* conflict);

}  // namespace athanor::sqlite
