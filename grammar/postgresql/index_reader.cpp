#include "grammar/postgresql/index_reader.hpp"

#include <fmt/format.h>

#include "grammar/postgresql/option_reader.hpp"

namespace athanor::postgresql {
namespace {

using P = PostgreSQLParser;

/// The bare column that an expression in parentheses is; `(a)` is an index on the column a.
std::optional<std::string> bare_column(const Written& written, P::ExprContext* expr) {
  expr = without_parentheses(expr);
  auto* reference = dynamic_cast<P::ReferencePrimaryContext*>(only_primary(expr));
  if (reference == nullptr || reference->start != reference->stop) return std::nullopt;
  return written.name(reference->start);
}

void read_what(const Written& written, P::Index_elementContext* node, IndexElement& element) {
  if (node->column != nullptr) {
    element.what = written.name(node->column);
  } else if (node->expr() == nullptr) {
    auto* call = node->function_expression();
    element.what = written.expression(call->start, call->stop);
  } else if (auto column = bare_column(written, node->expr())) {
    element.what = std::move(*column);
  } else {
    element.what = written.expression(node->expr());
  }
}

/// `gist_trgm_ops(siglen='32')`, as pg_get_indexdef writes it.
std::string operator_class(const Written& written, P::Index_elementContext* node) {
  auto out = written.dotted(node->operator_class);
  if (node->definitions() == nullptr) return out;
  std::string options;
  for (const auto& [key, value] : read_options(written, node->definitions())) {
    options += fmt::format("{}{}={}", options.empty() ? "" : ", ", key, quoted_string(value));
  }
  return fmt::format("{}({})", out, options);
}

IndexElement read_element(const Written& written, P::Index_elementContext* node) {
  IndexElement element;
  read_what(written, node, element);
  if (node->collation != nullptr) element.collation = written.dotted(node->collation);
  if (node->operator_class != nullptr) element.operator_class = operator_class(written, node);
  bool descends = node->order != nullptr && node->order->getType() == P::DESC;
  if (descends) element.order = SortOrder::Descending;
  if (node->nulls == nullptr) return element;
  bool first = node->nulls->getType() == P::FIRST;
  if (first != descends) element.nulls = first ? NullsOrder::First : NullsOrder::Last;
  return element;
}

}  // namespace

CreateIndex read_index(const Written& written, P::Index_definitionContext* node) {
  CreateIndex out;
  out.table = written.qualified(node->any_name());
  out.if_not_exists = node->if_not_exists() != nullptr;
  out.concurrently = node->CONCURRENTLY() != nullptr;
  auto& index = out.index;
  index.place = written.place(node->index != nullptr ? node->index->start : node->start);
  if (node->index != nullptr) index.name = written.name(node->index);
  index.unique = node->UNIQUE() != nullptr;
  if (node->method != nullptr) index.method = written.name(node->method);
  if (index.method == "btree") index.method.reset();
  for (auto* element : node->index_element())
    index.elements.push_back(read_element(written, element));
  if (node->including() != nullptr) index.include = written.names(node->including()->name_list());
  auto* nulls = node->nulls_distinct();
  index.nulls_distinct = nulls == nullptr || nulls->NOT() == nullptr;
  index.with = read_options(written, node->definitions());
  if (node->space != nullptr) index.tablespace = written.name(node->space);
  if (node->where != nullptr) index.where = written.expression(node->where);
  return out;
}

}  // namespace athanor::postgresql
