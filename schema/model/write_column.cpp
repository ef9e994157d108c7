#include <algorithm>

#include "schema/model/literal.hpp"
#include "schema/model/write_parts.hpp"
#include "schema/sql_text.hpp"

namespace athanor::model {
namespace {

/// A long form of a shorthand is only taken while its line can still be read.
constexpr std::size_t kLongestClause = 72;

/// Takes from a table's constraints what its columns can say.
class ShorthandTaker {
 public:
  explicit ShorthandTaker(const Table& table) : taken_{{}, table} {
    for (const auto& column : table.columns)
      columns_.emplace(ascii_lower(column.name), column.name);
  }

  Shorthands take() {
    Table& rest = taken_.rest;
    if (rest.primary_key && take_primary_key(*rest.primary_key)) rest.primary_key.reset();
    take_each(rest.uniques, [&](const Unique& unique) { return take_unique(unique); });
    take_each(rest.foreign_keys, [&](const ForeignKey& key) { return take_foreign_key(key); });
    take_each(rest.checks, [&](const Check& check) { return take_check(check); });
    take_each(rest.indexes, [&](const Index& index) { return take_index(index); });
    return std::move(taken_);
  }

 private:
  template <class T, class Take>
  static void take_each(std::vector<T>& objects, Take take) {
    std::vector<T> rest;
    for (auto& object : objects) {
      if (!take(object)) rest.push_back(std::move(object));
    }
    objects = std::move(rest);
  }

  bool has_column(const std::string& name) const {
    auto found = columns_.find(ascii_lower(name));
    return found != columns_.end() && found->second == name;
  }

  /// Whether a column can say `key`: it is there, and does not say it already.
  bool is_free(const std::string& column, const std::string& key) const {
    if (!has_column(column)) return false;
    auto said = taken_.by_column.find(column);
    if (said == taken_.by_column.end()) return true;
    const auto& entries = said->second.entries();
    return std::none_of(entries.begin(), entries.end(),
                        [&](const auto& entry) { return entry.first == key; });
  }

  /// `key = true`, or the clauses where they are short.
  bool say(const std::string& column, const std::string& key, const InlineTable& clauses) {
    if (!is_free(column, key)) return false;
    auto text = clauses.empty() ? "true" : clauses.text();
    if (text.size() > kLongestClause) return false;
    taken_.by_column[column].add(key, text);
    return true;
  }

  static void put_key_column(InlineTable& clauses, const KeyColumn& column) {
    put(clauses, "order", column.order, kOrderWords);
    put(clauses, "collation", column.collation);
  }

  bool take_primary_key(const PrimaryKey& key) {
    if (key.columns.size() != 1) return false;
    const KeyColumn& column = key.columns.front();
    PrimaryKey rest = key;
    rest.autoincrement = false;
    auto clauses = clauses_of(rest);
    put_key_column(clauses, column);
    if (!say(column.name, "primary_key", clauses)) return false;
    if (key.autoincrement) taken_.by_column[column.name].add("autoincrement", "true");
    return true;
  }

  bool take_unique(const Unique& unique) {
    if (unique.columns.size() != 1) return false;
    auto clauses = clauses_of(unique);
    put_key_column(clauses, unique.columns.front());
    return say(unique.columns.front().name, "unique", clauses);
  }

  bool take_foreign_key(const ForeignKey& key) {
    if (key.columns.size() != 1 || !is_free(key.columns.front(), "references")) return false;
    InlineTable& column = taken_.by_column[key.columns.front()];
    InlineTable short_form, all = clauses_of(key);
    put_reference_clauses(short_form, key);
    if (short_form.entries().size() == all.entries().size()) {
      column.add("references", toml_string(spell(Reference{key.table, key.referenced})));
      for (const auto& [name, value] : short_form.entries()) column.add(name, value);
      return true;
    }
    InlineTable long_form;
    long_form.add("table", toml_string(spell(key.table)));
    put(long_form, "columns", key.referenced);
    for (const auto& [name, value] : all.entries()) long_form.add(name, value);
    if (long_form.text().size() > kLongestClause) return false;
    column.add("references", long_form.text());
    return true;
  }

  /// A check is a column's where it speaks of that column alone.
  bool take_check(const Check& check) {
    const std::string* only = nullptr;
    for (const auto& token : scan_sql(check.expression.text)) {
      if (token.kind != SqlToken::Kind::Word && token.kind != SqlToken::Kind::QuotedName) continue;
      auto column = columns_.find(ascii_lower(token.text));
      if (column == columns_.end() || &column->second == only) continue;
      if (only) return false;
      only = &column->second;
    }
    if (!only || !is_free(*only, "check")) return false;
    auto text = spell_check(check);
    if (text.size() > kLongestClause) return false;
    taken_.by_column[*only].add("check", text);
    return true;
  }

  bool take_index(const Index& index) {
    if (index.elements.size() != 1) return false;
    const IndexElement& element = index.elements.front();
    const auto* column = std::get_if<std::string>(&element.what);
    if (!column) return false;
    auto clauses = clauses_of(index);
    put(clauses, "collation", element.collation);
    put(clauses, "operator_class", element.operator_class);
    put(clauses, "order", element.order, kOrderWords);
    put(clauses, "nulls", element.nulls, kNullsWords);
    return say(*column, "index", clauses);
  }

  Shorthands taken_;
  std::map<std::string, std::string> columns_;  ///< by name in lower case
};

bool in_primary_key(const Column& column, const Table& table) {
  if (!table.primary_key) return false;
  const auto& columns = table.primary_key->columns;
  return std::any_of(columns.begin(), columns.end(),
                     [&](const KeyColumn& key) { return key.name == column.name; });
}

std::string spell_identity(const Identity& identity) {
  InlineTable options;
  put(options, "sequence", identity.sequence_name);
  put_sequence_options(options, identity.sequence);
  bool always = identity.generation == Identity::Generation::Always;
  if (options.empty()) return always ? "\"always\"" : "true";
  InlineTable table;
  if (always) table.add("generation", "\"always\"");
  for (const auto& [key, value] : options.entries()) table.add(key, value);
  return table.text();
}

std::string spell_generated(const Generated& generated) {
  auto expression = toml_string(generated.expression.text);
  if (!generated.storage) return expression;
  InlineTable table;
  table.add("expression", expression);
  table.add("stored", *generated.storage == Generated::Storage::Stored ? "true" : "false");
  return table.text();
}

/// A nullable column of a primary key is what one dialect allows: the key implies NOT NULL
/// elsewhere.
bool nullable_is_own(const Column& column, const Table& table) {
  return column.nullable == true && in_primary_key(column, table);
}

void put_nullable(InlineTable& fields, const Column& column, const Table& table) {
  InlineTable clause;
  put(clause, "name", column.not_null_name);
  put(clause, "on_conflict", column.not_null_conflict, kConflictWords);
  if (!clause.empty() && column.nullable != false) {
    throw Error("a model file cannot hold a NOT NULL clause of the nullable column " + column.name);
  }
  if (!clause.empty()) {
    fields.add("nullable", clause.text());
  } else if (column.nullable && !nullable_is_own(column, table)) {
    fields.add("nullable", *column.nullable ? "true" : "false");
  }
}

void put_overrides(InlineTable& fields, const Column& column, const Table& table,
                   const std::string& dialect) {
  bool nullable = nullable_is_own(column, table);
  if ((nullable || column.native_type) && dialect.empty()) {
    throw Error("a model file needs a dialect for what only one has: column " + column.name);
  }
  if (column.native_type)
    fields.add(toml_key(dialect) + ".type", toml_string(spell_type(*column.native_type)));
  if (nullable) fields.add(toml_key(dialect) + ".nullable", "true");
}

}  // namespace

Shorthands take_shorthands(const Table& table) {
  return ShorthandTaker(table).take();
}

InlineTable fields_of(const Column& column, const Table& table, const InlineTable& shorthands,
                      const std::string& dialect) {
  InlineTable fields;
  fields.add("type", toml_string(spell_type(column.type)));
  put_nullable(fields, column, table);
  if (column.default_value) fields.add("default", spell_default(*column.default_value));
  if (column.generated) fields.add("generated", spell_generated(*column.generated));
  if (column.identity) fields.add("identity", spell_identity(*column.identity));
  for (const auto& [key, value] : shorthands.entries()) fields.add(key, value);
  put(fields, "collation", column.collation);
  put_overrides(fields, column, table, dialect);
  put(fields, "comment", column.comment);
  put(fields, "storage", column.storage);
  put(fields, "compression", column.compression);
  put(fields, "statistics", column.statistics);
  put(fields, "options", column.options);
  put(fields, "renamed_from", column.renamed_from);
  return fields;
}

}  // namespace athanor::model
