#include "schema/model/order.hpp"

#include <algorithm>
#include <tuple>

namespace athanor {
namespace {

using Names = std::vector<std::string>;

Names names_of(const std::vector<KeyColumn>& columns) {
  Names names;
  for (const auto& column : columns) {
    names.push_back(column.name);
    names.push_back(column.collation.value_or(""));
    names.emplace_back(column.order ? (*column.order == SortOrder::Ascending ? "asc" : "desc")
                                    : "");
  }
  return names;
}

Names names_of(const std::vector<IndexElement>& elements) {
  Names names;
  for (const auto& element : elements) names.push_back(display(element));
  return names;
}

Names names_of(const std::vector<ExclusionElement>& elements) {
  Names names;
  for (const auto& element : elements) {
    names.push_back(element.element.text);
    names.push_back(element.op);
  }
  return names;
}

/// What is written rarely, so that no two different constraints are alike to the sort.
template <class T>
auto storage_of(const T& object) {
  return std::tuple(object.include, object.with, object.tablespace.value_or(""),
                    object.comment.value_or(""), object.renamed_from.value_or(""));
}

auto rank(const Unique& unique) {
  return std::tuple(unique.name.value_or(""), names_of(unique.columns), unique.nulls_distinct,
                    unique.deferrable, unique.on_conflict, storage_of(unique));
}

auto rank(const ForeignKey& key) {
  return std::tuple(key.name.value_or(""), key.columns, key.table, key.referenced, key.on_delete,
                    key.on_update, key.on_delete_columns, key.match, key.deferrable, key.validated,
                    key.unchecked, key.comment.value_or(""), key.renamed_from.value_or(""));
}

auto rank(const Check& check) {
  return std::tuple(check.name.value_or(""), check.expression.text, check.inherit, check.validated,
                    check.on_conflict, check.comment.value_or(""), check.renamed_from.value_or(""));
}

auto rank(const Exclusion& exclusion) {
  return std::tuple(exclusion.name.value_or(""), exclusion.method, names_of(exclusion.elements),
                    exclusion.where.value_or(Expression{}).text, exclusion.deferrable,
                    storage_of(exclusion));
}

auto rank(const Index& index) {
  return std::tuple(index.named, index.name, names_of(index.elements), index.unique,
                    index.where.value_or(Expression{}).text, index.method.value_or(""),
                    index.nulls_distinct, storage_of(index));
}

auto rank(const Trigger& trigger) {
  return std::tie(trigger.name);
}
auto rank(const Policy& policy) {
  return std::tie(policy.name);
}
auto rank(const Partition& partition) {
  return std::tie(partition.name);
}
auto rank(const Grant& grant) {
  return std::tie(grant.on, grant.to, grant.privileges, grant.grantable);
}

template <class T>
void sort(std::vector<T>& objects) {
  if (objects.size() < 2) return;
  std::stable_sort(objects.begin(), objects.end(),
                   [](const T& a, const T& b) { return rank(a) < rank(b); });
}

}  // namespace

void sort_unordered(Table& table) {
  sort(table.uniques);
  sort(table.foreign_keys);
  sort(table.checks);
  sort(table.exclusions);
  sort(table.indexes);
  sort(table.triggers);
  sort(table.policies);
  sort(table.partitions);
}

void sort_unordered(Schema& schema) {
  for (auto& [name, table] : schema.tables) sort_unordered(table);
  for (auto& [name, view] : schema.views) sort(view.triggers);
  for (auto& [name, view] : schema.materialized_views) sort(view.indexes);
  for (auto& [name, domain] : schema.domains) sort(domain.checks);
  sort(schema.grants);
}

}  // namespace athanor
