#include "engine/dialects/sqlite/operation_ddl.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "engine/operations/arguments.hpp"
#include "schema/diagnostics.hpp"

namespace athanor::sqlite {
namespace {

using alembic::find_keyword;
using operations::ModelColumn;
using operations::TableModel;

bool flag(const alembic::Keywords& keywords, std::string_view name, bool otherwise) {
  return operations::flag_argument(find_keyword(keywords, name), name).value_or(otherwise);
}

std::optional<std::string> conflict(const alembic::Keywords& keywords, std::string_view name) {
  return operations::text_argument(find_keyword(keywords, name), name);
}

std::string on_conflict(const std::optional<std::string>& action) {
  return action ? " ON CONFLICT " + *action : std::string();
}

bool has_key(const TableModel& table, const std::string& column) {
  return std::any_of(
      table.constraints.begin(), table.constraints.end(), [&](const auto& constraint) {
        const auto* key = std::get_if<alembic::SaForeignKeyConstraint>(&constraint);
        return key && std::count(key->columns.begin(), key->columns.end(), column) > 0;
      });
}

/// SQLAlchemy's `re.match('^\s*[\'"\(]', text)` and `re.match('.*\W.*', text)`.
bool needs_parentheses(const std::string& text) {
  auto first = text.find_first_not_of(" \t\n\r\f\v");
  if (first != text.npos && std::string_view("'\"(").find(text[first]) != std::string_view::npos) {
    return false;
  }
  auto line = text.substr(0, text.find('\n') == text.npos ? text.size() : text.find('\n') + 1);
  return std::any_of(line.begin(), line.end(), [](char c) {
    return !((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
             c == '_' || (static_cast<unsigned char>(c) & 0x80));
  });
}

}  // namespace

bool OperationDdl::counts_up(const TableModel& table, const ModelColumn& column) const {
  if (!column.primary_key || !flag(table.keywords, "sqlite_autoincrement", false)) return false;
  if (table.primary_key.columns.size() != 1 || !column.item.type) return false;
  return types().bound(*column.item.type).type_class->affinity == "Integer" &&
         !has_key(table, column.item.name);
}

std::string OperationDdl::specification(const TableModel& table, const ModelColumn& column) const {
  const auto& item = column.item;
  static const alembic::SaType unknown{"sqlalchemy", "NullType", {}, {}, {}, {}};
  auto text = names().column(item) + ' ' + types().text(item.type ? *item.type : unknown);
  if (item.server_default) {
    if (auto value = default_text(*item.server_default)) {
      text += needs_parentheses(*value) ? " DEFAULT (" + *value + ')' : " DEFAULT " + *value;
    }
  }
  if (!column.nullable) {
    text += " NOT NULL" + on_conflict(conflict(item.keywords, "sqlite_on_conflict_not_null"));
  }
  if (column.primary_key && item.autoincrement == alembic::Autoincrement::Yes &&
      table.primary_key.columns.size() != 1) {
    throw Error("SQLite does not support autoincrement for composite primary keys");
  }
  if (counts_up(table, column)) {
    text += " PRIMARY KEY" +
            on_conflict(conflict(item.keywords, "sqlite_on_conflict_primary_key")) +
            " AUTOINCREMENT";
  }
  if (const auto* made =
          item.server_default ? std::get_if<alembic::SaComputed>(&*item.server_default) : nullptr) {
    text += ' ' + computed(*made);
  }
  return text;
}

std::optional<std::string> OperationDdl::primary_key(const TableModel& table) const {
  const auto& columns = table.primary_key.columns;
  if (columns.empty()) return std::nullopt;
  const auto* only = columns.size() == 1 ? table.find(columns.front()) : nullptr;
  if (only && counts_up(table, *only)) return std::nullopt;
  return primary_key_text(table);
}

std::string OperationDdl::constraint_end(const TableModel& table, Part part,
                                         const alembic::Keywords& keywords,
                                         const std::vector<std::string>& columns) const {
  if (part == Part::ForeignKey) return {};
  auto action = conflict(keywords, "sqlite_on_conflict");
  if (part == Part::ColumnCheck) {
    if (!action) return {};
    throw Error("SQLite does not support on conflict clause for column check constraint");
  }
  const auto* only = columns.size() == 1 ? table.find(columns.front()) : nullptr;
  if (!action && only) {
    action =
        conflict(only->item.keywords, part == Part::PrimaryKey ? "sqlite_on_conflict_primary_key"
                                                               : "sqlite_on_conflict_unique");
  }
  return on_conflict(action);
}

std::string OperationDdl::remote_table(const alembic::TableName& table) const {
  return names().quote(table.name);
}

bool OperationDdl::leaves_out(const TableModel& table,
                              const alembic::SaForeignKeyConstraint& key) const {
  // A key cannot reach into another database file.
  auto target = operations::key_target(key.targets.front());
  return target.table.schema.value_or("") != table.name.schema.value_or("");
}

std::string OperationDdl::table_options(const TableModel& table) const {
  std::string text;
  if (!flag(table.keywords, "sqlite_with_rowid", true)) text = "\n WITHOUT ROWID";
  if (flag(table.keywords, "sqlite_strict", false))
    text += text.empty() ? "\n STRICT" : ",\n STRICT";
  return text;
}

std::string OperationDdl::create_index(const alembic::TableName& table,
                                       const alembic::SaIndex& index, Guard guard) const {
  if (!index.name) throw Error("CREATE INDEX requires that the index have a name");
  std::string text = index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
  if (guard == Guard::IfNotExists) text += "IF NOT EXISTS ";
  if (table.schema && !table.schema->empty()) text += names().quote(*table.schema) + '.';
  text += fmt::format("{} ON {} ({})", names().item(*index.name), names().quote(table.name),
                      index_elements(index));
  auto where =
      operations::expression_argument(find_keyword(index.keywords, "sqlite_where"), "sqlite_where");
  return where ? text + " WHERE " + expressions().text(*where) : text;
}

std::string OperationDdl::drop_index(const alembic::DropIndex& operation) const {
  std::string text = "DROP INDEX ";
  if (operation.if_exists.value_or(false)) text += "IF EXISTS ";
  if (operation.schema && !operation.schema->empty()) {
    text += names().quote(*operation.schema) + '.';
  }
  return text + names().item(operation.name);
}

}  // namespace athanor::sqlite
