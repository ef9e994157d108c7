#include "grammar/postgresql/alter_reader.hpp"

#include <fmt/format.h>

#include "grammar/postgresql/column_change_reader.hpp"
#include "grammar/postgresql/column_reader.hpp"
#include "grammar/postgresql/constraint_reader.hpp"
#include "grammar/postgresql/option_reader.hpp"

namespace athanor::postgresql {
namespace {

using P = PostgreSQLParser;

bool cascades(P::BehaviorContext* behavior) {
  return behavior != nullptr && behavior->CASCADE() != nullptr;
}

/// The kind that an action belongs to which no graph holds yet.
std::string unmodelled_kind(const Written& written, P::Table_actionContext* node) {
  auto words = ascii_lower(written.folded(node));
  if (words.find("row level security") != std::string::npos) return "row-security settings";
  if (words.find(" trigger ") != std::string::npos) return "enabling and disabling triggers";
  if (words.find(" rule ") != std::string::npos) return "enabling and disabling rules";
  if (words.starts_with("cluster")) return "the index that a table is clustered on";
  if (words.starts_with("replica")) return "replica identities";
  return "typed tables";
}

/// REPLICA IDENTITY DEFAULT is what a table has anyway, as is a trigger that is enabled.
bool says_the_default(const Written& written, P::Table_actionContext* node) {
  return ascii_lower(written.folded(node)) == "replica identity default";
}

class TableActionReader {
 public:
  TableActionReader(const Written& written, QualifiedName table)
      : written_(written), table_(std::move(table)) {}

  std::optional<AlterAction> read(P::Table_actionContext* node) {
    if (node->unmodelled != nullptr) return refuse(node);
    switch (node->start->getType()) {
      case P::ADD:
        return read_add(node);
      case P::DROP:
        return read_drop(node);
      case P::ALTER:
        return read_alter(node);
      case P::VALIDATE:
        return ValidateConstraint{written_.name(node->constraint)};
      case P::SET:
        return read_set(node);
      case P::RESET:
        return ResetOptions{read_option_names(written_, node->definitions())};
      case P::INHERIT:
        return AddParent{written_.qualified(node->parent)};
      case P::NO:
        return DropParent{written_.qualified(node->parent)};
      default:
        return SetOwner{written_.name(node->role())};
    }
  }

 private:
  std::optional<AlterAction> refuse(P::Table_actionContext* node) {
    if (says_the_default(written_, node)) return NoEffect{};
    written_.error(node->start, fmt::format("table \"{}\": {} of PostgreSQL are not read yet",
                                            display(table_), unmodelled_kind(written_, node)));
    return std::nullopt;
  }

  AlterAction read_add(P::Table_actionContext* node) {
    if (node->table_constraint() != nullptr) {
      return read_table_constraint(written_, node->table_constraint());
    }
    auto add = read_column(written_, node->column_definition());
    add.if_not_exists = node->if_not_exists() != nullptr;
    return add;
  }

  AlterAction read_drop(P::Table_actionContext* node) {
    bool if_exists = node->if_exists() != nullptr;
    bool cascade = cascades(node->behavior());
    if (node->constraint != nullptr) {
      return DropConstraint{written_.name(node->constraint), if_exists, cascade};
    }
    return DropColumn{written_.name(node->column), if_exists, cascade};
  }

  AlterAction read_alter(P::Table_actionContext* node) {
    if (node->constraint != nullptr) {
      return DeferConstraint{written_.name(node->constraint),
                             read_deferrable(node->constraint_attribute())};
    }
    return AlterColumn{written_.name(node->column),
                       read_column_change(written_, node->column_alteration())};
  }

  AlterAction read_set(P::Table_actionContext* node) {
    if (node->space != nullptr) return SetTablespace{written_.name(node->space)};
    if (node->method != nullptr) return SetAccessMethod{read_storage(written_, node->method)};
    if (node->WITHOUT() != nullptr) return NoEffect{};
    if (node->definitions() == nullptr) return SetUnlogged{node->UNLOGGED() != nullptr};
    return SetOptions{read_options(written_, node->definitions())};
  }

  const Written& written_;
  QualifiedName table_;
};

std::optional<AlterAction> read_renaming(const Written& written, P::Table_alterationContext* node) {
  if (node->schema != nullptr) return SetSchema{written.schema_part(node->schema)};
  auto to = written.name(node->to);
  if (node->from == nullptr) return RenameTable{{"", std::move(to)}};
  auto from = written.name(node->from);
  if (node->CONSTRAINT() != nullptr) return RenameConstraint{std::move(from), std::move(to)};
  return RenameColumn{std::move(from), std::move(to)};
}

}  // namespace

std::optional<AlterTable> read_alter_table(const Written& written, P::AlteredContext* node) {
  AlterTable out;
  out.table = written.qualified(node->any_name());
  out.if_exists = node->if_exists() != nullptr;
  out.only = node->ONLY() != nullptr;
  auto* alteration = node->table_alteration();
  if (alteration->unmodelled != nullptr) {
    written.error(
        alteration->start,
        fmt::format("table \"{}\": partitions of PostgreSQL are not read yet", display(out.table)));
    return std::nullopt;
  }
  if (alteration->table_action().empty()) {
    out.actions.push_back(*read_renaming(written, alteration));
    return out;
  }
  TableActionReader reader(written, out.table);
  bool all = true;
  for (auto* action : alteration->table_action()) {
    auto read = reader.read(action);
    if (read) out.actions.push_back(std::move(*read));
    all = all && read;
  }
  if (!all) return std::nullopt;
  return out;
}

}  // namespace athanor::postgresql
