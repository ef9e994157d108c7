#include "grammar/sqlite/canonical.hpp"

#include <algorithm>
#include <set>

#include "grammar/sqlite/canonical_literal.hpp"
#include "grammar/sqlite/reader.hpp"
#include "grammar/sqlite/written.hpp"
#include "schema/names.hpp"
#include "schema/sql_text.hpp"

namespace athanor::sqlite {
namespace {

using P = SQLiteParser;
using antlr4::tree::ParseTree;
using antlr4::tree::TerminalNode;

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return out;
}

std::string in_quotes(std::string_view text, char quote) {
  std::string out(1, quote);
  for (char c : text) out.append(c == quote ? 2 : 1, c);
  out += quote;
  return out;
}

bool is_keyword(std::string_view lower_case) {
  static const std::set<std::string, std::less<>> keywords = [] {
    std::set<std::string, std::less<>> words;
    P parser(nullptr);
    for (std::size_t type = P::ABORT; type <= P::WITHOUT; ++type) {
      words.insert(ascii_lower(parser.getVocabulary().getSymbolicName(type)));
    }
    words.erase("null_");
    words.insert("null");
    return words;
  }();
  return keywords.contains(lower_case);
}

bool is_plain_word(std::string_view name) {
  auto letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
  auto digit = [](char c) { return c >= '0' && c <= '9'; };
  return !name.empty() && letter(name.front()) &&
         std::all_of(name.begin(), name.end(), [&](char c) { return letter(c) || digit(c); });
}

/// Writes a tree token by token, with one space between tokens where people put one.
class TextForm {
 public:
  explicit TextForm(std::string_view text) : text_(text) {}

  std::string of(ParseTree* node) {
    add(node);
    return std::move(out_);
  }

 private:
  void add(ParseTree* node) {
    if (auto* leaf = dynamic_cast<TerminalNode*>(node)) return add_token(leaf->getSymbol());
    auto* rule = static_cast<antlr4::ParserRuleContext*>(node);
    switch (rule->getRuleIndex()) {
      case P::RuleExpr:
        return add_word(canonical_text(text_, static_cast<P::ExprContext*>(rule)));
      case P::RuleName:
        return add_word(canonical_name(unquoted(exact(rule->start))));
      case P::RuleBare_alias:
        add_word("AS");
        return add_word(canonical_name(unquoted(exact(rule->start))));
      case P::RuleType_word:
        return add_word(ascii_lower(exact(rule->start)));
      case P::RuleFull_name:
        return add_full_name(static_cast<P::Full_nameContext*>(rule));
      case P::RuleLimit:
        return add_limit(static_cast<P::LimitContext*>(rule));
      case P::RuleJoin_operator:
        return add_join(static_cast<P::Join_operatorContext*>(rule));
      case P::RuleInsert:
        return add_insert(static_cast<P::InsertContext*>(rule));
      case P::RuleOrdering_term:
      case P::RuleIndexed_column:
        return add_children(rule, P::ASC);
      case P::RuleSelect_core:
        return add_children(rule, P::ALL);
      default:
        return add_children(rule, antlr4::Token::INVALID_TYPE);
    }
  }

  /// All but the tokens of one type, which mean nothing there.
  void add_children(antlr4::ParserRuleContext* rule, std::size_t without) {
    for (auto* child : rule->children) {
      auto* leaf = dynamic_cast<TerminalNode*>(child);
      if (leaf != nullptr && leaf->getSymbol()->getType() == without) continue;
      add(child);
    }
  }

  void add_token(const antlr4::Token* token) {
    auto text = exact(token);
    switch (token->getType()) {
      case antlr4::Token::EOF:
        return;
      case P::INTEGER:
      case P::HEX_INTEGER:
      case P::REAL:
        return add_word(canonical_number(text));
      case P::BLOB:
        return add_word(ascii_lower(text));
      case P::IDENTIFIER:
      case P::QUOTED_NAME:
        return add_word(canonical_name(unquoted(text)));
      case P::STRING:
      case P::PARAMETER:
        return add_word(text);
      case P::LP:
      case P::RP:
      case P::COMMA:
      case P::DOT:
      case P::SEMI:
        return add_mark(text.front());
      default:
        return add_word(upper(text));
    }
  }

  void add_full_name(P::Full_nameContext* node) {
    if (node->second != nullptr && !ascii_iequals(unquoted(exact(node->first->start)), "main")) {
      add(node->first);
      add_mark('.');
    }
    add(node->second != nullptr ? node->second : node->first);
  }

  /// `LIMIT a, b` has the offset first.
  void add_limit(P::LimitContext* node) {
    auto terms = node->expr();
    if (node->COMMA() != nullptr) std::swap(terms[0], terms[1]);
    add_word("LIMIT");
    add(terms[0]);
    if (terms.size() == 1) return;
    add_word("OFFSET");
    add(terms[1]);
  }

  /// A comma is an inner join, and OUTER says nothing that LEFT does not.
  void add_join(P::Join_operatorContext* node) {
    for (auto* child : node->children) {
      auto type = static_cast<TerminalNode*>(child)->getSymbol()->getType();
      if (type == P::COMMA) add_word("JOIN");
      bool silent = type == P::COMMA || type == P::OUTER || type == P::INNER;
      if (!silent) add(child);
    }
  }

  /// REPLACE is short for INSERT OR REPLACE (lang_replace.html).
  void add_insert(P::InsertContext* node) {
    if (node->REPLACE() == nullptr) return add_children(node, antlr4::Token::INVALID_TYPE);
    add_word("INSERT OR REPLACE");
    add_children(node, P::REPLACE);
  }

  void add_word(std::string_view word) {
    bool apart = !out_.empty() && out_.back() != '(' && out_.back() != '.';
    if (apart) out_ += ' ';
    out_ += word;
  }

  void add_mark(char mark) {
    if (mark == '(') return add_word("(");
    out_ += mark;
  }

  std::string_view exact(const antlr4::Token* token) {
    auto begin = token->getStartIndex();
    return text_.substr(begin, token->getStopIndex() + 1 - begin);
  }

  std::string_view text_;
  std::string out_;
};

/// Comments may stand after the semicolon.
std::string_view without_semicolon(std::string_view text) {
  auto tokens = scan_sql(text);
  while (!tokens.empty() && tokens.back().text == ";") {
    text = text.substr(0, tokens.back().offset);
    tokens.pop_back();
  }
  return trim(text);
}

}  // namespace

std::string canonical_name(std::string_view name) {
  auto lower = ascii_lower(name);
  if (is_plain_word(lower) && !is_keyword(lower)) return lower;
  return in_quotes(lower, '"');
}

std::string canonical_text(std::string_view text, ParseTree* node) {
  return TextForm(text).of(node);
}

std::optional<std::string> canonical_expression(std::string_view text) {
  BorrowedParsing parsing;
  parsing->open(text);
  parsing->read_all();
  auto* tree = parsing->expression();
  if (tree == nullptr) return std::nullopt;
  return canonical_text(text, tree);
}

std::optional<std::string> canonical_default(std::string_view text) {
  BorrowedParsing parsing;
  parsing->open(text);
  parsing->read_all();
  auto* tree = parsing->default_value();
  if (tree == nullptr || tree->default_word() == nullptr) return canonical_expression(text);
  auto* word = tree->start;
  auto value = default_of_word(
      text.substr(word->getStartIndex(), word->getStopIndex() + 1 - word->getStartIndex()));
  return value.front() == '\'' ? value : ascii_lower(value);
}

std::optional<std::string> canonical_query(std::string_view text) {
  text = without_semicolon(text);
  BorrowedParsing parsing;
  parsing->open(text);
  parsing->read_all();
  auto* tree = parsing->statement();
  if (tree == nullptr || tree->select_body() == nullptr) return std::nullopt;
  return canonical_text(text, tree);
}

std::optional<std::string> canonical_body(std::string_view text) {
  BorrowedParsing parsing;
  parsing->open(text);
  parsing->read_all();
  auto* tree = parsing->body();
  if (tree == nullptr) return std::nullopt;
  std::string out;
  for (auto* statement : tree->statement()) {
    if (!out.empty()) out += ' ';
    out += canonical_text(text, static_cast<ParseTree*>(statement));
    out += ';';
  }
  return out;
}

}  // namespace athanor::sqlite
