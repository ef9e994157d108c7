#include "engine/equality.hpp"

#include <algorithm>

#include "engine/table_delta.hpp"

namespace athanor {
namespace {

/// Gives `after` the spelling of `before` wherever the dialect says that both mean the same.
class Leveller {
 public:
  explicit Leveller(const Dialect& dialect, Surroundings around = {})
      : dialect_(dialect), around_(around) {}

  void name(const std::string& before, std::string& after) const {
    if (dialect_.fold(before) == dialect_.fold(after)) after = before;
  }
  void name(const QualifiedName& before, QualifiedName& after) const {
    name(before.schema, after.schema);
    name(before.name, after.name);
  }
  void names(const std::vector<std::string>& before, std::vector<std::string>& after) const {
    for (std::size_t i = 0; i < before.size() && i < after.size(); ++i) name(before[i], after[i]);
  }
  /// An object without a name matches one of any name.
  template <class Name>
  void optional_name(const Name& before, Name& after) const {
    if (!before || !after) {
      after = before;
    } else {
      name(*before, *after);
    }
  }
  /// The same, where a convention may have given the name: what is there has it all the same.
  template <class Part>
  void part_name(const Part& before, Part& after) const {
    if (after.named) {
      optional_name(before.name, after.name);
    } else {
      after.name = before.name;
    }
    after.named = before.named;
  }
  /// A name that is written or not at will: a collation.
  template <class Name>
  void written_name(const Name& before, Name& after) const {
    if (before && after) name(*before, *after);
  }
  void type(const DataType& before, DataType& after) const {
    if (dialect_.same_type(before, after)) after = before;
  }
  void expression(const Expression& before, Expression& after) const {
    if (before.text != after.text && dialect_.same_expression(before, after, around_))
      after = before;
  }
  void expression(const Rare<Expression>& before, Rare<Expression>& after) const {
    if (before && after) expression(*before, *after);
  }
  /// A sequence whose name nobody chose keeps the one that it has.
  void identity(const Rare<Identity>& before, Rare<Identity>& after) const {
    if (!before || !after) return;
    if (!before->sequence_name || !after->sequence_name) {
      after->sequence_name = before->sequence_name;
    }
  }
  /// `ops(siglen = 100)` and `ops(siglen='100')`.
  static void operator_class(const Rare<std::string>& before, Rare<std::string>& after) {
    auto bare = [](std::string text) {
      std::erase_if(text, [](char c) { return c == ' ' || c == '\''; });
      return text;
    };
    if (before && after && bare(*before) == bare(*after)) after = before;
  }
  void body(const Body& before, Body& after) const {
    if (before.text != after.text && dialect_.same_body(before, after)) after = before;
  }
  void key_columns(const std::vector<KeyColumn>& before, std::vector<KeyColumn>& after) const {
    for (std::size_t i = 0; i < before.size() && i < after.size(); ++i) {
      name(before[i].name, after[i].name);
      written_name(before[i].collation, after[i].collation);
      order(before[i].order, after[i].order);
    }
  }
  /// An explicit ASC is the default.
  void order(const std::optional<SortOrder>& before, std::optional<SortOrder>& after) const {
    if (before.value_or(SortOrder::Ascending) == after.value_or(SortOrder::Ascending)) {
      after = before;
    }
  }
  void element(const IndexElement& before, IndexElement& after) const {
    operator_class(before.operator_class, after.operator_class);
    written_name(before.collation, after.collation);
    order(before.order, after.order);
    const auto* column = std::get_if<std::string>(&before.what);
    auto* other_column = std::get_if<std::string>(&after.what);
    if (column && other_column) name(*column, *other_column);
    const auto* text = std::get_if<Expression>(&before.what);
    auto* other_text = std::get_if<Expression>(&after.what);
    if (text && other_text) expression(*text, *other_text);
  }
  void default_value(const std::optional<DefaultValue>& before,
                     std::optional<DefaultValue>& after) const {
    if (!before || !after) return;
    const auto* text = std::get_if<Expression>(&*before);
    auto* other = std::get_if<Expression>(&*after);
    if (text && other && dialect_.same_default(*text, *other, around_)) *other = *text;
  }
  template <class T>
  void comment(const T& before, T& after) const {
    if (dialect_.comments() == Dialect::Comments::InText) after.comment = before.comment;
  }

 private:
  const Dialect& dialect_;
  Surroundings around_;
};

/// What only a model carries is no part of a difference.
template <class T>
void forget_rename(const T& before, T& after) {
  after.renamed_from = before.renamed_from;
}

}  // namespace

bool Equality::same_name(const std::string& a, const std::string& b) const {
  return a == b || dialect_.fold(a) == dialect_.fold(b);
}

bool Equality::same_name(const QualifiedName& a, const QualifiedName& b) const {
  return same_name(a.schema, b.schema) && same_name(a.name, b.name);
}

bool Equality::same(const Column& before, const Column& after) const {
  Leveller level(dialect_, {&after_, table_, &before.type});
  Column other = after;
  level.name(before.name, other.name);
  level.type(before.type, other.type);
  level.default_value(before.default_value, other.default_value);
  level.written_name(before.collation, other.collation);
  level.optional_name(before.not_null_name, other.not_null_name);
  level.comment(before, other);
  if (!before.nullable || !other.nullable) other.nullable = before.nullable;
  level.identity(before.identity, other.identity);
  if (before.generated && other.generated) {
    level.expression(before.generated->expression, other.generated->expression);
  }
  forget_rename(before, other);
  return before == other;
}

bool Equality::same(const PrimaryKey& before, const PrimaryKey& after) const {
  Leveller level(dialect_, {&after_, table_, nullptr});
  PrimaryKey other = after;
  level.part_name(before, other);
  level.key_columns(before.columns, other.columns);
  level.names(before.include, other.include);
  return before == other;
}

bool Equality::same(const Unique& before, const Unique& after) const {
  Leveller level(dialect_, {&after_, table_, nullptr});
  Unique other = after;
  level.part_name(before, other);
  level.key_columns(before.columns, other.columns);
  level.names(before.include, other.include);
  forget_rename(before, other);
  return before == other;
}

namespace {

/// A key that names no referenced columns means the referenced table's primary key.
std::vector<std::string> referenced_columns(const ForeignKey& key, const Schema& schema) {
  if (!key.referenced.empty()) return key.referenced;
  auto table = schema.tables.find(key.table);
  std::vector<std::string> columns;
  if (table == schema.tables.end() || !table->second.primary_key) return columns;
  for (const auto& column : table->second.primary_key->columns) columns.push_back(column.name);
  return columns;
}

}  // namespace

bool Equality::same(const ForeignKey& before, const ForeignKey& after) const {
  Leveller level(dialect_, {&after_, table_, nullptr});
  ForeignKey other = after;
  level.part_name(before, other);
  level.names(before.columns, other.columns);
  level.name(before.table, other.table);
  if (before.referenced.empty() != other.referenced.empty()) {
    auto wanted = referenced_columns(before, before_);
    other.referenced = referenced_columns(after, after_);
    level.names(wanted, other.referenced);
    if (wanted == other.referenced) other.referenced = before.referenced;
  }
  level.names(before.referenced, other.referenced);
  level.names(before.on_delete_columns, other.on_delete_columns);
  other.unchecked = before.unchecked;  // what the key points at says it, not the key
  forget_rename(before, other);
  return before == other;
}

bool Equality::same(const Check& before, const Check& after) const {
  Leveller level(dialect_, {&after_, table_, domain_type_});
  Check other = after;
  level.part_name(before, other);
  level.expression(before.expression, other.expression);
  forget_rename(before, other);
  return before == other;
}

bool Equality::same(const Exclusion& before, const Exclusion& after) const {
  Leveller level(dialect_, {&after_, table_, nullptr});
  Exclusion other = after;
  level.part_name(before, other);
  level.expression(before.where, other.where);
  for (std::size_t i = 0; i < before.elements.size() && i < other.elements.size(); ++i) {
    level.expression(before.elements[i].element, other.elements[i].element);
  }
  forget_rename(before, other);
  return before == other;
}

namespace {

/// A collation that an element has from its column anyway says nothing.
Index without_own_collations(Index index, const Table* table, const Dialect& dialect) {
  if (!table) return index;
  for (auto& element : index.elements) {
    const auto* name = std::get_if<std::string>(&element.what);
    if (!name || !element.collation) continue;
    auto same = [&](const Column& column) {
      return column.collation && dialect.fold(column.name) == dialect.fold(*name) &&
             dialect.fold(*column.collation) == dialect.fold(*element.collation);
    };
    if (std::any_of(table->columns.begin(), table->columns.end(), same)) element.collation.reset();
  }
  return index;
}

}  // namespace

bool Equality::same(const Index& one, const Index& after) const {
  Leveller level(dialect_, {&after_, table_, nullptr});
  Index before = without_own_collations(one, table_, dialect_);
  Index other = without_own_collations(after, table_, dialect_);
  if (other.named) {
    level.name(before.name, other.name);
  } else {
    other.name = before.name;
  }
  other.named = before.named;
  for (std::size_t i = 0; i < before.elements.size() && i < other.elements.size(); ++i) {
    level.element(before.elements[i], other.elements[i]);
  }
  level.expression(before.where, other.where);
  level.names(before.include, other.include);
  level.comment(before, other);
  forget_rename(before, other);
  return before == other;
}

bool Equality::same(const Trigger& before, const Trigger& after) const {
  Leveller level(dialect_, {&after_, table_, nullptr});
  Trigger other = after;
  level.name(before.name, other.name);
  level.names(before.update_columns, other.update_columns);
  level.expression(before.condition, other.condition);
  level.expression(before.execute, other.execute);
  if (before.body && other.body) level.body(*before.body, *other.body);
  forget_rename(before, other);
  return dialect_.completed(before) == dialect_.completed(other);
}

bool Equality::same(const Policy& before, const Policy& after) const {
  Leveller level(dialect_, {&after_, table_, nullptr});
  Policy other = after;
  level.expression(before.using_expression, other.using_expression);
  level.expression(before.check_expression, other.check_expression);
  return before == other;
}

bool Equality::same(const Table& before, const Table& after) const {
  return before == after || compare(before, after, *this).empty();
}

bool Equality::same(const VirtualTable& before, const VirtualTable& after) const {
  Leveller level(dialect_, {&after_, table_, nullptr});
  VirtualTable other = after;
  level.name(before.name, other.name);
  level.name(before.module, other.module);
  return before == other;
}

bool Equality::same(const View& before, const View& after) const {
  Leveller level(dialect_);
  View other = after;
  level.name(before.name, other.name);
  level.names(before.columns, other.columns);
  level.body(before.query, other.query);
  for (std::size_t i = 0; i < before.triggers.size() && i < other.triggers.size(); ++i) {
    if (same(before.triggers[i], other.triggers[i])) other.triggers[i] = before.triggers[i];
  }
  other.depends_on = before.depends_on;
  forget_rename(before, other);
  return before == other;
}

bool Equality::same(const MaterializedView& before, const MaterializedView& after) const {
  Leveller level(dialect_);
  MaterializedView other = after;
  level.name(before.name, other.name);
  level.names(before.columns, other.columns);
  level.body(before.query, other.query);
  for (std::size_t i = 0; i < before.indexes.size() && i < other.indexes.size(); ++i) {
    if (same(before.indexes[i], other.indexes[i])) other.indexes[i] = before.indexes[i];
  }
  other.depends_on = before.depends_on;
  forget_rename(before, other);
  return before == other;
}

bool Equality::same(const Domain& before, const Domain& after) const {
  Leveller level(dialect_, {&after_, nullptr, &before.type});
  Domain other = after;
  level.name(before.name, other.name);
  level.type(before.type, other.type);
  level.default_value(before.default_value, other.default_value);
  auto inside = within_domain(before.type);
  if (compare_checks(before.checks, other.checks, inside).empty()) other.checks = before.checks;
  forget_rename(before, other);
  return before == other;
}

bool Equality::same(const EnumType& before, const EnumType& after) const {
  EnumType other = after;
  Leveller(dialect_).name(before.name, other.name);
  other.renamed_values = before.renamed_values;
  forget_rename(before, other);
  return before == other;
}

bool Equality::same(const CompositeType& before, const CompositeType& after) const {
  Leveller level(dialect_);
  CompositeType other = after;
  level.name(before.name, other.name);
  for (std::size_t i = 0; i < before.fields.size() && i < other.fields.size(); ++i) {
    level.name(before.fields[i].name, other.fields[i].name);
    level.type(before.fields[i].type, other.fields[i].type);
    level.written_name(before.fields[i].collation, other.fields[i].collation);
  }
  forget_rename(before, other);
  return before == other;
}

bool Equality::same(const RangeType& before, const RangeType& after) const {
  Leveller level(dialect_);
  RangeType other = after;
  level.name(before.name, other.name);
  level.type(before.subtype, other.subtype);
  forget_rename(before, other);
  return before == other;
}

bool Equality::same(const Collation& before, const Collation& after) const {
  Collation other = after;
  Leveller(dialect_).name(before.name, other.name);
  forget_rename(before, other);
  return before == other;
}

bool Equality::same(const Sequence& before, const Sequence& after) const {
  Leveller level(dialect_);
  Sequence other = after;
  level.name(before.name, other.name);
  if (before.options.type && other.options.type) {
    level.type(*before.options.type, *other.options.type);
  }
  if (before.owner_table && other.owner_table) level.name(*before.owner_table, *other.owner_table);
  level.name(before.owner_column, other.owner_column);
  // One that goes with a column is as its table is.
  if (before.owner_table && other.owner_table) other.unlogged = before.unlogged;
  forget_rename(before, other);
  return before == other;
}

/// A version is asked for or not; a comment that nobody wrote is the extension's own.
bool Equality::same(const Extension& before, const Extension& after) const {
  Leveller level(dialect_);
  Extension other = after;
  level.name(before.name, other.name);
  if (!before.version || !other.version) other.version = before.version;
  if (!before.comment || !other.comment) other.comment = before.comment;
  return before == other;
}

bool Equality::same(const Namespace& before, const Namespace& after) const {
  Namespace other = after;
  Leveller(dialect_).name(before.name, other.name);
  if (!before.owner || !other.owner) other.owner = before.owner;
  forget_rename(before, other);
  return before == other;
}

}  // namespace athanor
