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
  void names(Rare<Expression>& expression) const {
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
  auto follow = [&](QualifiedName& name) {
    auto found = new_names.find(folded(name, dialect));
    if (found != new_names.end()) name = found->second;
  };
  for (auto& [name, table] : schema.tables) {
    for (auto& key : table.foreign_keys) follow(key.table);
    for (auto& parent : table.inherits) follow(parent);
  }
  for (auto& [name, sequence] : schema.sequences) {
    if (sequence.owner_table) follow(*sequence.owner_table);
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
  for (auto& [name, sequence] : schema.sequences) {
    if (!sequence.owner_table) continue;
    auto owner = by_table.find(folded(*sequence.owner_table, dialect));
    if (owner != by_table.end()) {
      ColumnRenamer(owner->second, dialect).names(sequence.owner_column);
    }
  }
}

/// Carries the renames of objects beside the tables into all that mentions them.
class ObjectRenamer {
 public:
  ObjectRenamer(const std::vector<ObjectRename>& renames, const Dialect& dialect)
      : dialect_(dialect) {
    for (const auto& rename : renames) {
      using Kind = ObjectRename::Kind;
      auto& names = rename.kind == Kind::Namespace   ? namespaces_
                    : rename.kind == Kind::Sequence  ? sequences_
                    : rename.kind == Kind::Collation ? collations_
                                                     : types_;
      names[folded(rename.from, dialect)] = rename.to;
    }
  }

  void inside(Schema& schema) const {
    move(schema.namespaces, namespaces_);
    move(schema.collations, collations_);
    move(schema.enums, types_);
    move(schema.composites, types_);
    move(schema.ranges, types_);
    move(schema.domains, types_);
    move(schema.sequences, sequences_);
    move(schema.tables, {});
    move(schema.extensions, {});
    move(schema.views, {});
    for (auto& [name, table] : schema.tables) inside(table);
    for (auto& [name, type] : schema.composites) {
      for (auto& field : type.fields) inside(field.type.name, types_);
    }
    for (auto& [name, type] : schema.ranges) inside(type.subtype.name, types_);
    for (auto& [name, domain] : schema.domains) inside(domain);
    for (auto& [name, sequence] : schema.sequences) {
      if (sequence.owner_table) inside(*sequence.owner_table, {});
    }
  }

 private:
  using Names = std::map<QualifiedName, QualifiedName>;

  /// An object takes its own new name, and its schema's.
  void inside(QualifiedName& name, const Names& names) const {
    auto found = names.find(folded(name, dialect_));
    if (found != names.end()) name = found->second;
    auto space = namespaces_.find({"", dialect_.fold(name.schema)});
    if (!name.schema.empty() && space != namespaces_.end()) name.schema = space->second.name;
  }

  template <class T>
  void move(std::map<QualifiedName, T>& objects, const Names& names) const {
    if (names.empty() && namespaces_.empty()) return;
    std::map<QualifiedName, T> out;
    for (auto& [key, object] : objects) {
      inside(object.name, names);
      put(out, std::move(object));
    }
    objects = std::move(out);
  }

  void inside(Table& table) const {
    for (auto& parent : table.inherits) inside(parent, {});
    for (auto& column : table.columns) {
      inside(column.type.name, types_);
      if (column.default_value) inside(*column.default_value);
      if (column.generated) inside(column.generated->expression);
      if (column.collation) inside(*column.collation);
    }
    for (auto& key : table.foreign_keys) inside(key.table, {});
    for (auto& check : table.checks) inside(check.expression);
    for (auto& index : table.indexes) {
      if (index.where) inside(*index.where);
      for (auto& element : index.elements) {
        if (auto* text = std::get_if<Expression>(&element.what)) inside(*text);
        if (element.collation) inside(*element.collation);
      }
    }
    for (auto& exclusion : table.exclusions) {
      for (auto& element : exclusion.elements) inside(element.element);
      if (exclusion.where) inside(*exclusion.where);
    }
  }
  void inside(Domain& domain) const {
    inside(domain.type.name, types_);
    if (domain.default_value) inside(*domain.default_value);
    for (auto& check : domain.checks) inside(check.expression);
    if (domain.collation) inside(*domain.collation);
  }
  void inside(DefaultValue& value) const {
    if (auto* text = std::get_if<Expression>(&value)) inside(*text);
  }
  void inside(std::string& collation) const {
    auto dot = collation.find('.');
    QualifiedName name = dot == std::string::npos
                             ? QualifiedName{"", collation}
                             : QualifiedName{collation.substr(0, dot), collation.substr(dot + 1)};
    inside(name, collations_);
    collation = display(name);
  }

  /// Names of types and schemas as words, names of sequences also within strings ('s'::regclass).
  void inside(Expression& expression) const {
    NameMap words;
    for (const auto& [from, to] : types_) words[from.name] = to.name;
    for (const auto& [from, to] : namespaces_) words[from.name] = to.name;
    expression.text = rename_mentions(expression.text, words, dialect_);
    for (const auto& [from, to] : sequences_) replace_string(expression.text, from, to);
    for (const auto& [from, to] : namespaces_) replace_schema(expression.text, from.name, to.name);
  }

  static std::string quoted(const std::string& text) { return "'" + text + "'"; }

  void replace_string(std::string& text, const QualifiedName& from, const QualifiedName& to) const {
    auto old = quoted(written(from));
    for (auto at = text.find(old); at != std::string::npos; at = text.find(old, at + 1)) {
      text.replace(at, old.size(), quoted(written(to)));
    }
  }

  void replace_schema(std::string& text, const std::string& from, const std::string& to) const {
    auto old = "'" + dialect_.quote_name(from) + ".";
    for (auto at = text.find(old); at != std::string::npos; at = text.find(old, at + 1)) {
      text.replace(at, old.size(), "'" + dialect_.quote_name(to) + ".");
    }
  }

  std::string written(const QualifiedName& name) const {
    auto bare = dialect_.quote_name(name.name);
    return name.schema.empty() ? bare : dialect_.quote_name(name.schema) + "." + bare;
  }

  const Dialect& dialect_;
  Names namespaces_, collations_, types_, sequences_;
};

/// Gives constraints, indexes and enum values their new names.
class PartRenamer {
 public:
  PartRenamer(const std::vector<PartRename>& renames, const Dialect& dialect) : dialect_(dialect) {
    for (const auto& rename : renames) {
      names_[rename.kind][folded(rename.owner, dialect)][rename.from] = rename.to;
    }
  }

  void inside(Schema& schema) const {
    for (auto& [name, table] : schema.tables) {
      auto owner = folded(name, dialect_);
      if (const auto* names = find(PartRename::Kind::Constraint, owner)) constraints(table, *names);
      const auto* names = find(PartRename::Kind::Index, owner);
      if (!names) continue;
      for (auto& index : table.indexes) change(index.name, *names);
    }
    for (auto& [name, type] : schema.enums) {
      const auto* names = find(PartRename::Kind::EnumValue, folded(name, dialect_));
      if (!names) continue;
      for (auto& value : type.values) change(value, *names);
      for (auto& [table_name, table] : schema.tables) values(table, name, *names);
    }
  }

 private:
  const NameMap* find(PartRename::Kind kind, const QualifiedName& owner) const {
    auto owners = names_.find(kind);
    if (owners == names_.end()) return nullptr;
    auto names = owners->second.find(owner);
    return names == owners->second.end() ? nullptr : &names->second;
  }
  static void change(std::string& name, const NameMap& names) {
    auto found = names.find(name);
    if (found != names.end()) name = found->second;
  }
  static void constraints(Table& table, const NameMap& names) {
    auto each = [&](auto& part) {
      if (part.name) change(*part.name, names);
    };
    if (table.primary_key) each(*table.primary_key);
    for (auto& part : table.uniques) each(part);
    for (auto& part : table.foreign_keys) each(part);
    for (auto& part : table.checks) each(part);
    for (auto& part : table.exclusions) each(part);
  }
  /// A stored expression holds the value itself, so its text follows the value's name.
  void values(Table& table, const QualifiedName& type, const NameMap& names) const {
    bool used = false;
    for (auto& column : table.columns) {
      if (column.type.name != type) continue;
      used = true;
      if (!column.default_value) continue;
      auto* text = std::get_if<Expression>(&*column.default_value);
      if (text) strings(*text, names);
    }
    if (!used) return;
    for (auto& check : table.checks) strings(check.expression, names);
    for (auto& index : table.indexes) {
      if (index.where) strings(*index.where, names);
    }
    for (auto& column : table.columns) {
      if (column.generated) strings(column.generated->expression, names);
    }
  }
  void strings(Expression& expression, const NameMap& names) const {
    for (const auto& [from, to] : names) {
      auto old = dialect_.quote_text(from), now = dialect_.quote_text(to);
      auto& text = expression.text;
      for (auto at = text.find(old); at != std::string::npos;
           at = text.find(old, at + now.size())) {
        text.replace(at, old.size(), now);
      }
    }
  }

  const Dialect& dialect_;
  std::map<PartRename::Kind, std::map<QualifiedName, NameMap>> names_;
};

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
  if (!difference.object_renames.empty()) {
    ObjectRenamer(difference.object_renames, dialect).inside(schema);
  }
  rename_tables(schema, difference.table_renames, dialect);
  rename_columns(schema, difference.column_renames, dialect);
  if (!difference.part_renames.empty()) {
    PartRenamer(difference.part_renames, dialect).inside(schema);
  }
  return schema;
}

namespace {

template <class T>
void forget_origins(std::map<QualifiedName, T>& objects) {
  for (auto& [name, object] : objects) object.renamed_from.reset();
}

void forget_origins(Table& table) {
  table.renamed_from.reset();
  for (auto& column : table.columns) column.renamed_from.reset();
  for (auto& part : table.uniques) part.renamed_from.reset();
  for (auto& part : table.foreign_keys) part.renamed_from.reset();
  for (auto& part : table.checks) part.renamed_from.reset();
  for (auto& part : table.exclusions) part.renamed_from.reset();
  for (auto& part : table.indexes) part.renamed_from.reset();
}

void forget_origins(Schema& schema) {
  forget_origins(schema.namespaces);
  forget_origins(schema.collations);
  forget_origins(schema.enums);
  forget_origins(schema.composites);
  forget_origins(schema.ranges);
  forget_origins(schema.domains);
  forget_origins(schema.sequences);
  for (auto& [name, type] : schema.enums) type.renamed_values.clear();
  for (auto& [name, table] : schema.tables) forget_origins(table);
}

template <class T>
void set_origin(std::map<QualifiedName, T>& objects, const ObjectRename& rename) {
  auto object = objects.find(rename.from);
  if (object != objects.end()) object->second.renamed_from = rename.to;
}

void set_origin(Schema& schema, const ObjectRename& rename) {
  switch (rename.kind) {
    case ObjectRename::Kind::Namespace:
      return set_origin(schema.namespaces, rename);
    case ObjectRename::Kind::Collation:
      return set_origin(schema.collations, rename);
    case ObjectRename::Kind::Enum:
      return set_origin(schema.enums, rename);
    case ObjectRename::Kind::Composite:
      return set_origin(schema.composites, rename);
    case ObjectRename::Kind::Range:
      return set_origin(schema.ranges, rename);
    case ObjectRename::Kind::Domain:
      return set_origin(schema.domains, rename);
    case ObjectRename::Kind::Sequence:
      return set_origin(schema.sequences, rename);
  }
}

/// The name that the owner of a part had before.
QualifiedName old_name(const QualifiedName& name, const Difference& difference) {
  for (const auto& table : difference.table_renames) {
    if (table.to == name) return table.from;
  }
  for (const auto& object : difference.object_renames) {
    if (object.to == name && object.kind == ObjectRename::Kind::Enum) return object.from;
  }
  return name;
}

void set_origin(Table& table, const PartRename& rename) {
  auto each = [&](auto& parts) {
    for (auto& part : parts) {
      if (part.name == rename.from) part.renamed_from = rename.to;
    }
  };
  if (rename.kind == PartRename::Kind::Index) return each(table.indexes);
  each(table.uniques);
  each(table.foreign_keys);
  each(table.checks);
  each(table.exclusions);
}

void set_origin(Schema& schema, const PartRename& rename, const Difference& difference) {
  auto owner = old_name(rename.owner, difference);
  if (rename.kind == PartRename::Kind::EnumValue) {
    auto type = schema.enums.find(owner);
    if (type != schema.enums.end()) type->second.renamed_values[rename.to] = rename.from;
    return;
  }
  auto table = schema.tables.find(owner);
  if (table != schema.tables.end()) set_origin(table->second, rename);
}

}  // namespace

Schema way_back(Schema from, const Difference& difference) {
  forget_origins(from);
  for (const auto& rename : difference.object_renames) set_origin(from, rename);
  for (const auto& rename : difference.part_renames) set_origin(from, rename, difference);
  for (const auto& rename : difference.table_renames) {
    auto table = from.tables.find(rename.from);
    if (table != from.tables.end()) table->second.renamed_from = rename.to;
  }
  for (const auto& rename : difference.column_renames) {
    auto table = from.tables.find(old_name(rename.table, difference));
    if (table == from.tables.end()) continue;
    for (auto& column : table->second.columns) {
      if (column.name == rename.from) column.renamed_from = rename.to;
    }
  }
  return from;
}

}  // namespace athanor
