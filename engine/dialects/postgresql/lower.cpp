#include "engine/dialects/postgresql/lower.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/dialects/postgresql/conventions.hpp"
#include "engine/dialects/postgresql/literal.hpp"
#include "engine/dialects/postgresql/serial.hpp"
#include "engine/dialects/postgresql/types.hpp"
#include "schema/sql_text.hpp"

namespace athanor::postgresql {
namespace {

QualifiedName without_public(QualifiedName name) {
  if (name.schema == "public") name.schema.clear();
  return name;
}

/// Lowers one model. Every refusal says what PostgreSQL lacks and how to keep the object off it.
class Lowering {
 public:
  Lowering(Schema model, Diagnostics& diagnostics)
      : model_(std::move(model)), diagnostics_(diagnostics) {}

  Schema run() {
    move_named(model_.namespaces, out_.namespaces);
    move_named(model_.extensions, out_.extensions);
    move_named(model_.collations, out_.collations);
    move_named(model_.enums, out_.enums);
    move_types();
    move_named(model_.sequences, out_.sequences);
    for (auto& [name, sequence] : out_.sequences) lower(sequence);
    move_named(model_.tables, out_.tables);
    for (auto& [name, table] : out_.tables) lower(table);
    settle_references();
    name_everything();
    refuse_later_kinds();
    return std::move(out_);
  }

 private:
  void refuse(const Place& place, std::string_view what, std::string_view where) {
    diagnostics_.error(place, fmt::format("PostgreSQL has no {} ({})", what, where),
                       {"keep it to the other dialects with an override under their name, or with "
                        "`dialects = [...]`"});
  }
  void not_yet(const Place& place, std::string_view what, std::string_view where) {
    diagnostics_.error(
        place, fmt::format("{}: {} on PostgreSQL are not part of this version", where, what),
        {"keep it to the other dialects with `dialects = [...]`"});
  }

  template <class T>
  static void move_named(std::map<QualifiedName, T>& from, std::map<QualifiedName, T>& to) {
    for (auto& [key, object] : from) {
      object.name = without_public(object.name);
      if (object.name.schema.empty() && std::is_same_v<T, Namespace> &&
          object.name.name == "public") {
        continue;  // it is always there
      }
      put(to, std::move(object));
    }
  }

  void move_types() {
    move_named(model_.composites, out_.composites);
    move_named(model_.ranges, out_.ranges);
    move_named(model_.domains, out_.domains);
    for (auto& [name, type] : out_.composites) {
      for (auto& field : type.fields) field.type = lower_type(field.type);
    }
    for (auto& [name, type] : out_.ranges) type.subtype = lower_type(type.subtype);
    for (auto& [name, domain] : out_.domains) lower(domain);
  }

  void lower(Domain& domain) {
    domain.type = lower_type(domain.type);
    lower_default(domain.default_value, domain.type);
    Table named;  // a domain's checks are named as a table's are
    named.name = {"", domain.name.name};
    named.checks = std::move(domain.checks);
    std::set<std::string> taken;
    name_unnamed(named, taken);
    domain.checks = std::move(named.checks);
  }

  void lower(Sequence& sequence) {
    if (sequence.options.type) sequence.options.type = lower_type(*sequence.options.type);
    if (sequence.options.type == DataType{{"", "bigint"}, {}, 0}) sequence.options.type.reset();
    drop_defaults(sequence.options);
    if (sequence.owner_table) sequence.owner_table = without_public(*sequence.owner_table);
  }

  /// sql-createsequence.html: what an absent clause means is left absent.
  static void drop_defaults(SequenceOptions& options) {
    if (options.increment == 1) options.increment.reset();
    if (options.cache == 1) options.cache.reset();
    bool rising = options.increment.value_or(1) > 0;
    if (rising && options.minimum == 1) options.minimum.reset();
    if (!rising && options.maximum == -1) options.maximum.reset();
    auto first = rising ? options.minimum.value_or(1) : options.maximum.value_or(-1);
    if (options.start == first) options.start.reset();
  }

  void lower(Table& table) {
    auto where = display(table.name);
    std::vector<bool> said;
    for (const auto& column : table.columns) said.push_back(column.nullable.has_value());
    for (auto& column : table.columns) lower(column, table);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (is_key_column(table, table.columns[i].name)) table.columns[i].nullable = false;
    }
    if (table.strict) refuse(table.place, "STRICT tables", where);
    if (table.without_rowid) refuse(table.place, "WITHOUT ROWID tables", where);
    for (auto& parent : table.inherits) parent = without_public(parent);
    lower_keys(table);
    for (auto& check : table.checks) refuse_conflict(check.on_conflict, check.place, where);
    for (auto& index : table.indexes) lower(index);
    for (const auto& trigger : table.triggers) not_yet(trigger.place, "triggers", where);
    for (const auto& policy : table.policies) not_yet(policy.place, "policies", where);
    if (table.row_security || table.force_row_security) {
      not_yet(table.place, "row security", where);
    }
    if (table.partition_by || !table.partitions.empty()) {
      not_yet(table.place, "partitions", where);
    }
  }

  static bool is_key_column(const Table& table, const std::string& name) {
    if (!table.primary_key) return false;
    const auto& columns = table.primary_key->columns;
    return std::any_of(columns.begin(), columns.end(),
                       [&](const KeyColumn& column) { return column.name == name; });
  }

  void lower(Column& column, const Table& table) {
    auto where = fmt::format("{}.{}", display(table.name), column.name);
    auto written = column.native_type ? *column.native_type : column.type;
    column.native_type.reset();
    refuse_conflict(column.not_null_conflict, column.place, where);
    column.not_null_name.reset();
    if (auto integer = serial_type(written)) {
      if (column.default_value || column.identity || column.generated) {
        diagnostics_.error(column.place,
                           fmt::format("column \"{}\" is serial and has another origin of its "
                                       "values",
                                       where));
      }
      put(out_.sequences, expand_serial(column, *integer, table.name));
      return;
    }
    column.type = lower_type(written);
    lower_default(column.default_value, column.type);
    column.nullable = column.nullable.value_or(true) && !column.identity;
    if (column.identity) lower(*column.identity, column.type);
    if (column.generated) {
      if (column.generated->storage == Generated::Storage::Virtual) {
        diagnostics_.error(column.place,
                           fmt::format("PostgreSQL stores generated columns, and \"{}\" says "
                                       "virtual",
                                       where),
                           {"say otherwise for PostgreSQL alone: postgresql.generated = { "
                            "expression = \"...\", stored = true }"});
      }
      column.generated->storage = Generated::Storage::Stored;
    }
    if (column.storage) column.storage = ascii_lower(*column.storage);
    if (column.compression) column.compression = ascii_lower(*column.compression);
  }

  void lower(Identity& identity, const DataType& type) {
    if (identity.sequence.type && postgresql::lower_type(*identity.sequence.type) == type) {
      identity.sequence.type.reset();
    }
    drop_defaults(identity.sequence);
    if (identity.sequence_name) identity.sequence_name = without_public(*identity.sequence_name);
  }

  /// Names of the model's own types, then those that PostgreSQL has, then anything as written.
  DataType lower_type(const DataType& model) const {
    DataType type = model;
    type.name = without_public(type.name);
    if (out_.enums.contains(type.name) || out_.composites.contains(type.name) ||
        out_.ranges.contains(type.name) || out_.domains.contains(type.name)) {
      type.dimensions = std::min(type.dimensions, 1);
      return type;
    }
    return postgresql::lower_type(type);
  }

  /// DEFAULT NULL is none, except that of a type with a length or a precision, where the server
  /// keeps the call that would hold the value to it.
  static void lower_default(std::optional<DefaultValue>& value, const DataType& type) {
    if (!value) return;
    if (const auto* literal = std::get_if<Literal>(&*value)) {
      value = Expression{literal_text(*literal, type), {}};
    }
    auto& text = std::get<Expression>(*value).text;
    if (!ascii_iequals(text, "null")) return;
    if (type.modifiers.empty() || type.dimensions > 0 || !type.name.schema.empty()) {
      value.reset();
    } else {
      text = "NULL::" + (type.name.name == "character" ? "bpchar" : type.name.name);
    }
  }

  void refuse_conflict(const std::optional<ConflictAction>& action, const Place& place,
                       std::string_view where) {
    if (action) refuse(place, "ON CONFLICT clauses of constraints", where);
  }

  void refuse_key_columns(const std::vector<KeyColumn>& columns, const Place& place,
                          std::string_view where) {
    for (const auto& column : columns) {
      if (column.collation) refuse(place, "collations in keys", where);
      if (column.order == SortOrder::Descending) refuse(place, "descending keys", where);
    }
  }

  void lower_keys(Table& table) {
    auto where = display(table.name);
    if (table.primary_key) {
      auto& key = *table.primary_key;
      if (key.autoincrement) refuse(key.place, "AUTOINCREMENT", where);
      refuse_conflict(key.on_conflict, key.place, where);
      refuse_key_columns(key.columns, key.place, where);
      for (auto& column : key.columns) column.order.reset();
    }
    for (auto& unique : table.uniques) {
      refuse_conflict(unique.on_conflict, unique.place, where);
      refuse_key_columns(unique.columns, unique.place, where);
      for (auto& column : unique.columns) column.order.reset();
    }
    for (auto& key : table.foreign_keys) key.table = without_public(key.table);
    for (auto& exclusion : table.exclusions) exclusion.method = ascii_lower(exclusion.method);
  }

  static void lower(Index& index) {
    if (index.method) index.method = ascii_lower(*index.method);
    if (index.method == "btree") index.method.reset();
    for (auto& element : index.elements) {
      if (element.order == SortOrder::Ascending) element.order.reset();
      bool falling = element.order == SortOrder::Descending;
      if (element.nulls == (falling ? NullsOrder::First : NullsOrder::Last)) element.nulls.reset();
    }
  }

  void settle_references() {
    for (auto& [name, table] : out_.tables) {
      for (auto& key : table.foreign_keys) {
        auto other = out_.tables.find(key.table);
        if (key.unchecked) refuse(key.place, "foreign keys without a key behind", display(name));
        bool by_key = key.referenced.empty() && other != out_.tables.end();
        if (!by_key || !other->second.primary_key) continue;
        for (const auto& column : other->second.primary_key->columns) {
          key.referenced.push_back(column.name);
        }
      }
    }
  }

  void name_everything() {
    std::map<std::string, std::set<std::string>> taken;  // names of relations, by schema
    auto take = [&](const auto& objects) {
      for (const auto& [name, object] : objects) taken[name.schema].insert(name.name);
    };
    take(out_.tables);
    take(out_.sequences);
    for (const auto& [name, table] : out_.tables) {
      auto& names = taken[name.schema];
      if (table.primary_key && table.primary_key->name) names.insert(*table.primary_key->name);
      for (const auto& part : table.uniques) names.insert(part.name.value_or(name.name));
      for (const auto& part : table.exclusions) names.insert(part.name.value_or(name.name));
      for (const auto& part : table.indexes) names.insert(part.name);
    }
    for (auto& [name, table] : out_.tables) name_unnamed(table, taken[name.schema]);
  }

  void refuse_later_kinds() {
    for (const auto& [name, object] : model_.virtual_tables) {
      refuse(object.place, "virtual tables", display(name));
    }
    for (const auto& [name, object] : model_.views) not_yet(object.place, "views", display(name));
    for (const auto& [name, object] : model_.materialized_views) {
      not_yet(object.place, "materialized views", display(name));
    }
    for (const auto& [name, object] : model_.routines) {
      not_yet(object.place, "functions", display(name));
    }
    for (const auto& grant : model_.grants) not_yet(grant.place, "grants", "on " + grant.on);
  }

  Schema model_;
  Diagnostics& diagnostics_;
  Schema out_;
};

}  // namespace

Schema lower(Schema model, Diagnostics& diagnostics) {
  return Lowering(std::move(model), diagnostics).run();
}

}  // namespace athanor::postgresql
