#include "engine/dialects/postgresql/operations.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <set>

#include "engine/dialects/postgresql/identity_change.hpp"
#include "engine/dialects/postgresql/operation_ddl.hpp"
#include "engine/operations/arguments.hpp"
#include "engine/operations/batch_rebuild.hpp"
#include "engine/operations/operation_compiler.hpp"
#include "schema/diagnostics.hpp"

namespace athanor::postgresql {
namespace {

using operations::BoundType;
using operations::CommentSupport;
using operations::TableModel;
using operations::TypeKind;

struct Compilers {
  explicit Compilers(GeneratedColumns generated)
      : ddl(names, types, literals, expressions, generated) {}
  operations::Identifiers names{identifier_rules()};
  OperationTypes types{names};
  OperationLiterals literals{types};
  OperationExpressions expressions{names, types, literals};
  OperationDdl ddl;
};

QualifiedName name_of(const BoundType& type) {
  auto schema = type.text("schema").value_or("");
  return {schema == "public" ? "" : schema, type.text("name").value_or("")};
}

bool is_there(const QualifiedName& name, const Schema& now) {
  return now.enums.count(name) > 0 || now.domains.count(name) > 0;
}

bool is_named_type(const BoundType& type) {
  auto kind = type.type_class->kind;
  return kind == TypeKind::NativeEnum || kind == TypeKind::Domain ||
         (kind == TypeKind::Enum && type.flag("native_enum", true));
}

class PostgresqlOperations final : private Compilers, public operations::OperationCompiler {
 public:
  explicit PostgresqlOperations(GeneratedColumns generated)
      : Compilers(generated), OperationCompiler(Compilers::ddl) {}

 protected:
  CommentSupport comments() const override { return CommentSupport::Statements; }
  void create_types(const TableModel& table, const Schema& now, Sql& out) override;
  void create_type(const alembic::CreateType& operation, const Schema& now, Sql& out) override;
  void drop_type(const alembic::DropType& operation, const Schema& now, Sql& out) override;
  void add_constraint(const operations::ConstraintAddition& addition, Sql& out) const override;
  void alter_column(const alembic::AlterColumn& operation, Sql& out) const override;
  std::string change_identity(const alembic::AlterColumn& operation) const override;
  std::string column_comment(const alembic::AlterColumn& operation) const override;
  void recreate(const alembic::BatchAlterTable& batch,
                const std::vector<operations::Alteration>& alterations, const Schema& now,
                Sql& out) override;

 private:
  std::string create_text(const BoundType& type) const;
  std::string domain_text(const BoundType& type) const;

  std::set<QualifiedName> created_;  ///< by the tables of this run
};

std::string PostgresqlOperations::domain_text(const BoundType& type) const {
  const auto* base = type.argument("data_type");
  const auto* base_type = base ? std::get_if<alembic::SaType>(&base->value) : nullptr;
  if (!base_type) throw Error("DOMAIN needs the type of its values");
  std::vector<std::string> options;
  if (auto collation = type.text("collation")) {
    auto schema = type.text("collation_schema");
    options.push_back("COLLATE " + (schema ? names.quote(*schema) + '.' : std::string()) +
                      names.quote(*collation));
  }
  if (const auto* value = type.argument("default"); value && !operations::is_none(*value)) {
    const auto* constant = operations::constant_of(value);
    const auto* text = constant ? std::get_if<std::string>(&constant->value) : nullptr;
    auto expression = operations::expression_argument(value, "default of DOMAIN");
    options.push_back("DEFAULT " +
                      (text ? operations::quote_text(*text) : expressions.text(*expression)));
  }
  if (auto name = type.text("constraint_name")) {
    options.push_back("CONSTRAINT " + names.item({*name, false, {}}));
  }
  if (type.flag("not_null", false)) options.push_back("NOT NULL");
  if (auto check = operations::expression_argument(type.argument("check"), "check of DOMAIN")) {
    options.push_back(fmt::format("CHECK ({})", expressions.text(*check)));
  }
  return fmt::format("CREATE DOMAIN {} AS {} {}", type_name(type, names), types.text(*base_type),
                     fmt::join(options, " "));
}

std::string PostgresqlOperations::create_text(const BoundType& type) const {
  if (type.type_class->kind == TypeKind::Domain) return domain_text(type);
  std::vector<std::string> labels;
  for (const auto& label : operations::enum_labels(type)) {
    labels.push_back(operations::quote_text(label));
  }
  return fmt::format("CREATE TYPE {} AS ENUM ({})", type_name(type, names),
                     fmt::join(labels, ", "));
}

void PostgresqlOperations::create_types(const TableModel& table, const Schema& now, Sql& out) {
  for (const auto& column : table.columns) {
    if (!column.item.type) continue;
    auto type = types.bound(*column.item.type);
    if (type.type_class->kind == TypeKind::Array) {
      const auto* item = type.argument("item_type");
      const auto* item_type = item ? std::get_if<alembic::SaType>(&item->value) : nullptr;
      if (!item_type) continue;
      type = types.bound(*item_type);
    }
    if (!is_named_type(type) || !type.flag("create_type", true)) continue;
    auto name = name_of(type);
    bool was_made = !created_.insert(name).second;
    if (!was_made || !is_there(name, now)) out.push_back(create_text(type));
  }
}

void PostgresqlOperations::create_type(const alembic::CreateType& operation, const Schema& now,
                                       Sql& out) {
  auto type = types.bound(operation.type);
  if (!is_named_type(type)) return;
  if (operation.check_first && is_there(name_of(type), now)) return;
  out.push_back(create_text(type));
}

void PostgresqlOperations::drop_type(const alembic::DropType& operation, const Schema& now,
                                     Sql& out) {
  auto type = types.bound(operation.type);
  if (!is_named_type(type)) return;
  if (operation.check_first && !is_there(name_of(type), now)) return;
  bool is_domain = type.type_class->kind == TypeKind::Domain;
  out.push_back((is_domain ? "DROP DOMAIN " : "DROP TYPE ") + type_name(type, names));
}

void PostgresqlOperations::add_constraint(const operations::ConstraintAddition& addition,
                                          Sql& out) const {
  // Alembic knows no columns of the table but those that the constraint is about.
  const auto* constraint = std::get_if<operations::TableConstraint>(&addition.constraint);
  const auto* unique = constraint ? std::get_if<alembic::SaUniqueConstraint>(constraint) : nullptr;
  if (unique) {
    for (const auto& column : operations::texts_argument(
             find_keyword(unique->keywords, "postgresql_include"), "postgresql_include")) {
      if (!addition.table.find(column)) throw Error(fmt::format("'{}'", column));
    }
  }
  OperationCompiler::add_constraint(addition, out);
}

void PostgresqlOperations::alter_column(const alembic::AlterColumn& operation, Sql& out) const {
  auto conversion = operations::text_argument(find_keyword(operation.keywords, "postgresql_using"),
                                              "postgresql_using");
  if (conversion && !operation.type) {
    throw Error("postgresql_using must be used with the type_ parameter");
  }
  bool is_converted = conversion && !conversion->empty();
  change_type(operation, is_converted ? " USING " + *conversion : std::string(), out);
  auto rest = operation;
  rest.type.reset();
  OperationCompiler::alter_column(rest, out);
}

std::string PostgresqlOperations::change_identity(const alembic::AlterColumn& operation) const {
  return altered(operation) + ' ' + identity_change(operation, Compilers::ddl);
}

std::string PostgresqlOperations::column_comment(const alembic::AlterColumn& operation) const {
  const auto* text = std::get_if<std::string>(&operation.comment);
  return fmt::format("COMMENT ON COLUMN {}.{} IS {}", names.altered_table(operation.table),
                     names.quote(operation.column), text ? operations::quote_text(*text) : "NULL");
}

void PostgresqlOperations::recreate(const alembic::BatchAlterTable& batch,
                                    const std::vector<operations::Alteration>&, const Schema&,
                                    Sql&) {
  throw Error(
      fmt::format("batch mode would make table '{}' anew, which is not read on this "
                  "dialect",
                  batch.table.name));
}

GeneratedColumns generated_columns(Session* session) {
  if (!session) return GeneratedColumns::MayBeVirtual;
  auto rows = session->query("SELECT current_setting('server_version_num')::integer >= 180000");
  bool is_new = !rows.empty() && !rows[0].empty() && rows[0][0] == "t";
  return is_new ? GeneratedColumns::MayBeVirtual : GeneratedColumns::Stored;
}

}  // namespace

std::unique_ptr<OperationRenderer> make_operations(Session* session) {
  return std::make_unique<PostgresqlOperations>(generated_columns(session));
}

}  // namespace athanor::postgresql
