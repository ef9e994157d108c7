#include <fmt/format.h>

#include <algorithm>

#include "engine/operations/batch_rebuild.hpp"
#include "engine/operations/metadata_names.hpp"
#include "schema/diagnostics.hpp"
#include "schema/overloaded.hpp"

namespace athanor::operations {
namespace {

/// What the tokens of a convention stand for (SQLAlchemy documentation, "Configuring Constraint
/// Naming Conventions").
struct NamedThing {
  const std::string& table;
  std::vector<std::string> columns;
  const alembic::SaForeignKeyConstraint* key = nullptr;
  std::optional<std::string> given = std::nullopt;  ///< its own name
};

std::string joined(const std::vector<std::string>& columns, std::string_view between,
                   const std::string& before) {
  std::string text;
  for (const auto& column : columns) {
    if (!text.empty()) text += between;
    text += before + column;
  }
  return text;
}

/// `column_0_name`, `column_0N_label`, `column_0_N_key`, with the names of `columns`.
std::optional<std::string> column_token(std::string_view token,
                                        const std::vector<std::string>& columns,
                                        const std::string& table) {
  auto end = token.rfind('_');
  if (end == token.npos) return std::nullopt;
  auto what = token.substr(end + 1), which = token.substr(0, end);
  if (what != "name" && what != "key" && what != "label") return std::nullopt;
  auto before = what == "label" ? table + '_' : std::string();
  if (which == "0N") return joined(columns, "", before);
  if (which == "0_N") return joined(columns, "_", before);
  if (which.empty() || which.find_first_not_of("0123456789") != which.npos) return std::nullopt;
  auto number = std::stoul(std::string(which));
  return number < columns.size() ? before + columns[number] : std::string();
}

std::optional<std::string> token_value(std::string_view token, const NamedThing& thing) {
  const auto& table = thing.table;
  if (token == "table_name") return table;
  if (token == "constraint_name") return thing.given;
  if (token == "referred_table_name" && thing.key) {
    return key_target(thing.key->targets.front()).table.name;
  }
  constexpr std::string_view referred = "referred_column_", own = "column_";
  if (thing.key && token.substr(0, referred.size()) == referred) {
    std::vector<std::string> columns;
    for (const auto& target : thing.key->targets) {
      columns.push_back(key_target(target).column.value_or(""));
    }
    return column_token(token.substr(referred.size()), columns,
                        key_target(thing.key->targets.front()).table.name);
  }
  if (token.substr(0, own.size()) == own) {
    return column_token(token.substr(own.size()), thing.columns, table);
  }
  return std::nullopt;
}

/// The name that `convention` makes, or nothing where it asks for a name that there is not. Throws
/// Error for a token that is not known.
std::optional<alembic::ItemName> made_name(std::string_view convention, const NamedThing& thing) {
  std::string name;
  while (true) {
    auto open = convention.find("%(");
    name += convention.substr(0, open);
    if (open == convention.npos) return alembic::ItemName{name, true, {}};
    auto close = convention.find(")s", open);
    if (close == convention.npos) throw Error("a naming convention has an open parenthesis");
    auto token = convention.substr(open + 2, close - open - 2);
    auto value = token_value(token, thing);
    if (!value && token == "constraint_name") return std::nullopt;
    if (!value) throw Error(fmt::format("a naming convention asks for '{}'", token));
    name += *value;
    convention.remove_prefix(close + 2);
  }
}

const std::string* pattern_of(const NamingConvention& convention, std::string_view kind) {
  auto found = std::find_if(convention.begin(), convention.end(),
                            [&](const auto& each) { return each.first == kind; });
  return found == convention.end() ? nullptr : &found->second;
}

}  // namespace

void apply_naming_convention(TableModel& table, const NamingConvention& convention) {
  auto name = [&](std::optional<alembic::ItemName>& name, std::string_view kind,
                  const NamedThing& thing) {
    const auto* pattern = pattern_of(convention, kind);
    if (!name && pattern) name = made_name(*pattern, thing);
  };
  if (!table.primary_key.columns.empty()) {
    name(table.primary_key.name, "pk", {table.name.name, table.primary_key.columns});
  }
  for (auto& constraint : table.constraints) {
    std::visit(overloaded{
                   [&](alembic::SaUniqueConstraint& each) {
                     name(each.name, "uq", {table.name.name, each.columns});
                   },
                   [&](alembic::SaForeignKeyConstraint& each) {
                     name(each.name, "fk", {table.name.name, each.columns, &each});
                   },
                   [](alembic::SaCheck&) {},
                   [](alembic::SaExcludeConstraint&) {},
                   [](TypeCheck&) {},
               },
               constraint);
  }
}

void name_type_checks(TableModel& table, const std::string& table_name,
                      const NamingConvention& convention) {
  const auto* pattern = pattern_of(convention, "ck");
  if (!pattern) return;
  for (auto& constraint : table.constraints) {
    auto* check = std::get_if<TypeCheck>(&constraint);
    bool is_named = check && check->name;
    if (!check || (is_named && pattern->find("%(constraint_name)s") == std::string::npos)) continue;
    NamedThing thing{table_name, {check->column}};
    if (is_named) thing.given = check->name->text;
    if (auto made = made_name(*pattern, thing)) check->name = made;
  }
}

namespace {

/// SQLAlchemy's own rule: a name that a convention made or `op.f` marked stays, and so does a plain
/// one where the pattern has no use for it.
void rename_by(const NamingConvention& convention, std::string_view kind,
               std::optional<alembic::ItemName>& name, NamedThing thing) {
  const auto* pattern = pattern_of(convention, kind);
  bool wanted = pattern && pattern->find("%(constraint_name)s") != std::string::npos;
  if (!pattern || (name && (name->final || !wanted))) return;
  if (!name && wanted) {
    throw Error(
        "Naming convention including %(constraint_name)s token requires that constraint is "
        "explicitly named.");
  }
  if (name) thing.given = name->text;
  name = made_name(*pattern, thing);
}

void rename_constraint(TableConstraint& constraint, const std::string& table,
                       const NamingConvention& convention) {
  std::visit(overloaded{
                 [&](alembic::SaUniqueConstraint& each) {
                   rename_by(convention, "uq", each.name, {table, each.columns});
                 },
                 [&](alembic::SaForeignKeyConstraint& each) {
                   rename_by(convention, "fk", each.name, {table, each.columns, &each});
                 },
                 [&](alembic::SaCheck& each) {
                   rename_by(convention, "ck", each.name, {table, {}});
                 },
                 [](alembic::SaExcludeConstraint&) {},
                 [&](TypeCheck& each) {
                   rename_by(convention, "ck", each.name, {table, {each.column}});
                 },
             },
             constraint);
}

/// What has no name bears that of SQLAlchemy's default convention already, which a project's own
/// takes the place of.
void rename_index(alembic::SaIndex& index, const alembic::TableName& table,
                  const NamingConvention& convention) {
  const auto* pattern = pattern_of(convention, "ix");
  if (!pattern || !has_conventional_name(index)) return;
  NamedThing thing{table.name, {}};
  for (const auto& element : index.elements) {
    if (const auto* column = std::get_if<std::string>(&element)) thing.columns.push_back(*column);
  }
  index.name = made_name(*pattern, thing);
}

std::string_view kind_of(alembic::ConstraintKind kind) {
  switch (kind) {
    case alembic::ConstraintKind::ForeignKey:
      return "fk";
    case alembic::ConstraintKind::PrimaryKey:
      return "pk";
    case alembic::ConstraintKind::Unique:
      return "uq";
    case alembic::ConstraintKind::Check:
      break;
  }
  return "ck";
}

void rename_addition(ConstraintAddition& addition, const NamingConvention& convention) {
  const auto& table = addition.table.name.name;
  if (auto* key = std::get_if<alembic::SaPrimaryKeyConstraint>(&addition.constraint)) {
    rename_by(convention, "pk", key->name, {table, key->columns});
    addition.table.primary_key.name = key->name;
    return;
  }
  rename_constraint(std::get<TableConstraint>(addition.constraint), table, convention);
}

}  // namespace

void name_by_metadata(TableModel& table, const NamingConvention& convention) {
  const auto& name = table.name.name;
  if (!table.primary_key.columns.empty()) {
    rename_by(convention, "pk", table.primary_key.name, {name, table.primary_key.columns});
  }
  for (auto& constraint : table.constraints) rename_constraint(constraint, name, convention);
  for (auto& index : table.indexes) rename_index(index, table.name, convention);
}

void name_by_metadata(Alteration& alteration, const NamingConvention& convention) {
  std::visit(
      overloaded{
          [](ColumnAddition&) {},
          [](alembic::AlterColumn&) {},
          [](alembic::DropColumn&) {},
          [&](ConstraintAddition& each) { rename_addition(each, convention); },
          [&](ConstraintRemoval& each) {
            auto& drop = each.operation;
            if (drop.kind && drop.name) {
              rename_by(convention, kind_of(*drop.kind), drop.name, {drop.table.name, {}});
            }
          },
          [&](alembic::CreateIndex& each) { rename_index(each.index, each.table, convention); },
          [](alembic::DropIndex&) {},
          [](TableComment&) {},
          [](ColumnComment&) {},
      },
      alteration);
}

}  // namespace athanor::operations
