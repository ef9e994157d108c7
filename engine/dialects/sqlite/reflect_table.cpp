#include "engine/dialects/sqlite/reflect_table.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "engine/operations/batch_rebuild.hpp"
#include "schema/diagnostics.hpp"
#include "schema/overloaded.hpp"

namespace athanor::sqlite {
namespace {

using alembic::SaColumn;

alembic::SqlExpression text_expression(const std::string& sql) {
  return {alembic::SqlText{sql}, {}};
}

std::string upper(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

/// The class that stands for a declared type, by its name or by what the name has in it.
std::string class_of(const std::string& declared) {
  static const std::map<std::string, std::string> known = {
      {"BIGINT", "BIGINT"},     {"BLOB", "BLOB"},           {"BOOL", "BOOLEAN"},
      {"BOOLEAN", "BOOLEAN"},   {"CHAR", "CHAR"},           {"DATE", "DATE"},
      {"DATE_CHAR", "DATE"},    {"DATETIME", "DATETIME"},   {"DATETIME_CHAR", "DATETIME"},
      {"DOUBLE", "DOUBLE"},     {"DECIMAL", "DECIMAL"},     {"FLOAT", "FLOAT"},
      {"INT", "INTEGER"},       {"INTEGER", "INTEGER"},     {"JSON", "JSON"},
      {"JSONB", "JSONB"},       {"NUMERIC", "NUMERIC"},     {"REAL", "REAL"},
      {"SMALLINT", "SMALLINT"}, {"TEXT", "TEXT"},           {"TIME", "TIME"},
      {"TIME_CHAR", "TIME"},    {"TIMESTAMP", "TIMESTAMP"}, {"VARCHAR", "VARCHAR"},
      {"NVARCHAR", "NVARCHAR"}, {"NCHAR", "NCHAR"},
  };
  auto found = known.find(declared);
  if (found != known.end()) return found->second;
  auto has = [&](const char* part) { return declared.find(part) != std::string::npos; };
  if (has("INT")) return "INTEGER";
  if (has("CHAR") || has("CLOB") || has("TEXT")) return "TEXT";
  if (has("BLOB") || declared.empty()) return "NullType";
  return has("REAL") || has("FLOA") || has("DOUB") ? "REAL" : "NUMERIC";
}

std::size_t argument_limit(const std::string& type_class) {
  for (const char* each : {"CHAR", "TEXT", "VARCHAR", "NVARCHAR", "NCHAR"}) {
    if (type_class == each) return 1;
  }
  return type_class == "NUMERIC" || type_class == "DECIMAL" ? 2 : 0;
}

alembic::SaType type_of(const DataType& type) {
  alembic::SaType made;
  made.name = class_of(upper(type.name.name));
  made.module = made.name == "JSONB" ? "sqlalchemy.dialects.sqlite" : "sqlalchemy";
  if (type.modifiers.size() > argument_limit(made.name)) return made;
  for (const auto& modifier : type.modifiers) {
    made.arguments.push_back({alembic::Constant{alembic::ConstantInteger{modifier}}, {}});
  }
  return made;
}

/// Alembic puts parentheses around what it does not take for a literal: one digit, a string.
std::string guarded(const std::string& text) {
  auto is_between = [&](char open, char close) {
    return text.size() > 2 && text.front() == open && text.back() == close;
  };
  bool is_digit = text.size() == 1 && (text[0] == '.' || (text[0] >= '0' && text[0] <= '9'));
  if (text.empty() || is_digit || is_between('\'', '\'') || is_between('(', ')')) return text;
  return '(' + text + ')';
}

SaColumn reflected(const Column& column) {
  SaColumn made;
  made.name = column.name;
  made.type = type_of(column.type);
  made.nullable = column.nullable.value_or(true);
  if (column.default_value) {
    const auto& value = std::get<Expression>(*column.default_value);
    made.server_default = text_expression(guarded(value.text));
  }
  if (column.generated) {
    made.server_default =
        alembic::SaComputed{text_expression(column.generated->expression.text),
                            column.generated->storage == Generated::Storage::Stored,
                            {}};
  }
  return made;
}

std::optional<alembic::ItemName> item_name(const std::optional<std::string>& name, bool named) {
  if (!name || !named) return std::nullopt;
  return alembic::ItemName{*name, true, {}};
}

std::vector<std::string> names_of(const std::vector<KeyColumn>& columns) {
  std::vector<std::string> names;
  for (const auto& column : columns) names.push_back(column.name);
  return names;
}

std::optional<std::string> phrase(ReferenceAction action) {
  switch (action) {
    case ReferenceAction::NoAction:
      return std::nullopt;
    case ReferenceAction::Restrict:
      return "RESTRICT";
    case ReferenceAction::Cascade:
      return "CASCADE";
    case ReferenceAction::SetNull:
      return "SET NULL";
    case ReferenceAction::SetDefault:
      return "SET DEFAULT";
  }
  return std::nullopt;
}

/// The columns that a key references, those of the primary key where it names none.
std::vector<std::string> referenced_columns(const ForeignKey& key, const Schema& now) {
  if (!key.referenced.empty()) return key.referenced;
  auto table = now.tables.find(key.table);
  if (table == now.tables.end() || !table->second.primary_key) return key.columns;
  return names_of(table->second.primary_key->columns);
}

alembic::SaForeignKeyConstraint reflected(const ForeignKey& key, const Schema& now) {
  alembic::SaForeignKeyConstraint made;
  made.name = item_name(key.name, key.named);
  made.columns = key.columns;
  auto table = key.table.schema.empty() ? key.table.name : key.table.schema + '.' + key.table.name;
  for (const auto& column : referenced_columns(key, now)) {
    made.targets.push_back(table + '.' + column);
  }
  made.rules.on_delete = phrase(key.on_delete);
  made.rules.on_update = phrase(key.on_update);
  if (key.deferrable) made.rules.deferrable = true;
  if (key.deferrable == Deferrable::InitiallyDeferred) made.rules.initially = "DEFERRED";
  return made;
}

std::optional<alembic::SaIndex> reflected(const Index& index) {
  alembic::SaIndex made;
  made.name = alembic::ItemName{index.name, true, {}};
  made.unique = index.unique;
  for (const auto& element : index.elements) {
    const auto* column = std::get_if<std::string>(&element.what);
    if (!column) return std::nullopt;
    made.elements.emplace_back(*column);
  }
  if (index.where) {
    made.keywords.push_back({"sqlite_where", {text_expression(index.where->text), {}}});
  }
  return made;
}

const Table& table_of(const alembic::TableName& name, const Schema& now) {
  auto schema = name.schema.value_or("");
  auto found = std::find_if(now.tables.begin(), now.tables.end(), [&](const auto& entry) {
    return entry.first.schema == (schema == "main" ? "" : schema) &&
           ascii_iequals(entry.first.name, name.name);
  });
  if (found == now.tables.end()) throw Error(name.name);
  return found->second;
}

void add_constraints(alembic::SaTable& made, const Table& table, const Schema& now) {
  if (table.primary_key) {
    alembic::SaPrimaryKeyConstraint key;
    key.name = item_name(table.primary_key->name, table.primary_key->named);
    key.columns = names_of(table.primary_key->columns);
    made.items.emplace_back(std::move(key));
  }
  for (const auto& key : table.foreign_keys) made.items.emplace_back(reflected(key, now));
  for (const auto& unique : table.uniques) {
    alembic::SaUniqueConstraint each;
    each.name = item_name(unique.name, unique.named);
    each.columns = names_of(unique.columns);
    made.items.emplace_back(std::move(each));
  }
  for (const auto& check : table.checks) {
    alembic::SaCheck each{text_expression(check.expression.text), {}, {}, {}, {}, {}};
    each.name = item_name(check.name, check.named);
    made.items.emplace_back(std::move(each));
  }
}

void add_options(alembic::SaTable& made, const Table& table) {
  auto flag = [](bool value) { return alembic::Argument{alembic::Constant{value}, {}}; };
  if (table.without_rowid) made.keywords.push_back({"sqlite_with_rowid", flag(false)});
  if (table.strict) made.keywords.push_back({"sqlite_strict", flag(true)});
}

/// A column of `reflect_args` stands in place of the one that was reflected.
void replace(std::vector<alembic::TableItem>& items, const alembic::TableItem& given) {
  const auto* column = std::get_if<SaColumn>(&given);
  for (auto& item : items) {
    auto* there = std::get_if<SaColumn>(&item);
    if (column && there && there->name == column->name) {
      item = given;
      return;
    }
  }
  items.push_back(given);
}

void check_keywords(const alembic::Keywords& keywords) {
  for (const auto& keyword : keywords) {
    if (keyword.name == "resolve_fks" || keyword.name == "extend_existing") continue;
    throw Error(fmt::format("reflect_kwargs has '{}', which is not read", keyword.name));
  }
}

}  // namespace

operations::TableModel reflect_table(const alembic::BatchAlterTable& batch, const Schema& now,
                                     const operations::TypeCompiler& types) {
  check_keywords(batch.reflect_keywords);
  const auto& table = table_of(batch.table, now);
  alembic::SaTable made;
  made.name = batch.table.name;
  made.schema = batch.table.schema;
  for (const auto& column : table.columns) made.items.emplace_back(reflected(column));
  for (const auto& item : batch.reflect_args) replace(made.items, item);
  add_constraints(made, table, now);
  for (const auto& index : table.indexes) {
    if (auto each = reflected(index)) made.items.emplace_back(std::move(*each));
  }
  add_options(made, table);
  auto model = operations::model_of(made, types);
  operations::apply_naming_convention(model, batch.naming_convention);
  return model;
}

}  // namespace athanor::sqlite
