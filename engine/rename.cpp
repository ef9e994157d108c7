#include "engine/diff.hpp"
#include "schema/sql_text.hpp"

namespace athanor {
namespace {

/// Carries the renames of some columns of one table into all that mentions them.
class ColumnRenamer {
 public:
  ColumnRenamer(NameMap renames, const Dialect& dialect)
      : renames_(std::move(renames)), dialect_(dialect) {}

  void names(std::string& name) const {
    auto found = renames_.find(dialect_.fold(name));
    if (found != renames_.end()) name = found->second;
  }
  void names(std::vector<std::string>& all) const {
    for (auto& name : all) names(name);
  }

  void inside(Table& table) const {
    for (auto& column : table.columns) {
      names(column.name);
      if (column.generated) names(column.generated->expression);
    }
    if (table.primary_key) names(table.primary_key->columns);
    for (auto& unique : table.uniques) names(unique.columns);
    for (auto& key : table.foreign_keys) names(key.columns);
    for (auto& check : table.checks) names(check.expression);
    for (auto& index : table.indexes) names(index);
    for (auto& exclusion : table.exclusions) {
      for (auto& element : exclusion.elements) names(element.element);
      names(exclusion.where);
    }
    for (auto& trigger : table.triggers) names(trigger.update_columns);
  }

 private:
  void names(std::vector<KeyColumn>& columns) const {
    for (auto& column : columns) names(column.name);
  }
  void names(Expression& expression) const {
    expression.text = rename_mentions(expression.text, renames_, dialect_);
  }
  void names(std::optional<Expression>& expression) const {
    if (expression) names(*expression);
  }
  void names(Index& index) const {
    for (auto& element : index.elements) {
      std::visit([&](auto& what) { names(what); }, element.what);
    }
    names(index.include);
    names(index.where);
  }

  NameMap renames_;
  const Dialect& dialect_;
};

QualifiedName folded(const QualifiedName& name, const Dialect& dialect) {
  return {dialect.fold(name.schema), dialect.fold(name.name)};
}

/// All at once, so that two tables may change names with each other.
void rename_tables(Schema& schema, const std::vector<TableRename>& renames,
                   const Dialect& dialect) {
  std::map<QualifiedName, QualifiedName> new_names;
  std::vector<Table> moved;
  for (const auto& rename : renames) {
    new_names[folded(rename.from, dialect)] = rename.to;
    auto node = schema.tables.extract(rename.from);
    if (node.empty()) continue;
    moved.push_back(std::move(node.mapped()));
    moved.back().name = rename.to;
  }
  for (auto& table : moved) put(schema.tables, std::move(table));
  for (auto& [name, table] : schema.tables) {
    for (auto& key : table.foreign_keys) {
      auto found = new_names.find(folded(key.table, dialect));
      if (found != new_names.end()) key.table = found->second;
    }
  }
}

void rename_columns(Schema& schema, const std::vector<ColumnRename>& renames,
                    const Dialect& dialect) {
  std::map<QualifiedName, NameMap> by_table;
  for (const auto& rename : renames) {
    by_table[folded(rename.table, dialect)][dialect.fold(rename.from)] = rename.to;
  }
  for (auto& [name, table] : schema.tables) {
    auto own = by_table.find(folded(name, dialect));
    if (own != by_table.end()) ColumnRenamer(own->second, dialect).inside(table);
    for (auto& key : table.foreign_keys) {
      auto other = by_table.find(folded(key.table, dialect));
      if (other != by_table.end()) ColumnRenamer(other->second, dialect).names(key.referenced);
    }
  }
}

}  // namespace

std::string rename_mentions(const std::string& text, const NameMap& renames,
                            const Dialect& dialect) {
  std::string out;
  std::size_t copied = 0;
  auto tokens = scan_sql(text);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    const SqlToken& token = tokens[i];
    bool name = token.kind == SqlToken::Kind::Word || token.kind == SqlToken::Kind::QuotedName;
    bool call = i + 1 < tokens.size() && tokens[i + 1].text == "(";
    auto found = name && !call ? renames.find(dialect.fold(token.text)) : renames.end();
    if (found == renames.end()) continue;
    out += text.substr(copied, token.offset - copied);
    out += dialect.quote_name(found->second);
    copied = token.offset + token.length;
  }
  return out + text.substr(copied);
}

Schema renamed(Schema schema, const Difference& difference, const Dialect& dialect) {
  rename_tables(schema, difference.table_renames, dialect);
  rename_columns(schema, difference.column_renames, dialect);
  return schema;
}

Schema way_back(Schema from, const Difference& difference) {
  for (auto& [name, table] : from.tables) {
    table.renamed_from.reset();
    for (auto& column : table.columns) column.renamed_from.reset();
  }
  for (const auto& rename : difference.table_renames) {
    auto table = from.tables.find(rename.from);
    if (table != from.tables.end()) table->second.renamed_from = rename.to;
  }
  for (const auto& rename : difference.column_renames) {
    auto name = rename.table;
    for (const auto& table : difference.table_renames) {
      if (table.to == rename.table) name = table.from;
    }
    auto table = from.tables.find(name);
    if (table == from.tables.end()) continue;
    for (auto& column : table->second.columns) {
      if (column.name == rename.from) column.renamed_from = rename.to;
    }
  }
  return from;
}

}  // namespace athanor
