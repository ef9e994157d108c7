#include "engine/reach.hpp"

#include <algorithm>

#include "schema/sql_text.hpp"

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

/// The last part of a name that may be qualified.
std::string last_part(const std::string& dotted) {
  return dotted.substr(dotted.rfind('.') + 1);
}

/// Whether a string in the expression is the name: `nextval('archive."Tickets"')`.
bool names_in_string(const std::string& expression, const QualifiedName& name,
                     const Dialect& dialect) {
  auto tokens = scan_sql(expression);
  return std::any_of(tokens.begin(), tokens.end(), [&](const SqlToken& token) {
    if (token.kind != SqlToken::Kind::String) return false;
    auto text = last_part(token.text);
    std::erase_if(text, [](char c) { return c == '\'' || c == '"'; });
    return dialect.fold(text) == dialect.fold(name.name);
  });
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
         names_in_string(value->text, sequence, dialect);
}

void add(Names& out, const Names& more) {
  out.insert(out.end(), more.begin(), more.end());
}

/// Whether a type is made of the one of that name.
bool is_over(const Domain& domain, const QualifiedName& name, const Dialect& dialect) {
  return same_name(domain.type.name, name, dialect);
}
bool is_over(const RangeType& range, const QualifiedName& name, const Dialect& dialect) {
  return same_name(range.subtype.name, name, dialect);
}
bool is_over(const CompositeType& composite, const QualifiedName& name, const Dialect& dialect) {
  return std::any_of(
      composite.fields.begin(), composite.fields.end(),
      [&](const CompositeField& field) { return same_name(field.type.name, name, dialect); });
}

}  // namespace

bool same_name(const QualifiedName& a, const QualifiedName& b, const Dialect& dialect) {
  return dialect.fold(a.name) == dialect.fold(b.name);
}

bool same_schema(const std::string& a, const std::string& b, const Dialect& dialect) {
  auto own = dialect.fold(dialect.inspector_habits().default_schema);
  auto plain = [&](const std::string& schema) {
    auto folded = dialect.fold(schema);
    return folded == own ? std::string() : folded;
  };
  return plain(a) == plain(b);
}

const Table* find_table(const Schema& schema, const QualifiedName& name, const Dialect& dialect) {
  auto exact = schema.tables.find(name);
  if (exact != schema.tables.end()) return &exact->second;
  for (const auto& [other, table] : schema.tables) {
    if (!same_name(other, name, dialect)) continue;
    if (other.schema == name.schema || same_schema(other.schema, name.schema, dialect))
      return &table;
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
  auto follow = [&](const auto& types) {
    for (const auto& [other, type] : types) {
      bool over = is_over(type, name, dialect) && !same_name(other, name, dialect);
      if (over) add(out, tables_using_type(schema, other, dialect));
    }
  };
  follow(schema.domains);
  follow(schema.composites);
  follow(schema.ranges);
  return out;
}

Names tables_using_collation(const Schema& schema, const QualifiedName& name,
                             const Dialect& dialect) {
  auto folded = dialect.fold(name.name);
  return tables_where(schema, [&](const QualifiedName&, const Table& table) {
    return std::any_of(table.columns.begin(), table.columns.end(), [&](const Column& column) {
      return column.collation && dialect.fold(last_part(*column.collation)) == folded;
    });
  });
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
