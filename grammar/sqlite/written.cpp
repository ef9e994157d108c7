#include "grammar/sqlite/written.hpp"

#include <algorithm>

#include "schema/names.hpp"
#include "schema/sql_text.hpp"

namespace athanor::sqlite {

std::string unquoted(std::string_view written) {
  if (written.size() < 2) return std::string(written);
  char quote = written.front();
  if (quote == '[') return std::string(written.substr(1, written.size() - 2));
  if (quote != '"' && quote != '`' && quote != '\'') return std::string(written);
  std::string out;
  for (std::size_t i = 1; i + 1 < written.size(); ++i) {
    out += written[i];
    if (written[i] == quote) ++i;
  }
  return out;
}

std::string default_of_word(std::string_view written) {
  if (ascii_iequals(written, "true") || ascii_iequals(written, "false")) {
    return std::string(written);
  }
  std::string out = "'";
  for (char c : unquoted(written)) out.append(c == '\'' ? 2 : 1, c);
  return out + "'";
}

std::string_view Written::exact(const antlr4::Token* first, const antlr4::Token* last) const {
  auto begin = first->getStartIndex();
  return parsing_.text().substr(begin, last->getStopIndex() + 1 - begin);
}

std::string_view Written::exact(const antlr4::ParserRuleContext* node) const {
  return exact(node->start, node->stop);
}

std::string Written::folded(const antlr4::Token* first, const antlr4::Token* last) const {
  std::string out;
  auto& tokens = parsing_.tokens();
  for (auto i = first->getTokenIndex(); i <= last->getTokenIndex(); ++i) {
    const auto* token = tokens.get(i);
    bool apart = !out.empty() && tokens.get(i - 1)->getStopIndex() + 1 < token->getStartIndex();
    if (apart) out += ' ';
    out += exact(token, token);
  }
  return out;
}

std::string Written::folded(const antlr4::ParserRuleContext* node) const {
  return folded(node->start, node->stop);
}

std::string Written::name(const antlr4::ParserRuleContext* node) const {
  return unquoted(exact(node->start, node->start));
}

std::vector<std::string> Written::names(SQLiteParser::Name_listContext* list) const {
  std::vector<std::string> out;
  if (list == nullptr) return out;
  for (auto* node : list->name()) out.push_back(name(node));
  return out;
}

QualifiedName Written::qualified(const SQLiteParser::Full_nameContext* node) const {
  if (node->second == nullptr) return {"", name(node->first)};
  auto schema = name(node->first);
  if (ascii_iequals(schema, "main")) schema.clear();
  if (ascii_iequals(schema, "temp")) schema = "temp";
  return {std::move(schema), name(node->second)};
}

antlr4::Token* Written::own_name(const SQLiteParser::Full_nameContext* node) {
  return node->second != nullptr ? node->second->start : node->first->start;
}

std::optional<std::string> Written::comment_after(const antlr4::Token* name) const {
  auto rest = parsing_.text().substr(name->getStopIndex() + 1);
  rest.remove_prefix(std::min(rest.find_first_not_of(" \t\r\n"), rest.size()));
  if (!rest.starts_with("/*")) return std::nullopt;
  auto end = rest.find("*/");
  if (end == std::string_view::npos) return std::nullopt;
  return std::string(trim(rest.substr(2, end - 2)));
}

Expression Written::expression(const antlr4::ParserRuleContext* node) const {
  return {folded(node), place(node->start)};
}

Place Written::place(const antlr4::Token* token) const {
  auto text = parsing_.text().substr(std::min(token->getStartIndex(), parsing_.text().size()),
                                     token->getStopIndex() + 1 - token->getStartIndex());
  auto length = std::min(text.find('\n'), text.size());
  return {source_, static_cast<std::uint32_t>(token->getLine()),
          static_cast<std::uint32_t>(token->getCharPositionInLine() + 1),
          static_cast<std::uint32_t>(std::max<std::size_t>(length, 1))};
}

void Written::error(const antlr4::Token* token, std::string message,
                    std::vector<std::string> notes) const {
  diagnostics_.error(place(token), std::move(message), std::move(notes));
}

SQLiteParser::OperandContext* only_operand(SQLiteParser::ExprContext* expr) {
  while (expr->value != nullptr) {
    auto* primary = expr->value->primary();
    bool in_parentheses = primary != nullptr && primary->LP() != nullptr &&
                          primary->expr().size() == 1 &&
                          primary->start->getType() == SQLiteParser::LP;
    if (!in_parentheses) return expr->value;
    expr = primary->expr(0);
  }
  return nullptr;
}

namespace {

std::optional<std::string> column_name(const Written& written,
                                       SQLiteParser::PrimaryContext* primary) {
  if (primary == nullptr || primary->start != primary->stop) return std::nullopt;
  bool name = primary->column_reference_name() != nullptr || primary->text != nullptr;
  if (!name) return std::nullopt;
  return unquoted(written.exact(primary));
}

}  // namespace

std::optional<BareColumn> bare_column(const Written& written, SQLiteParser::ExprContext* expr) {
  auto* operand = only_operand(expr);
  if (operand == nullptr) return std::nullopt;
  std::optional<std::string> collation;
  if (operand->collation != nullptr) {
    collation = written.name(operand->collation);
    operand = operand->left;
  }
  auto name = column_name(written, operand->primary());
  if (!name) return std::nullopt;
  return BareColumn{std::move(*name), std::move(collation)};
}

std::optional<SortOrder> sort_order(const antlr4::Token* written) {
  if (written == nullptr) return std::nullopt;
  return written->getType() == SQLiteParser::DESC ? SortOrder::Descending : SortOrder::Ascending;
}

std::optional<ConflictAction> conflict_action(SQLiteParser::ConflictContext* conflict) {
  if (conflict == nullptr) return std::nullopt;
  switch (conflict->resolution()->start->getType()) {
    case SQLiteParser::ROLLBACK:
      return ConflictAction::Rollback;
    case SQLiteParser::ABORT:
      return ConflictAction::Abort;
    case SQLiteParser::FAIL:
      return ConflictAction::Fail;
    case SQLiteParser::IGNORE:
      return ConflictAction::Ignore;
    default:
      return ConflictAction::Replace;
  }
}

}  // namespace athanor::sqlite
