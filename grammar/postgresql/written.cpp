#include "grammar/postgresql/written.hpp"

#include <algorithm>
#include <charconv>

namespace athanor::postgresql {

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
    out += exact(token);
  }
  return out;
}

std::string Written::folded(const antlr4::ParserRuleContext* node) const {
  return folded(node->start, node->stop);
}

std::string Written::name(const antlr4::ParserRuleContext* node) const {
  return bare_name(exact(node->start));
}

std::vector<std::string> Written::names(PostgreSQLParser::Name_listContext* list) const {
  std::vector<std::string> out;
  if (list == nullptr) return out;
  for (auto* node : list->name()) out.push_back(name(node));
  return out;
}

std::vector<std::string> Written::parts(PostgreSQLParser::Any_nameContext* node) const {
  std::vector<std::string> out = {name(node->name())};
  for (auto* label : node->label()) out.push_back(name(label));
  return out;
}

QualifiedName Written::qualified(std::vector<std::string> parts, const antlr4::Token* place) const {
  if (parts.size() > 2) {
    error(place, "a name of more than two parts is of another database");
    parts.erase(parts.begin(), parts.end() - 2);
  }
  if (parts.size() == 1) return {"", std::move(parts[0])};
  if (parts[0] == "public" && state_.public_is_default) parts[0].clear();
  return {std::move(parts[0]), std::move(parts[1])};
}

QualifiedName Written::qualified(PostgreSQLParser::Any_nameContext* node) const {
  return qualified(parts(node), node->start);
}

std::string Written::dotted(PostgreSQLParser::Any_nameContext* node) const {
  auto all = parts(node);
  if (all.size() > 1 && (all[0] == "public" || all[0] == "pg_catalog")) all.erase(all.begin());
  std::string out;
  for (const auto& part : all) out += (out.empty() ? "" : ".") + part;
  return out;
}

std::string Written::schema_part(const antlr4::ParserRuleContext* node) const {
  auto schema = name(node);
  return schema == "public" && state_.public_is_default ? std::string() : schema;
}

std::string Written::string(PostgreSQLParser::StringContext* node) const {
  if (node->UESCAPE() != nullptr) {
    error(node->UESCAPE()->getSymbol(), "UESCAPE with another escape character is not read yet");
  }
  return string_value(exact(node->start));
}

std::int64_t Written::number(PostgreSQLParser::Signed_numberContext* node) const {
  auto text = std::string(exact(node->number()));
  std::erase(text, '_');
  if (node->MINUS() != nullptr) text.insert(0, "-");
  std::int64_t value = 0;
  auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (problem != std::errc() || end != text.data() + text.size()) {
    error(node->start, "this is no whole number of 64 bits");
    return 0;
  }
  return value;
}

Expression Written::expression(const antlr4::Token* first, const antlr4::Token* last) const {
  return {folded(first, last), place(first)};
}

Expression Written::expression(PostgreSQLParser::ExprContext* node) const {
  node = without_parentheses(node);
  return expression(node->start, node->stop);
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

PostgreSQLParser::PrimaryContext* only_primary(PostgreSQLParser::ExprContext* expr) {
  auto* plain = dynamic_cast<PostgreSQLParser::PlainExprContext*>(expr);
  if (plain == nullptr) return nullptr;
  auto* operand = dynamic_cast<PostgreSQLParser::PrimaryOperandContext*>(plain->operand());
  return operand == nullptr ? nullptr : operand->primary();
}

PostgreSQLParser::ExprContext* without_parentheses(PostgreSQLParser::ExprContext* expr) {
  for (;;) {
    auto* in = dynamic_cast<PostgreSQLParser::ParenthesizedPrimaryContext*>(only_primary(expr));
    bool alone = in != nullptr && in->expr().size() == 1 && in->indirection().empty();
    if (!alone) return expr;
    expr = in->expr(0);
  }
}

}  // namespace athanor::postgresql
