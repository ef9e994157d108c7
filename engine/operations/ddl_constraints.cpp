#include <fmt/format.h>
#include <fmt/ranges.h>

#include "engine/operations/ddl_compiler.hpp"
#include "schema/diagnostics.hpp"
#include "schema/overloaded.hpp"

namespace athanor::operations {

std::string DdlCompiler::preamble(const std::optional<alembic::ItemName>& name) const {
  return name ? fmt::format("CONSTRAINT {} ", names_.item(*name)) : std::string();
}

std::string DdlCompiler::deferrability(std::optional<bool> deferrable,
                                       const std::optional<std::string>& initially) const {
  std::string text;
  if (deferrable) text += *deferrable ? " DEFERRABLE" : " NOT DEFERRABLE";
  if (initially) text += " INITIALLY " + checked_phrase(*initially);
  return text;
}

std::string DdlCompiler::column_list(const TableModel& table,
                                     const std::vector<std::string>& columns) const {
  std::vector<std::string> names;
  for (const auto& name : columns) {
    const auto* column = table.find(name);
    names.push_back(column ? names_.column(column->item) : names_.quote(name));
  }
  return fmt::format("{}", fmt::join(names, ", "));
}

std::string DdlCompiler::primary_key_text(const TableModel& table) const {
  const auto& key = table.primary_key;
  auto columns = key.columns;
  if (table.key_is == TableModel::Key::OfColumns) {
    if (const auto* first = autoincrement_column(table, types_)) {
      std::erase(columns, first->item.name);
      columns.insert(columns.begin(), first->item.name);
    }
  }
  return preamble(key.name) + fmt::format("PRIMARY KEY ({})", column_list(table, columns)) +
         key_inclusions(key.keywords) + deferrability(key.deferrable, key.initially) +
         constraint_end(table, Part::PrimaryKey, key.keywords, key.columns);
}

std::string DdlCompiler::unique(const TableModel& table,
                                const alembic::SaUniqueConstraint& unique) const {
  return preamble(unique.name) +
         fmt::format("UNIQUE {}({})", unique_modifier(unique.keywords),
                     column_list(table, unique.columns)) +
         key_inclusions(unique.keywords) + deferrability(unique.deferrable, unique.initially) +
         constraint_end(table, Part::Unique, unique.keywords, unique.columns);
}

std::string DdlCompiler::check(const TableModel& table, const alembic::SaCheck& check,
                               Part part) const {
  return preamble(check.name) + fmt::format("CHECK ({})", expressions_.text(check.condition)) +
         deferrability(check.deferrable, check.initially) +
         constraint_end(table, part, check.keywords, {});
}

std::string DdlCompiler::type_check(const TableModel& table, const TypeCheck& check) const {
  std::vector<std::string> values;
  for (const auto& value : check.values) values.push_back(literals_.text(value, nullptr));
  return preamble(check.name) + fmt::format("CHECK ({} IN ({}))",
                                            column_list(table, {check.column}),
                                            fmt::join(values, ", "));
}

std::string DdlCompiler::on_delete(const std::string& phrase) const {
  return checked_phrase(phrase);
}

std::string DdlCompiler::remote_table(const alembic::TableName& table) const {
  return names_.table(table);
}

std::string DdlCompiler::key_rules(const alembic::KeyRules& rules) const {
  std::string text;
  if (rules.match) text += " MATCH " + checked_phrase(*rules.match);
  if (rules.on_delete) text += " ON DELETE " + on_delete(*rules.on_delete);
  if (rules.on_update) text += " ON UPDATE " + checked_phrase(*rules.on_update);
  return text + deferrability(rules.deferrable, rules.initially);
}

std::optional<std::string> DdlCompiler::foreign_key(
    const TableModel& table, const alembic::SaForeignKeyConstraint& key) const {
  if (key.targets.size() != key.columns.size() || key.columns.empty()) {
    throw Error(
        "ForeignKeyConstraint number of constrained columns must match the number of referenced "
        "columns.");
  }
  if (leaves_out(table, key)) return std::nullopt;
  std::vector<std::string> referenced;
  for (std::size_t i = 0; i < key.targets.size(); ++i) {
    referenced.push_back(names_.quote(key_target(key.targets[i]).column.value_or(key.columns[i])));
  }
  return preamble(key.name) +
         fmt::format("FOREIGN KEY({}) REFERENCES {} ({})", column_list(table, key.columns),
                     remote_table(key_target(key.targets.front()).table),
                     fmt::join(referenced, ", ")) +
         key_rules(key.rules) + constraint_end(table, Part::ForeignKey, key.keywords, key.columns);
}

std::string DdlCompiler::exclude(const TableModel&, const alembic::SaExcludeConstraint&) const {
  throw Error("Compiler can't render element of type ExcludeConstraint");
}

std::optional<std::string> DdlCompiler::constraint(const TableModel& table,
                                                   const TableConstraint& constraint) const {
  using Text = std::optional<std::string>;
  return std::visit(
      overloaded{
          [&](const alembic::SaUniqueConstraint& unique_constraint) -> Text {
            if (unique_constraint.columns.empty()) return std::nullopt;
            return unique(table, unique_constraint);
          },
          [&](const alembic::SaForeignKeyConstraint& key) -> Text {
            return foreign_key(table, key);
          },
          [&](const alembic::SaCheck& each) -> Text { return check(table, each, Part::Check); },
          [&](const alembic::SaExcludeConstraint& each) -> Text { return exclude(table, each); },
          [&](const TypeCheck& each) -> Text { return type_check(table, each); },
      },
      constraint);
}

std::string DdlCompiler::index_elements(const alembic::SaIndex& index) const {
  std::vector<std::string> parts;
  for (const auto& element : index.elements) {
    parts.push_back(std::visit(
        overloaded{
            [&](const std::string& column) { return names_.quote(column); },
            [&](const alembic::SqlExpression& expression) { return expressions_.text(expression); },
        },
        element));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

}  // namespace athanor::operations
