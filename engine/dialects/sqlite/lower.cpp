#include "engine/dialects/sqlite/lower.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

#include "engine/dialects/sqlite/keys.hpp"
#include "engine/dialects/sqlite/names.hpp"
#include "engine/dialects/sqlite/types.hpp"
#include "schema/sql_text.hpp"

namespace athanor::sqlite {
namespace {

/// Lowers one model. Every refusal says what SQLite lacks and how to keep the object off it.
class Lowering {
 public:
  Lowering(Schema model, Diagnostics& diagnostics)
      : model_(std::move(model)), diagnostics_(diagnostics) {}

  Schema run() {
    refuse_all(model_.composites);
    refuse_all(model_.ranges);
    refuse_all(model_.sequences);
    refuse_all(model_.materialized_views);
    refuse_all(model_.routines);
    refuse_all(model_.extensions);
    refuse_all(model_.collations);
    refuse_all(model_.namespaces);
    for (const auto& grant : model_.grants) refuse(grant.place, "grants", "on " + grant.on);
    for (auto& [name, table] : model_.tables) lower(std::move(table));
    for (const auto& [name, table] : model_.virtual_tables) put(out_.virtual_tables, table);
    for (const auto& [name, view] : model_.views) lower(view);
    return std::move(out_);
  }

 private:
  void refuse(const Place& place, std::string_view what, std::string_view where) {
    diagnostics_.error(place, fmt::format("SQLite has no {} ({})", what, where),
                       {"keep it to the other dialects with `dialects = [...]`, or with an "
                        "override under their name"});
  }

  template <class T>
  void refuse_all(const std::map<QualifiedName, T>& objects) {
    for (const auto& [name, object] : objects) {
      refuse(object.place, fmt::format("{}", plural(kind_name<T>)), display(name));
    }
  }

  static std::string plural(const char* kind) { return std::string(kind) + "s"; }

  QualifiedName lower_name(const QualifiedName& name, const Place& place) {
    if (name.schema.empty() || ascii_iequals(name.schema, "main")) return {"", name.name};
    refuse(place, "schemas", display(name));
    return name;
  }

  void lower(Table table) {
    table.name = lower_name(table.name, table.place);
    std::vector<bool> said;
    for (const auto& column : table.columns) said.push_back(column.nullable.has_value());
    for (auto& column : table.columns) lower(column, table);
    refuse_like_names(table);
    lower_keys(table);
    for (auto& check : table.checks) lower(check, table);
    for (auto& index : table.indexes) lower(index, table);
    for (auto& trigger : table.triggers) lower(trigger, table.name);
    refuse_table_parts(table);
    settle_rowid_alias(table, said);
    put(out_.tables, std::move(table));
  }

  /// Names that differ only by case are one to SQLite.
  void refuse_like_names(const Table& table) {
    std::map<std::string, const Column*> met;
    for (const auto& column : table.columns) {
      auto [first, fresh] = met.try_emplace(ascii_lower(column.name), &column);
      if (fresh) continue;
      const Place& place = first->second->place;
      diagnostics_.error(
          column.place,
          fmt::format("column \"{}\" differs from \"{}\" only by case, which is no difference to "
                      "SQLite",
                      column.name, first->second->name),
          {fmt::format("the first is at {}:{}:{}", place.source ? place.source->name : "",
                       place.line, place.column)});
    }
  }

  void refuse_table_parts(const Table& table) {
    auto where = display(table.name);
    for (const auto& exclusion : table.exclusions) {
      refuse(exclusion.place, "exclusion constraints", where);
    }
    for (const auto& policy : table.policies) refuse(policy.place, "policies", where);
    if (table.partition_by || !table.partitions.empty()) refuse(table.place, "partitions", where);
    if (!table.inherits.empty()) refuse(table.place, "inheritance", where);
    if (table.unlogged) refuse(table.place, "unlogged tables", where);
    if (!table.with.empty()) refuse(table.place, "storage parameters", where);
    if (table.tablespace) refuse(table.place, "tablespaces", where);
    if (table.access_method) refuse(table.place, "access methods", where);
    if (table.row_security || table.force_row_security) {
      refuse(table.place, "row security", where);
    }
    if (table.owner) refuse(table.place, "owners", where);
  }

  void lower(Column& column, Table& table) {
    auto where = fmt::format("{}.{}", display(table.name), column.name);
    if (!column.native_type && is_serial(column.type)) {
      column.type = parse_type("integer");
      column.identity = column.identity.value_or(Identity{});
    }
    if (column.identity) check_identity(column, table, where);
    column.identity.reset();
    column.type = lower_type_of(column, table, where);
    column.native_type.reset();
    if (column.default_value) column.default_value = lower_default(*column.default_value);
    if (column.generated && !column.generated->storage) {
      column.generated->storage = Generated::Storage::Virtual;
    }
    if (!is_key_column(table, column.name)) column.nullable = column.nullable.value_or(true);
    if (column.storage) refuse(column.place, "column storage", where);
    if (column.compression) refuse(column.place, "column compression", where);
    if (column.statistics) refuse(column.place, "statistics targets", where);
    if (!column.options.empty()) refuse(column.place, "column options", where);
  }

  static bool is_key_column(const Table& table, const std::string& name) {
    if (!table.primary_key) return false;
    for (const auto& column : table.primary_key->columns) {
      if (ascii_iequals(column.name, name)) return true;
    }
    return false;
  }

  DataType lower_type_of(const Column& model, Table& table, const std::string& where) {
    if (model.native_type) return *model.native_type;
    if (const auto* type = find(model_.enums, model.type)) {
      table.checks.push_back(enum_check(model.name, *type, model.place));
      return parse_type("TEXT");
    }
    if (const auto* domain = find(model_.domains, model.type)) {
      return lower_domain(*domain, model, table, where);
    }
    if (auto type = lower_type(model.type)) return *type;
    diagnostics_.error(model.place,
                       fmt::format("column \"{}\" has type \"{}\", which SQLite does not know",
                                   where, display(model.type)),
                       type_notes(model.type));
    return parse_type("TEXT");
  }

  std::vector<std::string> type_notes(const DataType& type) const {
    std::vector<std::string> known = {"smallint", "integer", "bigint", "boolean",   "real",
                                      "double",   "numeric", "text",   "varchar",   "char",
                                      "bytes",    "date",    "time",   "timestamp", "timestamptz",
                                      "interval", "uuid",    "json",   "jsonb"};
    for (const auto& [name, object] : model_.enums) known.push_back(display(name));
    for (const auto& [name, object] : model_.domains) known.push_back(display(name));
    auto notes = did_you_mean(display(type), known);
    notes.push_back("say how SQLite should store it: sqlite.type = \"text\"");
    return notes;
  }

  template <class T>
  static const T* find(const std::map<QualifiedName, T>& objects, const DataType& type) {
    auto found = objects.find(type.name);
    return found == objects.end() || type.dimensions > 0 ? nullptr : &found->second;
  }

  static Check enum_check(const std::string& column, const EnumType& type, const Place& place) {
    std::string values;
    for (const auto& value : type.values)
      values += (values.empty() ? "" : ", ") + quote_text(value);
    Check check;
    check.expression = {fmt::format("{} IN ({})", quote_name(column), values), place};
    check.place = place;
    return check;
  }

  /// A domain's rules become the column's own: its checks say VALUE where the column stands.
  DataType lower_domain(const Domain& domain, const Column& model, Table& table,
                        const std::string& where) {
    for (Check check : domain.checks) {
      check.name.reset();
      check.expression.text = value_to_column(check.expression.text, model.name);
      table.checks.push_back(std::move(check));
    }
    if (!domain.nullable) not_null_.insert({table.name, model.name});
    if (auto type = lower_type(domain.type)) return *type;
    diagnostics_.error(model.place,
                       fmt::format("column \"{}\" has a domain over \"{}\", which SQLite does not "
                                   "know",
                                   where, display(domain.type)),
                       type_notes(domain.type));
    return parse_type("TEXT");
  }

  static std::string value_to_column(const std::string& text, const std::string& column) {
    std::string out;
    std::size_t copied = 0;
    for (const auto& token : scan_sql(text)) {
      if (token.kind != SqlToken::Kind::Word || !ascii_iequals(token.text, "value")) continue;
      out += text.substr(copied, token.offset - copied) + quote_name(column);
      copied = token.offset + token.length;
    }
    return out + text.substr(copied);
  }

  /// `now()` is the one function that every model writes and SQLite spells otherwise.
  static DefaultValue lower_default(const DefaultValue& value) {
    if (const auto* literal = std::get_if<Literal>(&value)) {
      return Expression{literal_text(*literal), {}};
    }
    auto expression = std::get<Expression>(value);
    if (same_tokens(expression.text, "now()")) expression.text = "CURRENT_TIMESTAMP";
    return expression;
  }

  void check_identity(const Column& column, const Table& table, const std::string& where) {
    bool alone = table.primary_key && table.primary_key->columns.size() == 1 &&
                 ascii_iequals(table.primary_key->columns[0].name, column.name);
    std::optional<DataType> type = column.native_type;
    if (!type) type = lower_type(column.type);
    if (alone && type && is_rowid_type(*type) && !table.without_rowid) return;
    refuse(column.place, "identity but that of an integer primary key", where);
  }

  void lower_keys(Table& table) {
    auto where = display(table.name);
    if (table.primary_key) {
      auto& key = *table.primary_key;
      if (key.deferrable) refuse(key.place, "deferrable primary keys", where);
      if (!key.include.empty()) refuse(key.place, "INCLUDE columns", where);
      if (!key.with.empty()) refuse(key.place, "storage parameters", where);
      if (key.tablespace) refuse(key.place, "tablespaces", where);
      key.comment.reset();
    }
    for (auto& unique : table.uniques) {
      if (unique.deferrable) refuse(unique.place, "deferrable unique constraints", where);
      if (!unique.include.empty()) refuse(unique.place, "INCLUDE columns", where);
      if (!unique.nulls_distinct) refuse(unique.place, "NULLS NOT DISTINCT", where);
      if (!unique.with.empty()) refuse(unique.place, "storage parameters", where);
      if (unique.tablespace) refuse(unique.place, "tablespaces", where);
      unique.comment.reset();
    }
    for (auto& key : table.foreign_keys) {
      key.table = lower_name(key.table, key.place);
      if (!key.validated) refuse(key.place, "NOT VALID", where);
      if (!key.on_delete_columns.empty()) {
        refuse(key.place, "column lists of SET NULL and SET DEFAULT", where);
      }
      key.comment.reset();
    }
  }

  void lower(Check& check, const Table& table) {
    if (!check.inherit) refuse(check.place, "NO INHERIT", display(table.name));
    if (!check.validated) refuse(check.place, "NOT VALID", display(table.name));
    check.comment.reset();
  }

  void lower(Index& index, const Table& table) {
    if (index.name.empty()) {
      index.name = conventional_name(index, table);
      index.named = false;
    }
    auto where = fmt::format("index {}", index.name);
    bool btree = !index.method || ascii_iequals(*index.method, "btree");
    if (!btree) refuse(index.place, fmt::format("index method \"{}\"", *index.method), where);
    index.method.reset();
    if (!index.include.empty()) refuse(index.place, "INCLUDE columns", where);
    if (!index.nulls_distinct) refuse(index.place, "NULLS NOT DISTINCT", where);
    if (!index.with.empty()) refuse(index.place, "storage parameters", where);
    if (index.tablespace) refuse(index.place, "tablespaces", where);
    for (const auto& element : index.elements) {
      if (element.operator_class) refuse(index.place, "operator classes", where);
      if (element.nulls) refuse(index.place, "NULLS FIRST and NULLS LAST in indexes", where);
    }
  }

  /// `ix_table_column_column`, as SQLAlchemy names them; expressions count by their place.
  static std::string conventional_name(const Index& index, const Table& table) {
    auto name = "ix_" + table.name.name;
    std::size_t place = 0;
    for (const auto& element : index.elements) {
      ++place;
      const auto* column = std::get_if<std::string>(&element.what);
      name += "_" + (column ? *column : "expr" + std::to_string(place));
    }
    return name;
  }

  void lower(Trigger& trigger, const QualifiedName& on) {
    auto where = fmt::format("trigger {} on {}", trigger.name, display(on));
    if (!trigger.body) {
      diagnostics_.error(trigger.place, fmt::format("SQLite needs the body of {}", where),
                         {"write sqlite.body = \"...\", or keep the trigger to the other dialects "
                          "with `dialects = [...]`"});
    }
    if (trigger.level == Trigger::Level::Statement)
      refuse(trigger.place, "statement triggers", where);
    if (trigger.old_table || trigger.new_table) refuse(trigger.place, "transition tables", where);
    if (trigger.constraint || trigger.deferrable)
      refuse(trigger.place, "constraint triggers", where);
    if (trigger.enabled) refuse(trigger.place, "disabled triggers", where);
    if (trigger.events.size() != 1) refuse(trigger.place, "triggers for several events", where);
    trigger.execute.reset();  // the body stands in its place
    trigger.comment.reset();
  }

  void lower(const View& model) {
    View view = model;
    view.name = lower_name(model.name, model.place);
    if (!view.options.empty()) refuse(view.place, "view options", display(view.name));
    if (view.check_option) refuse(view.place, "CHECK OPTION", display(view.name));
    for (auto& trigger : view.triggers) lower(trigger, view.name);
    view.comment.reset();
    put(out_.views, std::move(view));
  }

  /// A primary key implies NOT NULL, which SQLite must be told (lang_createtable.html, "PRIMARY
  /// KEYs"), except of the rowid's alias, which is never NULL: there either will do.
  void settle_rowid_alias(Table& table, const std::vector<bool>& said) {
    const Column* alias = rowid_alias(table);
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      Column& column = table.columns[i];
      if (is_key_column(table, column.name) && !said[i] && &column != alias)
        column.nullable = false;
      if (not_null_.contains({table.name, column.name})) column.nullable = false;
    }
  }

  Schema model_;
  Diagnostics& diagnostics_;
  Schema out_;
  std::set<std::pair<QualifiedName, std::string>> not_null_;
};

}  // namespace

Schema lower(Schema model, Diagnostics& diagnostics) {
  return Lowering(std::move(model), diagnostics).run();
}

}  // namespace athanor::sqlite
