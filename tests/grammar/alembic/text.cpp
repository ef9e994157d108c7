#include "tests/grammar/alembic/text.hpp"

#include "schema/overloaded.hpp"

namespace athanor::alembic {
namespace {

std::string table(const TableName& name) {
  return name.schema ? *name.schema + "." + name.name : name.name;
}

std::string name(const std::optional<ItemName>& name) {
  if (!name) return "None";
  return name->final ? "f(" + name->text + ")" : name->text;
}

std::string type(const std::optional<SaType>& type) {
  return type ? " " + type->name : "";
}

std::string inner(const BatchAlterTable& batch) {
  std::string out;
  for (const auto& one : batch.operations) {
    std::visit([&](const auto& it) { out += "; " + shown(Operation{it}); }, one);
  }
  return out;
}

std::string columns(const SaTable& table) {
  std::string out;
  for (const auto& item : table.items) {
    if (const auto* column = std::get_if<SaColumn>(&item)) {
      out += " " + column->name + type(column->type);
    }
  }
  return out;
}

}  // namespace

SourcePtr script_source(const std::string& text) {
  return std::make_shared<SourceText>(SourceText{"versions/a.py", text});
}

std::string script_with(const std::string& upgrade) {
  return "from alembic import op\nimport sqlalchemy as sa\nrevision = 'a'\ndown_revision = None\n"
         "def upgrade():\n" +
         upgrade + "def downgrade():\n    pass\n";
}

std::string shown(const Operation& operation) {
  return std::visit(
      overloaded{
          [](const AddColumn& it) {
            return "add_column " + table(it.table) + "." + it.column.name + type(it.column.type);
          },
          [](const AlterColumn& it) {
            return "alter_column " + table(it.table) + "." + it.column + type(it.type);
          },
          [](const BatchAlterTable& it) { return "batch " + table(it.table) + inner(it); },
          [](const BulkInsert& it) {
            return "bulk_insert " + table(it.table) + " " + std::to_string(it.rows.size());
          },
          [](const CreateCheckConstraint& it) { return "create_check " + name(it.check.name); },
          [](const CreateExcludeConstraint& it) {
            return "create_exclude " + name(it.exclude.name);
          },
          [](const CreateForeignKey& it) {
            return "create_foreign_key " + name(it.name) + " " + table(it.source) + " -> " +
                   table(it.referent);
          },
          [](const CreateIndex& it) {
            return "create_index " + name(it.index.name) + " on " + table(it.table);
          },
          [](const CreatePrimaryKey& it) { return "create_primary_key " + name(it.key.name); },
          [](const CreateTable& it) { return "create_table " + it.table.name + columns(it.table); },
          [](const CreateTableComment& it) { return "create_table_comment " + table(it.table); },
          [](const CreateType& it) { return "create_type " + it.type.name; },
          [](const CreateUniqueConstraint& it) { return "create_unique " + name(it.unique.name); },
          [](const DropColumn& it) { return "drop_column " + table(it.table) + "." + it.column; },
          [](const DropConstraint& it) {
            return "drop_constraint " + name(it.name) + " of " + table(it.table);
          },
          [](const DropIndex& it) { return "drop_index " + name(it.name); },
          [](const DropTable& it) { return "drop_table " + table(it.table); },
          [](const DropTableComment& it) { return "drop_table_comment " + table(it.table); },
          [](const DropType& it) { return "drop_type " + it.type.name; },
          [](const RenameTable& it) {
            return "rename_table " + table(it.table) + " " + it.new_name;
          }},
      operation);
}

std::string shown(const std::vector<BodyItem>& items) {
  std::string out;
  auto mode = [](SqlItem::Mode mode) {
    return mode == SqlItem::Mode::Autocommit ? "autocommit " : "";
  };
  for (const auto& item : items) {
    std::visit(
        overloaded{[&](const SqlItem& it) { out += mode(it.mode) + ("sql " + it.sql) + "\n"; },
                   [&](const OperationItem& it) {
                     out += mode(it.mode) + ("op " + shown(it.operation)) + "\n";
                   },
                   [&](const NeedsPython& it) {
                     out += std::to_string(it.place.line) + ":" + std::to_string(it.place.column) +
                            " needs " + it.construct + "\n";
                   }},
        item);
  }
  return out;
}

}  // namespace athanor::alembic
