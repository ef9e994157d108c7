#include "engine/reach.hpp"

#include <algorithm>

namespace athanor {
namespace {

using Names = std::vector<QualifiedName>;

template <class Fits>
Names tables_where(const Schema& schema, Fits fits) {
  Names out;
  for (const auto& [name, table] : schema.tables) {
    if (fits(name, table)) out.push_back(name);
  }
  return out;
}

bool has_key_named(const Table& table, const std::string& folded, const Dialect& dialect) {
  auto named = [&](const auto& key) { return key.name && dialect.fold(*key.name) == folded; };
  return (table.primary_key && named(*table.primary_key)) ||
         std::any_of(table.uniques.begin(), table.uniques.end(), named) ||
         std::any_of(table.exclusions.begin(), table.exclusions.end(), named);
}

bool takes_values_from(const QualifiedName& table, const Column& column,
                       const QualifiedName& sequence, const Dialect& dialect) {
  if (column.identity) {
    auto usual = table.name + '_' + column.name + "_seq";
    const auto& own = column.identity->sequence_name;
    return dialect.fold(own ? own->name : usual) == dialect.fold(sequence.name);
  }
  if (!column.default_value) return false;
  const auto* value = std::get_if<Expression>(&*column.default_value);
  return value && value->text.find("nextval") != std::string::npos &&
         value->text.find(sequence.name) != std::string::npos;
}

void add(Names& out, const Names& more) {
  out.insert(out.end(), more.begin(), more.end());
}

}  // namespace

bool same_name(const QualifiedName& a, const QualifiedName& b, const Dialect& dialect) {
  return dialect.fold(a.name) == dialect.fold(b.name);
}

const Table* find_table(const Schema& schema, const QualifiedName& name, const Dialect& dialect) {
  auto exact = schema.tables.find(name);
  if (exact != schema.tables.end()) return &exact->second;
  for (const auto& [other, table] : schema.tables) {
    if (other.schema == name.schema && same_name(other, name, dialect)) return &table;
  }
  return nullptr;
}

const Column* find_column(const Table& table, const std::string& name, const Dialect& dialect) {
  for (const auto& column : table.columns) {
    if (dialect.fold(column.name) == dialect.fold(name)) return &column;
  }
  return nullptr;
}

Names tables_with_index(const Schema& schema, const std::string& name, const Dialect& dialect) {
  auto folded = dialect.fold(name);
  auto named = [&](const Index& index) { return dialect.fold(index.name) == folded; };
  return tables_where(schema, [&](const QualifiedName&, const Table& table) {
    return std::any_of(table.indexes.begin(), table.indexes.end(), named) ||
           has_key_named(table, folded, dialect);
  });
}

Names tables_with_trigger(const Schema& schema, const std::string& name, const Dialect& dialect) {
  auto folded = dialect.fold(name);
  auto named = [&](const Trigger& trigger) { return dialect.fold(trigger.name) == folded; };
  return tables_where(schema, [&](const QualifiedName&, const Table& table) {
    return std::any_of(table.triggers.begin(), table.triggers.end(), named);
  });
}

Names tables_fed_by(const Schema& schema, const QualifiedName& sequence, const Dialect& dialect) {
  return tables_where(schema, [&](const QualifiedName& name, const Table& table) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
      return takes_values_from(name, column, sequence, dialect);
    });
  });
}

Names tables_using_sequence(const Schema& schema, const QualifiedName& name,
                            const Dialect& dialect) {
  Names out;
  for (const auto& [other, sequence] : schema.sequences) {
    if (same_name(other, name, dialect) && sequence.owner_table)
      out.push_back(*sequence.owner_table);
  }
  add(out, tables_fed_by(schema, name, dialect));
  return out;
}

Names tables_using_type(const Schema& schema, const QualifiedName& name, const Dialect& dialect) {
  auto out = tables_where(schema, [&](const QualifiedName&, const Table& table) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
      return same_name(column.type.name, name, dialect);
    });
  });
  for (const auto& [domain_name, domain] : schema.domains) {
    bool over =
        same_name(domain.type.name, name, dialect) && !same_name(domain_name, name, dialect);
    if (over) add(out, tables_using_type(schema, domain_name, dialect));
  }
  return out;
}

Names tables_referencing(const Schema& schema, const QualifiedName& parent,
                         const Dialect& dialect) {
  return tables_where(schema, [&](const QualifiedName&, const Table& table) {
    return std::any_of(
        table.foreign_keys.begin(), table.foreign_keys.end(),
        [&](const ForeignKey& key) { return same_name(key.table, parent, dialect); });
  });
}

}  // namespace athanor
