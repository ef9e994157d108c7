#include "grammar/postgresql/canonical.hpp"

#include <algorithm>

#include "grammar/postgresql/canonical_form.hpp"
#include "grammar/postgresql/canonical_quick.hpp"
#include "grammar/postgresql/names.hpp"

namespace athanor::postgresql {
namespace {

using P = PostgreSQLParser;

/// A value is cast to the type that it is stored as, with nothing shown of it.
std::string stored(Term term, const ExpressionTypes& types, const ExpressionForm& form) {
  if (types.value == nullptr) return text_of(term);
  auto wanted = value_type(form.base_of(*types.value)).name;
  bool literal = term.form == Term::Form::Literal || term.form == Term::Form::Null;
  if (literal && keeps_value(term, wanted)) return text_of(coerced(std::move(term), wanted));
  if (term.form == Term::Form::Array && is_array(wanted)) return text_of(coerced(term, wanted));
  return text_of(term);
}

void add_columns(antlr4::tree::ParseTree* node, const ExpressionForm& form,
                 std::vector<std::string>& columns) {
  auto name = form.column_named(node);
  bool known = name.empty() || std::find(columns.begin(), columns.end(), name) != columns.end();
  if (!known) columns.push_back(std::move(name));
  for (auto* child : node->children) add_columns(child, form, columns);
}

}  // namespace

std::optional<std::string> canonical_expression(std::string_view text,
                                                const ExpressionTypes& types) {
  ExpressionForm form(text, types);
  if (auto term = quick_term(text)) return stored(std::move(*term), types, form);
  BorrowedParsing parsing;
  parsing->open(text);
  parsing->read_all();
  auto* tree = parsing->expression();
  if (tree == nullptr) return std::nullopt;
  return stored(form.expression(tree), types, form);
}

std::optional<std::string> canonical_default(std::string_view text, const ExpressionTypes& types) {
  return canonical_expression(text, types);
}

std::vector<std::string> referenced_columns(std::string_view expression) {
  BorrowedParsing parsing;
  parsing->open(expression);
  parsing->read_all();
  auto* tree = parsing->expression();
  std::vector<std::string> columns;
  if (tree == nullptr) return columns;
  ExpressionTypes none;
  add_columns(tree, ExpressionForm(expression, none), columns);
  return columns;
}

}  // namespace athanor::postgresql
