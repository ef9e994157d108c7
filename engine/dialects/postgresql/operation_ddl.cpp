#include "engine/dialects/postgresql/operation_ddl.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "engine/operations/arguments.hpp"
#include "schema/diagnostics.hpp"
#include "schema/names.hpp"
#include "schema/overloaded.hpp"

namespace athanor::postgresql {
namespace {

using alembic::find_keyword;
using operations::ModelColumn;
using operations::TableModel;

/// `{"fillfactor": 70}` as `fillfactor = 70`.
std::string storage_parameters(const alembic::Argument* argument, std::string_view what) {
  const auto* constant = operations::constant_of(argument);
  const auto* dict = constant ? std::get_if<alembic::ConstantDict>(&constant->value) : nullptr;
  if (!dict) throw Error(fmt::format("{} must be a dict", what));
  std::vector<std::string> parts;
  for (const auto& [name, value] : dict->entries) {
    if (std::holds_alternative<alembic::ConstantNone>(value.value)) {
      parts.push_back(name);
    } else if (const auto* flag = std::get_if<bool>(&value.value)) {
      parts.push_back(fmt::format("{} = {}", name, *flag ? "true" : "false"));
    } else {
      parts.push_back(fmt::format("{} = {}", name, operations::python_text(value, what)));
    }
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

bool is_given(const alembic::Argument* argument) {
  if (!argument || operations::is_none(*argument)) return false;
  const auto* constant = operations::constant_of(argument);
  if (!constant) return true;
  if (const auto* text = std::get_if<std::string>(&constant->value)) return !text->empty();
  if (const auto* dict = std::get_if<alembic::ConstantDict>(&constant->value)) {
    return !dict->entries.empty();
  }
  if (const auto* flag = std::get_if<bool>(&constant->value)) return *flag;
  return true;
}

/// `FLAG` or `NOT FLAG` of a keyword that is True or False.
std::string choice(const alembic::Keywords& keywords, std::string_view name,
                   std::string_view if_true, std::string_view if_false) {
  auto flag = operations::flag_argument(find_keyword(keywords, name), name);
  if (!flag) return {};
  return std::string(*flag ? if_true : if_false);
}

std::string lower_phrase(const std::string& method) {
  return ascii_lower(operations::checked_phrase(method));
}

std::string on_commit_phrase(std::string text) {
  for (char& c : text) {
    if (c == '_') c = ' ';
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

/// The operator class that `ops` names for a column.
std::string operator_class(const alembic::Argument* ops, const std::string& column) {
  const auto* constant = operations::constant_of(ops);
  const auto* dict = constant ? std::get_if<alembic::ConstantDict>(&constant->value) : nullptr;
  if (!dict) return {};
  for (const auto& [name, value] : dict->entries) {
    if (name == column) return ' ' + operations::python_text(value, "an operator class");
  }
  return {};
}

}  // namespace

std::string OperationDdl::serial_word(const ModelColumn& column) const {
  auto type = types().bound(*column.item.type);
  if (type.type_class->word == "BIGINT") return "BIGSERIAL";
  return type.type_class->word == "SMALLINT" ? "SMALLSERIAL" : "SERIAL";
}

std::string OperationDdl::specification(const TableModel& table, const ModelColumn& column) const {
  const auto& item = column.item;
  auto text = names().column(item);
  const auto* value = item.server_default ? &*item.server_default : nullptr;
  const auto* identity_value = value ? std::get_if<alembic::SaIdentity>(value) : nullptr;
  bool optional_sequence =
      item.sequence && operations::flag_argument(find_keyword(item.sequence->options, "optional"),
                                                 "optional of Sequence")
                           .value_or(false);
  bool is_serial = column.primary_key && !identity_value && !item.default_value &&
                   (!item.sequence || optional_sequence) &&
                   operations::autoincrement_column(table, types()) == &column;
  if (is_serial) {
    text += ' ' + serial_word(column);
  } else {
    static const alembic::SaType unknown{"sqlalchemy", "NullType", {}, {}, {}, {}};
    text += ' ' + types().text(item.type ? *item.type : unknown);
    if (value) {
      if (auto written = default_text(*value)) text += " DEFAULT " + *written;
    }
  }
  if (const auto* made = value ? std::get_if<alembic::SaComputed>(value) : nullptr) {
    text += ' ' + computed(*made);
  }
  if (identity_value) text += ' ' + identity(*identity_value);
  if (!column.nullable && !identity_value) return text + " NOT NULL";
  return column.nullable && identity_value ? text + " NULL" : text;
}

std::string OperationDdl::computed(const alembic::SaComputed& computed) const {
  if (generated_ == GeneratedColumns::MayBeVirtual) return DdlCompiler::computed(computed);
  if (!computed.persisted.value_or(true)) {
    throw Error(
        "PostrgreSQL computed columns do not support 'virtual' persistence; set the 'persisted' "
        "flag to None or True for PostgreSQL support.");
  }
  return fmt::format("GENERATED ALWAYS AS ({}) STORED", expressions().text(computed.expression));
}

std::optional<std::string> OperationDdl::primary_key(const TableModel& table) const {
  if (table.primary_key.columns.empty()) return std::nullopt;
  return primary_key_text(table);
}

std::string OperationDdl::unique_modifier(const alembic::Keywords& keywords) const {
  return choice(keywords, "postgresql_nulls_not_distinct", "NULLS NOT DISTINCT ",
                "NULLS DISTINCT ");
}

std::string OperationDdl::key_inclusions(const alembic::Keywords& keywords) const {
  std::vector<std::string> columns;
  for (const auto& name : operations::texts_argument(find_keyword(keywords, "postgresql_include"),
                                                     "postgresql_include")) {
    columns.push_back(names().quote(name));
  }
  if (columns.empty()) return {};
  return fmt::format(" INCLUDE ({})", fmt::join(columns, ", "));
}

std::string OperationDdl::constraint_end(const TableModel&, Part part,
                                         const alembic::Keywords& keywords,
                                         const std::vector<std::string>&) const {
  if (part != Part::ForeignKey && part != Part::Check) return {};
  return choice(keywords, "postgresql_not_valid", " NOT VALID", "");
}

bool OperationDdl::leaves_out(const TableModel&, const alembic::SaForeignKeyConstraint& key) const {
  return key.use_alter.value_or(false);
}

std::string OperationDdl::on_delete(const std::string& phrase) const {
  // Besides words there may be the columns of SET NULL and SET DEFAULT.
  auto open = phrase.find('(');
  if (open == std::string::npos || phrase.back() != ')') return operations::checked_phrase(phrase);
  auto words = phrase.substr(0, phrase.find_last_not_of(" \t\n", open - 1) + 1);
  operations::checked_phrase(words);
  return phrase;
}

std::string OperationDdl::exclude(const TableModel&,
                                  const alembic::SaExcludeConstraint& constraint) const {
  const auto* ops = find_keyword(constraint.keywords, "ops");
  std::vector<std::string> parts;
  for (const auto& each : constraint.elements) {
    auto element = std::visit(overloaded{
                                  [&](const std::string& column) {
                                    return names().quote(column) + operator_class(ops, column);
                                  },
                                  [&](const alembic::SqlExpression& expression) {
                                    auto text = expressions().text(expression);
                                    const auto* column =
                                        std::get_if<alembic::SqlColumn>(&expression.kind);
                                    return column ? text + operator_class(ops, column->name) : text;
                                  },
                              },
                              each.element);
    parts.push_back(fmt::format("{} WITH {}", element, each.op));
  }
  auto text =
      preamble(constraint.name) +
      fmt::format("EXCLUDE USING {} ({})", lower_phrase(constraint.using_method.value_or("gist")),
                  fmt::join(parts, ", "));
  if (constraint.where) text += fmt::format(" WHERE ({})", expressions().text(*constraint.where));
  return text + deferrability(constraint.deferrable, constraint.initially);
}

std::string OperationDdl::table_options(const TableModel& table) const {
  const auto& keywords = table.keywords;
  std::string text;
  auto add = [&](const char* name, std::string_view words, auto&& written) {
    const auto* argument = find_keyword(keywords, name);
    if (is_given(argument)) text += fmt::format("\n {} {}", words, written(argument, name));
  };
  auto as_text = [](const auto* argument, const char* name) {
    return *operations::text_argument(argument, name);
  };
  add("postgresql_inherits", "INHERITS", [&](const auto* argument, const char* name) {
    std::vector<std::string> parents;
    for (const auto& each : operations::texts_argument(argument, name)) {
      parents.push_back(names().quote(each));
    }
    return fmt::format("({})", fmt::join(parents, ", "));
  });
  add("postgresql_partition_by", "PARTITION BY", as_text);
  add("postgresql_using", "USING", as_text);
  add("postgresql_with", "WITH", [](const auto* argument, const char* name) {
    return fmt::format("({})", storage_parameters(argument, name));
  });
  text += choice(keywords, "postgresql_with_oids", "\n WITH OIDS", "\n WITHOUT OIDS");
  add("postgresql_on_commit", "ON COMMIT", [&](const auto* argument, const char* name) {
    return on_commit_phrase(as_text(argument, name));
  });
  add("postgresql_tablespace", "TABLESPACE", [&](const auto* argument, const char* name) {
    return names().quote(as_text(argument, name));
  });
  return text;
}

std::string OperationDdl::index_method(const alembic::SaIndex& index) const {
  const auto* argument = find_keyword(index.keywords, "postgresql_using");
  if (!is_given(argument)) return {};
  return fmt::format("USING {} ",
                     lower_phrase(*operations::text_argument(argument, "postgresql_using")));
}

std::string OperationDdl::index_columns(const alembic::SaIndex& index) const {
  const auto* ops = find_keyword(index.keywords, "postgresql_ops");
  std::vector<std::string> parts;
  for (const auto& element : index.elements) {
    parts.push_back(
        std::visit(overloaded{
                       [&](const std::string& column) {
                         return names().quote(column) + operator_class(ops, column);
                       },
                       [&](const alembic::SqlExpression& expression) {
                         const auto* column = std::get_if<alembic::SqlColumn>(&expression.kind);
                         if (!column) return expressions().grouped(expression);
                         return names().quote(column->name) + operator_class(ops, column->name);
                       },
                   },
                   element));
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string OperationDdl::index_storage(const alembic::SaIndex& index) const {
  const auto& keywords = index.keywords;
  auto text = key_inclusions(keywords) + choice(keywords, "postgresql_nulls_not_distinct",
                                                " NULLS NOT DISTINCT", " NULLS DISTINCT");
  const auto* with = find_keyword(keywords, "postgresql_with");
  if (is_given(with)) {
    text += fmt::format(" WITH ({})", storage_parameters(with, "postgresql_with"));
  }
  const auto* tablespace = find_keyword(keywords, "postgresql_tablespace");
  if (is_given(tablespace)) {
    text += " TABLESPACE " +
            names().quote(*operations::text_argument(tablespace, "postgresql_tablespace"));
  }
  auto where = operations::expression_argument(find_keyword(keywords, "postgresql_where"),
                                               "postgresql_where");
  return where ? text + " WHERE " + expressions().text(*where) : text;
}

std::string OperationDdl::create_index(const alembic::TableName& table,
                                       const alembic::SaIndex& index, Guard guard) const {
  if (!index.name) throw Error("CREATE INDEX requires that the index have a name");
  std::string text = index.unique ? "CREATE UNIQUE INDEX " : "CREATE INDEX ";
  text += choice(index.keywords, "postgresql_concurrently", "CONCURRENTLY ", "");
  if (guard == Guard::IfNotExists) text += "IF NOT EXISTS ";
  text += fmt::format("{} ON {} {}({})", names().item(*index.name), names().table(table),
                      index_method(index), index_columns(index));
  return text + index_storage(index);
}

std::string OperationDdl::drop_index(const alembic::DropIndex& operation) const {
  std::string text = "DROP INDEX ";
  text += choice(operation.keywords, "postgresql_concurrently", "CONCURRENTLY ", "");
  if (operation.if_exists.value_or(false)) text += "IF EXISTS ";
  if (operation.schema && !operation.schema->empty()) {
    text += names().quote(*operation.schema) + '.';
  }
  return text + names().item(operation.name);
}

}  // namespace athanor::postgresql
