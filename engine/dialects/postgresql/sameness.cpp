#include "engine/dialects/postgresql/sameness.hpp"

#include "engine/dialects/postgresql/literal.hpp"
#include "grammar/postgresql/canonical.hpp"
#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

ExpressionTypes types_of(const Surroundings& around) {
  ExpressionTypes types;
  types.value = around.type;
  if (const Schema* schema = around.schema) {
    types.domain = [schema](const QualifiedName& name) -> const DataType* {
      auto domain = schema->domains.find(name);
      return domain == schema->domains.end() ? nullptr : &domain->second.type;
    };
  }
  if (const DataType* value = around.table ? nullptr : around.type) {
    types.column = [value](std::string_view name) { return name == "value" ? value : nullptr; };
  }
  if (const Table* table = around.table) {
    types.column = [table](std::string_view name) -> const DataType* {
      const Column* column = find_column(*table, std::string(name));
      return column ? &column->type : nullptr;
    };
  }
  return types;
}

}  // namespace

bool same_expression(const Expression& a, const Expression& b, const Surroundings& around) {
  if (same_tokens(a.text, b.text)) return true;
  auto types = types_of(around);
  if (!around.table) types.value = nullptr;  // a domain's check is a condition
  auto left = canonical_expression(a.text, types);
  return left && left == canonical_expression(b.text, types);
}

bool survives(const Expression& stored, const Surroundings& then, const Expression& wanted,
              const Surroundings& now) {
  auto understood = canonical_expression(stored.text, types_of(then));
  if (!understood) return false;
  auto kept = canonical_expression(*understood, types_of(now));
  return kept && kept == canonical_expression(wanted.text, types_of(now));
}

bool same_default(const Expression& a, const Expression& b, const Surroundings& around) {
  if (same_tokens(a.text, b.text)) return true;
  if (around.type) {
    auto left = without_own_cast(a.text, *around.type);
    if (left == without_own_cast(b.text, *around.type)) return true;
  }
  auto types = types_of(around);
  auto left = canonical_default(a.text, types);
  return left && left == canonical_default(b.text, types);
}

}  // namespace athanor::postgresql
