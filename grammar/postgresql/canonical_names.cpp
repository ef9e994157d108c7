#include <fmt/format.h>
#include <fmt/ranges.h>

#include "grammar/postgresql/canonical_form.hpp"
#include "grammar/postgresql/names.hpp"
#include "schema/names.hpp"

namespace athanor::postgresql {
namespace {

using P = PostgreSQLParser;

bool is_default_schema(std::string_view name) {
  return name == "public" || name == "pg_catalog";
}

std::string zoned(P::Keyword_typeContext* node, std::string_view name) {
  return fmt::format("{} {} time zone", name, node->WITH() != nullptr ? "with" : "without");
}

/// The spelling of a type that the grammar itself knows; `char` and `bit` alone are of length 1.
std::string keyword_type_name(P::Keyword_typeContext* node) {
  switch (node->word->getType()) {
    case P::DOUBLE:
      return "double precision";
    case P::DEC:
    case P::DECIMAL:
      return "numeric";
    case P::INT:
      return "integer";
    case P::BIT:
      return node->VARYING() != nullptr ? "bit varying" : "bit";
    case P::CHARACTER:
    case P::CHAR:
    case P::NCHAR:
    case P::NATIONAL:
      return node->VARYING() != nullptr ? "character varying" : "bpchar";
    case P::VARCHAR:
      return "character varying";
    case P::TIMESTAMP:
      return zoned(node, "timestamp");
    case P::TIME:
      return zoned(node, "time");
    default:
      return ascii_lower(node->word->getText());
  }
}

/// FLOAT(n) is real up to 24 binary digits (manual, 8.1.3).
ValueType float_type(std::string_view digits) {
  bool narrow = !digits.empty() && (digits.size() == 1 || (digits.size() == 2 && digits <= "24"));
  return {narrow ? "real" : "double precision", ""};
}

}  // namespace

std::string ExpressionForm::modifiers(P::Type_modifiersContext* node) const {
  std::vector<std::string> texts;
  if (node != nullptr) {
    for (auto* expr : node->expr()) texts.push_back(plain(expr));
  }
  return fmt::format("{}", fmt::join(texts, ","));
}

ValueType ExpressionForm::type(P::Keyword_typeContext* node) const {
  auto written = modifiers(node->type_modifiers());
  if (node->word->getType() == P::FLOAT) return float_type(written);
  ValueType out{keyword_type_name(node), std::move(written)};
  bool of_length_one = (out.name == "bpchar" || out.name == "bit") && out.modifiers.empty();
  if (of_length_one) out.modifiers = "1";
  bool whole = out.name == "numeric" && !out.modifiers.empty() &&
               out.modifiers.find(',') == std::string::npos;
  if (whole) out.modifiers += ",0";
  if (node->interval_fields() != nullptr) out.modifiers = plain(node->interval_fields());
  return out;
}

/// `written` is the first part as it stands in the text.
ValueType ExpressionForm::named_type(const std::vector<std::string>& parts,
                                     std::string_view written) const {
  bool known = parts.size() == 1 || parts[parts.size() - 2] == "pg_catalog";
  const auto& name = parts.back();
  if (known && parts.size() == 1 && written == "\"char\"") return {"\"char\"", ""};
  if (known && is_built_in(spelled_type(name))) return {std::string(spelled_type(name)), ""};
  bool qualified = parts.size() > 1 && !is_default_schema(parts[parts.size() - 2]);
  return {display(QualifiedName{qualified ? parts[parts.size() - 2] : "", name}), ""};
}

ValueType ExpressionForm::type(P::Type_nameContext* node) const {
  ValueType out;
  auto* simple = node->simple_type();
  if (simple->keyword_type() != nullptr) {
    out = type(simple->keyword_type());
  } else {
    auto* generic = simple->generic_type();
    std::vector<std::string> parts = {name(generic->type_word())};
    for (auto* label : generic->label()) parts.push_back(name(label));
    out = named_type(parts, exact(generic->type_word()->start));
    out.modifiers = modifiers(generic->type_modifiers());
  }
  bool array = !node->array_bound().empty() || node->ARRAY() != nullptr;
  if (array) out.name = array_of(out.name);
  return out;
}

DataType ExpressionForm::base_of(DataType type) const {
  while (types_.domain && type.dimensions == 0) {
    const auto* over = types_.domain(type.name);
    if (over == nullptr) break;
    type = *over;
  }
  return type;
}

std::string ExpressionForm::column_named(antlr4::tree::ParseTree* node) const {
  if (auto* one = dynamic_cast<P::KeywordReferencePrimaryContext*>(node)) {
    return one->call() == nullptr ? name(one->column_keyword()) : "";
  }
  auto* one = dynamic_cast<P::ReferencePrimaryContext*>(node);
  if (one == nullptr || one->call() != nullptr || one->string() != nullptr) return "";
  auto column = name(one->function_word());
  for (auto* step : one->indirection()) {
    if (step->field == nullptr) break;
    column = name(step->field);
  }
  return column;
}

std::string ExpressionForm::name(const antlr4::ParserRuleContext* node) const {
  return bare_name(exact(node->start));
}

std::string ExpressionForm::dotted(P::Any_nameContext* node) const {
  std::string out;
  auto first = name(node->name());
  bool hidden = !node->label().empty() && is_default_schema(first);
  if (!hidden) out = quoted_name(first);
  for (auto* label : node->label()) {
    if (!out.empty()) out += '.';
    out += quoted_name(name(label));
  }
  return out;
}

std::string ExpressionForm::string(P::StringContext* node) const {
  return string_value(exact(node->start));
}

std::string ExpressionForm::operator_name(P::User_operatorContext* node) const {
  if (node->OP() != nullptr) return std::string(exact(node->start));
  auto* qualified = node->qualified_operator();
  std::string op(exact(qualified->any_operator()->start));
  if (op == "!=") op = "<>";
  if (qualified->label().empty() || is_default_schema(name(qualified->label(0)))) return op;
  return fmt::format("OPERATOR({}.{})", quoted_name(name(qualified->label(0))), op);
}

std::string_view ExpressionForm::exact(const antlr4::Token* token) const {
  auto begin = token->getStartIndex();
  return text_.substr(begin, token->getStopIndex() + 1 - begin);
}

std::string ExpressionForm::plain(const antlr4::ParserRuleContext* node) const {
  std::string out;
  for (auto* child : node->children) {
    std::string part;
    if (auto* leaf = dynamic_cast<antlr4::tree::TerminalNode*>(child)) {
      auto written = exact(leaf->getSymbol());
      auto type = leaf->getSymbol()->getType();
      bool quoted = type == P::STRING || type == P::ESCAPE_STRING || type == P::UNICODE_STRING ||
                    type == P::DOLLAR_STRING;
      bool named = type == P::IDENTIFIER || type == P::QUOTED_NAME || type == P::UNICODE_NAME;
      if (quoted) {
        part = quoted_string(string_value(written));
      } else {
        part = named ? quoted_name(bare_name(written)) : ascii_lower(written);
      }
    } else {
      part = plain(static_cast<antlr4::ParserRuleContext*>(child));
    }
    if (!out.empty() && !part.empty()) out += ' ';
    out += part;
  }
  return out;
}

}  // namespace athanor::postgresql
