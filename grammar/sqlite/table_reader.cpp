#include "grammar/sqlite/table_reader.hpp"

#include <fmt/format.h>

#include "grammar/sqlite/constraint_reader.hpp"
#include "grammar/sqlite/table_edit.hpp"

namespace athanor::sqlite {
namespace {

using Item = SQLiteParser::Column_constraintContext;

DataType read_type(const Written& written, SQLiteParser::Type_nameContext* node) {
  DataType type;
  if (node == nullptr) return type;
  for (auto* word : node->type_word()) {
    if (!type.name.name.empty()) type.name.name += ' ';
    type.name.name += written.exact(word);
  }
  for (auto* number : node->signed_number()) type.modifiers.push_back(written.folded(number));
  return type;
}

Expression read_default(const Written& written, SQLiteParser::Default_valueContext* node) {
  if (node->expr() != nullptr) return written.expression(node->expr());
  if (node->default_word() != nullptr) {
    return {default_of_word(written.exact(node)), written.place(node->start)};
  }
  Expression value{std::string(written.exact(node->stop, node->stop)), written.place(node->start)};
  if (node->start != node->stop) value.text.insert(0, written.exact(node->start, node->start));
  return value;
}

/// Reads the items after a column's name and type, in order: a name belongs to the constraint
/// after it.
class ColumnReader {
 public:
  explicit ColumnReader(const Written& written) : written_(written) {}

  ColumnDefinition read(SQLiteParser::Column_definitionContext* definition) {
    auto& column = out_.column;
    column.name = written_.name(definition->column);
    column.place = written_.place(definition->column->start);
    column.comment = written_.comment_after(definition->column->stop);
    column.type = read_type(written_, definition->type_name());
    column.nullable = true;
    for (auto* item : definition->column_constraint()) read_item(item);
    return std::move(out_);
  }

 private:
  void read_item(Item* item) {
    switch (item->start->getType()) {
      case SQLiteParser::CONSTRAINT:
        name_ = written_.name(item->name());
        return;
      case SQLiteParser::DEFAULT:
        out_.column.default_value = read_default(written_, item->default_value());
        break;
      case SQLiteParser::NOT:
        read_not(item);
        break;
      case SQLiteParser::COLLATE:
        out_.column.collation = written_.name(item->name());
        break;
      case SQLiteParser::GENERATED:
      case SQLiteParser::AS:
        read_generated(item);
        break;
      case SQLiteParser::DEFERRABLE:
        defer(item);
        break;
      case SQLiteParser::NULL_:  // means nothing (parse.y, ccons)
        break;
      default:
        read_constraint(item);
    }
    name_.reset();
  }

  void read_constraint(Item* item) {
    switch (item->start->getType()) {
      case SQLiteParser::PRIMARY:
        add_key(PrimaryKey(), item);
        break;
      case SQLiteParser::UNIQUE:
        add_key(Unique(), item);
        break;
      case SQLiteParser::CHECK:
        add_check(item);
        break;
      default:
        add_reference(item);
    }
  }

  void read_not(Item* item) {
    if (item->deferrable() != nullptr) return forbid_deferring(item);
    out_.column.nullable = false;
    out_.column.not_null_name = name_;
    out_.column.not_null_conflict = conflict_action(item->conflict());
  }

  template <class Key>
  void add_key(Key key, Item* item) {
    key.name = name_;
    key.columns.push_back({out_.column.name, std::nullopt, sort_order(item->order)});
    key.on_conflict = conflict_action(item->conflict());
    key.place = written_.place(item->start);
    if constexpr (std::is_same_v<Key, PrimaryKey>) {
      key.autoincrement = item->AUTOINCREMENT() != nullptr;
    }
    out_.constraints.emplace_back(std::move(key));
  }

  void add_check(Item* item) {
    Check check;
    check.name = name_;
    check.expression = written_.expression(item->expr());
    check.place = written_.place(item->start);
    out_.constraints.emplace_back(std::move(check));
  }

  void add_reference(Item* item) {
    auto key = read_reference(written_, item->reference());
    key.name = name_;
    key.columns = {out_.column.name};
    out_.constraints.emplace_back(std::move(key));
  }

  void read_generated(Item* item) {
    Generated generated{written_.expression(item->expr()), Generated::Storage::Virtual};
    if (item->storage != nullptr) {
      auto word = written_.exact(item->storage, item->storage);
      if (ascii_iequals(word, "stored")) {
        generated.storage = Generated::Storage::Stored;
      } else if (!ascii_iequals(word, "virtual")) {
        written_.error(item->storage, fmt::format("unknown storage \"{}\" of a generated column "
                                                  "(it is VIRTUAL or STORED)",
                                                  word));
      }
    }
    out_.column.generated = std::move(generated);
  }

  /// The foreign key that a DEFERRABLE standing alone speaks of: the last one before it.
  ForeignKey* key_to_defer(Item* item) {
    for (auto it = out_.constraints.rbegin(); it != out_.constraints.rend(); ++it) {
      if (auto* key = std::get_if<ForeignKey>(&*it)) return key;
    }
    written_.error(item->start, "DEFERRABLE stands after no REFERENCES");
    return nullptr;
  }

  void defer(Item* item) {
    if (auto* key = key_to_defer(item)) key->deferrable = read_deferrable(item->deferrable());
  }

  void forbid_deferring(Item* item) {
    if (auto* key = key_to_defer(item)) key->deferrable.reset();
  }

  const Written& written_;
  ColumnDefinition out_;
  ConstraintName name_;
};

class TableReader {
 public:
  explicit TableReader(const Written& written) : written_(written) {}

  Table read(SQLiteParser::Table_definitionContext* definition) {
    for (auto* element : definition->table_element()) read_element(element);
    for (auto* option : definition->table_option()) read_option(option);
    imply_not_null();
    return std::move(table_);
  }

 private:
  void read_element(SQLiteParser::Table_elementContext* element) {
    if (auto* column = element->column_definition()) {
      read_column_element(column);
      return;
    }
    if (table_.columns.empty() && !in_constraints_) {
      written_.error(element->start, "a table needs a column before its constraints");
    }
    in_constraints_ = true;
    ConstraintName name;
    for (auto* node : element->table_constraint()) {
      if (node->CONSTRAINT() != nullptr) {
        name = written_.name(node->name());
        continue;
      }
      if (auto constraint = read_table_constraint(written_, node, std::move(name))) {
        add(std::move(*constraint), node->start);
      }
      name.reset();
    }
  }

  void read_column_element(SQLiteParser::Column_definitionContext* node) {
    if (in_constraints_) {
      written_.error(node->start, fmt::format("column \"{}\" stands after a table constraint",
                                              written_.name(node->column)));
    }
    auto definition = read_column(written_, node);
    if (find_column_ignoring_case(table_, definition.column.name) != nullptr) {
      written_.error(node->start,
                     fmt::format("column \"{}\" is declared twice", definition.column.name));
      return;
    }
    table_.columns.push_back(std::move(definition.column));
    for (auto& constraint : definition.constraints) {
      refuse_descending_rowid(table_.columns.back(), constraint, node->start);
      add(std::move(constraint), node->start);
    }
  }

  /// `INTEGER PRIMARY KEY DESC` within a column is, by an old mistake that SQLite keeps, no alias
  /// of the rowid, though the same said after the columns is one (lang_createtable.html#rowid).
  void refuse_descending_rowid(const Column& column, const Constraint& constraint,
                               const antlr4::Token* token) {
    const auto* key = std::get_if<PrimaryKey>(&constraint);
    if (key == nullptr || key->columns[0].order != SortOrder::Descending) return;
    if (!ascii_iequals(column.type.name.name, "integer") || !column.type.modifiers.empty()) return;
    written_.error(token,
                   "INTEGER PRIMARY KEY DESC within a column cannot be held: SQLite makes "
                   "it a key of its own beside the rowid",
                   {"write PRIMARY KEY (column DESC) after the columns for the rowid itself"});
  }

  void add(Constraint constraint, const antlr4::Token* token) {
    if (std::holds_alternative<PrimaryKey>(constraint) && table_.primary_key) {
      written_.error(token, "the table has more than one primary key");
      return;
    }
    add_constraint(table_, std::move(constraint));
  }

  void read_option(SQLiteParser::Table_optionContext* option) {
    auto word = written_.exact(option->stop, option->stop);
    if (option->WITHOUT() != nullptr && ascii_iequals(word, "rowid")) {
      table_.without_rowid = true;
    } else if (option->WITHOUT() == nullptr && ascii_iequals(word, "strict")) {
      table_.strict = true;
    } else {
      written_.error(option->start,
                     fmt::format("unknown table option \"{}\"", written_.folded(option)));
    }
  }

  /// In a STRICT or a WITHOUT ROWID table a primary key does imply NOT NULL, except of the rowid's
  /// alias (stricttables.html; withoutrowid.html, section 2).
  void imply_not_null() {
    if (!table_.primary_key || (!table_.strict && !table_.without_rowid)) return;
    for (auto& column : table_.columns) {
      for (const auto& key : table_.primary_key->columns) {
        if (ascii_iequals(key.name, column.name) && !is_rowid(column)) column.nullable = false;
      }
    }
  }

  bool is_rowid(const Column& column) const {
    return !table_.without_rowid && table_.primary_key->columns.size() == 1 &&
           ascii_iequals(column.type.name.name, "integer") && column.type.modifiers.empty();
  }

  const Written& written_;
  Table table_;
  bool in_constraints_ = false;
};

}  // namespace

ColumnDefinition read_column(const Written& written,
                             SQLiteParser::Column_definitionContext* definition) {
  return ColumnReader(written).read(definition);
}

Table read_table(const Written& written, SQLiteParser::Table_definitionContext* definition) {
  return TableReader(written).read(definition);
}

}  // namespace athanor::sqlite
