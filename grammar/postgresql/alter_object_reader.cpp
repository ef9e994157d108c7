#include "grammar/postgresql/alter_object_reader.hpp"

#include <fmt/format.h>

#include "grammar/postgresql/column_change_reader.hpp"
#include "grammar/postgresql/object_reader.hpp"
#include "grammar/postgresql/option_reader.hpp"
#include "grammar/postgresql/type_reader.hpp"

namespace athanor::postgresql {
namespace {

using P = PostgreSQLParser;

AlterObject read_renaming(const Written& written, P::AlteredContext* node,
                          P::RenamingContext* renaming, ObjectKind kind) {
  AlterObject out{kind, written.qualified(node->any_name()), RenameTo{},
                  node->if_exists() != nullptr};
  if (renaming->to != nullptr) {
    out.action = RenameTo{written.name(renaming->to)};
  } else if (renaming->schema != nullptr) {
    out.action = SetSchema{written.schema_part(renaming->schema)};
  } else {
    out.action = SetOwner{written.name(renaming->role())};
  }
  return out;
}

std::optional<Action> read_index_change(const Written& written, P::AlteredContext* node) {
  auto* change = node->index_alteration();
  if (change->renaming() != nullptr) {
    return read_renaming(written, node, change->renaming(), ObjectKind::Index);
  }
  AlterIndex out{written.qualified(node->any_name()), SetTablespace{},
                 node->if_exists() != nullptr};
  if (change->unmodelled != nullptr) {
    written.error(change->start, fmt::format("index \"{}\": ALTER INDEX ... {} is not read yet",
                                             display(out.index), written.exact(change->start)));
    return std::nullopt;
  }
  if (change->space != nullptr) {
    out.action = SetTablespace{written.name(change->space)};
  } else if (change->SET() != nullptr) {
    out.action = SetOptions{read_options(written, change->definitions())};
  } else {
    out.action = ResetOptions{read_option_names(written, change->definitions())};
  }
  return out;
}

Action read_sequence_change(const Written& written, P::AlteredContext* node) {
  auto* change = node->sequence_alteration();
  if (change->renaming() != nullptr) {
    return read_renaming(written, node, change->renaming(), ObjectKind::Sequence);
  }
  AlterSequence out{written.qualified(node->any_name()), {}, node->if_exists() != nullptr};
  out.change = read_sequence_options(written, change->sequence_option());
  if (change->SET() != nullptr) out.change.unlogged = change->UNLOGGED() != nullptr;
  return out;
}

AddValue read_value(const Written& written, P::Type_alterationContext* change) {
  AddValue out;
  out.value = written.string(change->string(0));
  out.if_not_exists = change->if_not_exists() != nullptr;
  if (change->place == nullptr) return out;
  bool before = change->place->getType() == P::BEFORE;
  out.side = before ? AddValue::Side::Before : AddValue::Side::After;
  out.neighbour = written.string(change->string(1));
  return out;
}

using TypeAction = decltype(AlterType::actions)::value_type;

TypeAction read_attribute_action(const Written& written, P::Attribute_actionContext* node) {
  if (node->attribute() != nullptr) return AddAttribute{read_attribute(written, node->attribute())};
  auto name = written.name(node->name());
  if (node->DROP() != nullptr) return DropAttribute{std::move(name), node->if_exists() != nullptr};
  CompositeField field{std::move(name), read_type(written, node->type_name()), {}};
  if (node->any_name() != nullptr) field.collation = written.dotted(node->any_name());
  return AlterAttribute{std::move(field)};
}

std::optional<Action> read_type_change(const Written& written, P::AlteredContext* node) {
  auto* change = node->type_alteration();
  if (change->renaming() != nullptr) {
    return read_renaming(written, node, change->renaming(), ObjectKind::Type);
  }
  AlterType out{written.qualified(node->any_name()), {}};
  if (change->definitions() != nullptr) {
    written.error(
        change->start,
        fmt::format("type \"{}\": base types of PostgreSQL are not read yet", display(out.type)));
    return std::nullopt;
  }
  if (change->ADD() != nullptr) {
    out.actions.push_back(read_value(written, change));
  } else if (change->VALUE() != nullptr) {
    out.actions.push_back(
        RenameValue{written.string(change->string(0)), written.string(change->string(1))});
  } else if (change->from != nullptr) {
    out.actions.push_back(RenameAttribute{written.name(change->from), written.name(change->to)});
  }
  for (auto* action : change->attribute_action()) {
    out.actions.push_back(read_attribute_action(written, action));
  }
  return out;
}

using DomainAction = decltype(AlterDomain::action);

DomainAction read_domain_addition(const Written& written, P::Domain_alterationContext* change) {
  if (change->NOT() != nullptr && change->expr() == nullptr) return SetNotNull{};
  Check check;
  check.expression = written.expression(change->expr());
  if (change->constraint != nullptr) check.name = written.name(change->constraint);
  for (auto* attribute : change->constraint_attribute()) {
    if (attribute->VALID() != nullptr) check.validated = false;
  }
  check.place = written.place(change->start);
  return AddConstraint{std::move(check), std::nullopt};
}

DomainAction read_domain_action(const Written& written, P::Domain_alterationContext* change) {
  switch (change->start->getType()) {
    case P::ADD:
      return read_domain_addition(written, change);
    case P::VALIDATE:
      return ValidateConstraint{written.name(change->constraint)};
    case P::RENAME:
      return RenameConstraint{written.name(change->from), written.name(change->to)};
    case P::SET: {
      if (change->NOT() != nullptr) return SetNotNull{};
      auto value = read_default_change(written, change->expr());
      if (auto* set = std::get_if<SetDefault>(&value)) return std::move(*set);
      return DropDefault{};
    }
    default:
      if (change->NOT() != nullptr) return DropNotNull{};
      if (change->DEFAULT() != nullptr) return DropDefault{};
      return DropConstraint{
          written.name(change->constraint), change->if_exists() != nullptr,
          change->behavior() != nullptr && change->behavior()->CASCADE() != nullptr};
  }
}

Action read_domain_change(const Written& written, P::AlteredContext* node) {
  auto* change = node->domain_alteration();
  if (change->renaming() != nullptr) {
    return read_renaming(written, node, change->renaming(), ObjectKind::Domain);
  }
  return AlterDomain{written.qualified(node->any_name()), read_domain_action(written, change)};
}

Action read_extension_change(const Written& written, P::AlteredContext* node) {
  auto* change = node->extension_alteration();
  AlterExtension out{written.name(node->name()), UpdateExtension{}};
  if (change->schema != nullptr) {
    out.action = SetSchema{written.schema_part(change->schema)};
  } else if (auto* version = change->version()) {
    out.action = UpdateExtension{version->string() != nullptr ? written.string(version->string())
                                                              : written.name(version->name())};
  }
  return out;
}

Action read_collation_change(const Written& written, P::AlteredContext* node) {
  auto* renaming = node->collation_alteration()->renaming();
  if (renaming == nullptr) return Inert{"ALTER COLLATION ... REFRESH VERSION"};
  return read_renaming(written, node, renaming, ObjectKind::Collation);
}

}  // namespace

std::optional<Action> read_alter_object(const Written& written, P::AlteredContext* node) {
  switch (node->start->getType()) {
    case P::INDEX:
      return read_index_change(written, node);
    case P::SEQUENCE:
      return read_sequence_change(written, node);
    case P::TYPE:
      return read_type_change(written, node);
    case P::DOMAIN:
      return read_domain_change(written, node);
    case P::COLLATION:
      return read_collation_change(written, node);
    case P::SCHEMA:
      return read_renaming(written, node, node->renaming(), ObjectKind::Schema);
    default:
      return read_extension_change(written, node);
  }
}

}  // namespace athanor::postgresql
