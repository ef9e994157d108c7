#include "grammar/postgresql/type_reader.hpp"

#include <cstdlib>

#include "grammar/postgresql/types.hpp"
#include "schema/names.hpp"

namespace athanor::postgresql {
namespace {

using P = PostgreSQLParser;

std::vector<std::string> read_modifiers(const Written& written, P::Type_modifiersContext* node) {
  std::vector<std::string> out;
  if (node == nullptr) return out;
  for (auto* expr : node->expr()) {
    bool quoted = expr->start == expr->stop && expr->start->getType() == P::STRING;
    out.push_back(quoted ? string_value(written.exact(expr)) : written.folded(expr));
  }
  return out;
}

/// FLOAT(n) is real up to 24 binary digits (manual, 8.1.3).
DataType read_float(std::vector<std::string> modifiers) {
  bool is_real = !modifiers.empty() && std::atoi(modifiers[0].c_str()) <= 24;
  return {{"", is_real ? "real" : "double precision"}, {}, 0};
}

DataType read_interval(const Written& written, P::Keyword_typeContext* node) {
  auto* fields = node->interval_fields();
  DataType type{{"", "interval"}, read_modifiers(written, node->type_modifiers()), 0};
  if (fields == nullptr) return type;
  type.modifiers = read_modifiers(written, fields->type_modifiers());
  for (auto* child : fields->children) {
    auto* word = dynamic_cast<antlr4::tree::TerminalNode*>(child);
    if (word != nullptr) type.name.name += ' ' + ascii_lower(written.exact(word->getSymbol()));
  }
  return type;
}

std::string zoned(P::Keyword_typeContext* node, std::string name) {
  return name + (node->WITH() != nullptr ? " with time zone" : " without time zone");
}

std::string keyword_name(const Written& written, P::Keyword_typeContext* node) {
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
      return node->VARYING() != nullptr ? "character varying" : "character";
    case P::VARCHAR:
      return "character varying";
    case P::TIMESTAMP:
      return zoned(node, "timestamp");
    case P::TIME:
      return zoned(node, "time");
    default:
      return ascii_lower(written.exact(node->word));
  }
}

DataType read_keyword_type(const Written& written, P::Keyword_typeContext* node) {
  auto type = node->word->getType();
  if (type == P::INTERVAL) return read_interval(written, node);
  auto modifiers = read_modifiers(written, node->type_modifiers());
  if (type == P::FLOAT) return read_float(std::move(modifiers));
  auto name = keyword_name(written, node);
  return *built_in_type(name, std::move(modifiers));
}

DataType read_generic_type(const Written& written, P::Generic_typeContext* node) {
  std::vector<std::string> parts = {written.name(node->type_word())};
  for (auto* label : node->label()) parts.push_back(written.name(label));
  auto modifiers = read_modifiers(written, node->type_modifiers());
  bool in_catalog = parts.size() == 1 || (parts.size() == 2 && parts[0] == "pg_catalog");
  if (in_catalog) {
    auto* last = node->label().empty() ? node->type_word()->start : node->label().back()->start;
    if (written.exact(last) == "\"char\"") return {{"", "\"char\""}, {}, 0};
    if (auto known = built_in_type(parts.back(), modifiers)) return *known;
  }
  return {written.qualified(std::move(parts), node->start), std::move(modifiers), 0};
}

}  // namespace

DataType read_type(const Written& written, P::Type_nameContext* node) {
  auto* simple = node->simple_type();
  auto type = simple->keyword_type() != nullptr
                  ? read_keyword_type(written, simple->keyword_type())
                  : read_generic_type(written, simple->generic_type());
  if (!node->array_bound().empty() || node->ARRAY() != nullptr) type.dimensions = 1;
  if (node->SETOF() != nullptr) {
    written.error(node->start, "SETOF can only stand in what a function returns");
  }
  return type;
}

}  // namespace athanor::postgresql
