#include "grammar/postgresql/column_reader.hpp"

#include <fmt/format.h>

#include "grammar/postgresql/constraint_reader.hpp"
#include "grammar/postgresql/option_reader.hpp"
#include "grammar/postgresql/sequences.hpp"
#include "grammar/postgresql/type_reader.hpp"
#include "schema/overloaded.hpp"

namespace athanor::postgresql {
namespace {

using P = PostgreSQLParser;
using Item = P::Column_itemContext;

/// The COLLATE that ends a default: it is the column's, since PostgreSQL's DEFAULT takes only
/// what needs no parentheses (b_expr).
P::CollateOperandContext* final_collate(P::Default_valueContext* node) {
  for (antlr4::tree::ParseTree* at = node->children.back(); !at->children.empty();
       at = at->children.back()) {
    if (auto* collate = dynamic_cast<P::CollateOperandContext*>(at)) return collate;
    if (dynamic_cast<P::PrimaryContext*>(at) != nullptr) return nullptr;
  }
  return nullptr;
}

/// The expression within a default's parentheses, where it is all in them.
P::ExprContext* in_parentheses(P::Default_valueContext* node) {
  auto* operand = dynamic_cast<P::PrimaryOperandContext*>(node->operand(0));
  if (operand == nullptr || node->operand().size() != 1) return nullptr;
  auto* primary = dynamic_cast<P::ParenthesizedPrimaryContext*>(operand->primary());
  bool alone = primary != nullptr && primary->expr().size() == 1 && primary->indirection().empty();
  return alone ? primary->expr(0) : nullptr;
}

/// Reads the items after a name and a type, in order: a name belongs to the constraint after it,
/// and DEFERRABLE to the constraint before it.
class ItemReader {
 public:
  ItemReader(const Written& written, AddColumn& out) : written_(written), out_(out) {}

  void read(const std::vector<Item*>& items) {
    for (auto* item : items) read_item(item);
    close_deferrable();
    if (out_.column.generated && out_.column.default_value) {
      written_.error(items.front()->start, fmt::format("column \"{}\" has both a default and a "
                                                       "generation expression",
                                                       out_.column.name));
    }
  }

 private:
  void read_item(Item* item) {
    bool attribute = item->start->getType() == P::DEFERRABLE ||
                     item->start->getType() == P::INITIALLY ||
                     (item->NOT() != nullptr && item->DEFERRABLE() != nullptr);
    if (attribute) return defer(item);
    close_deferrable();
    if (item->start->getType() == P::CONSTRAINT) {
      name_ = written_.name(item->name());
      return;
    }
    if (!read_property(item)) read_constraint(item);
    name_.reset();
  }

  /// What is the column's own; false for a constraint.
  bool read_property(Item* item) {
    auto& column = out_.column;
    switch (item->start->getType()) {
      case P::NOT:
        read_not_null(item);
        return true;
      case P::NULL_:
        return true;
      case P::DEFAULT:
        read_default(item->default_value());
        return true;
      case P::COLLATE:
        column.collation = written_.dotted(item->any_name());
        return true;
      case P::STORAGE:
        column.storage = read_storage(written_, item->storage_word());
        return true;
      case P::COMPRESSION:
        column.compression = read_storage(written_, item->storage_word());
        return true;
      case P::GENERATED:
        read_generated(item->generated());
        return true;
      default:
        return false;
    }
  }

  void read_not_null(Item* item) {
    out_.column.nullable = false;
    if (item->INHERIT() != nullptr) {
      written_.error(item->start, "NOT NULL NO INHERIT is not read yet");
    }
  }

  void read_default(P::Default_valueContext* node) {
    auto* collate = final_collate(node);
    if (collate != nullptr) {
      out_.column.collation = written_.dotted(collate->collation);
      auto before = collate->COLLATE()->getSymbol()->getTokenIndex() - 1;
      set_default(written_.expression(node->start, written_.parsing().tokens().get(before)));
    } else if (auto* inner = in_parentheses(node)) {
      set_default(written_.expression(inner));
    } else {
      set_default(written_.expression(node->start, node->stop));
    }
  }

  /// DEFAULT NULL is none, except that of a type with a length or a precision, where the server
  /// keeps the call that would hold the value to it.
  void set_default(Expression value) {
    if (ascii_iequals(value.text, "null")) {
      const auto& type = out_.column.type;
      if (type.modifiers.empty() || type.dimensions > 0 || !type.name.schema.empty()) return;
      auto name = type.name.name == "character" ? "bpchar" : type.name.name;
      value.text = "NULL::" + name;
    }
    out_.column.default_value = std::move(value);
  }

  void read_generated(P::GeneratedContext* node) {
    auto& column = out_.column;
    if (node->IDENTITY() != nullptr) {
      auto identity = read_identity(written_, node);
      column.identity =
          Identity{identity.generation, created(identity.sequence, column.type.name.name),
                   identity.sequence.name};
      column.nullable = false;
      return;
    }
    bool stored = node->storage != nullptr && node->storage->getType() == P::STORED;
    column.generated = Generated{written_.expression(node->expr()),
                                 stored ? Generated::Storage::Stored : Generated::Storage::Virtual};
  }

  void read_constraint(Item* item) {
    switch (item->start->getType()) {
      case P::PRIMARY:
        return add(key<PrimaryKey>(item), item);
      case P::UNIQUE: {
        auto unique = key<Unique>(item);
        auto* nulls = item->nulls_distinct();
        unique.nulls_distinct = nulls == nullptr || nulls->NOT() == nullptr;
        return add(std::move(unique), item);
      }
      case P::CHECK: {
        Check check;
        check.expression = written_.expression(item->expr());
        check.inherit = item->INHERIT() == nullptr;
        return add(std::move(check), item);
      }
      default: {
        auto reference = read_reference(written_, item->reference());
        reference.columns = {out_.column.name};
        return add(std::move(reference), item);
      }
    }
  }

  template <class Key>
  Key key(Item* item) {
    Key key;
    key.columns.push_back({out_.column.name, std::nullopt, std::nullopt});
    read_index_parameters(written_, item->index_parameters(), key);
    return key;
  }

  template <class Kind>
  void add(Kind constraint, Item* item) {
    constraint.name = name_;
    constraint.place = written_.place(item->start);
    out_.constraints.emplace_back(std::move(constraint));
    deferring_ = DeferrableReader();
    can_defer_ = !std::is_same_v<Kind, Check>;
  }

  void defer(Item* item) {
    if (!can_defer_) {
      written_.error(item->start, "DEFERRABLE stands after nothing that can be deferred");
    }
    if (item->INITIALLY() != nullptr) {
      deferring_.initially(item->DEFERRED() != nullptr);
    } else if (item->NOT() != nullptr) {
      deferring_.not_deferrable();
    } else {
      deferring_.deferrable();
    }
  }

  void close_deferrable() {
    if (!can_defer_) return;
    can_defer_ = false;
    auto deferrable = deferring_.get();
    std::visit(overloaded{[&](PrimaryKey& key) { key.deferrable = deferrable; },
                          [&](Unique& key) { key.deferrable = deferrable; },
                          [&](ForeignKey& key) { key.deferrable = deferrable; }, [](Check&) {},
                          [&](Exclusion& key) { key.deferrable = deferrable; }},
               out_.constraints.back());
  }

  const Written& written_;
  AddColumn& out_;
  ConstraintName name_;
  DeferrableReader deferring_;
  bool can_defer_ = false;
};

/// What a column definition says that a domain has no room for.
void refuse_column_parts(const Written& written, P::Domain_definitionContext* node,
                         const AddColumn& read) {
  const auto& column = read.column;
  bool odd = column.generated || column.identity || column.storage || column.compression;
  for (const auto& constraint : read.constraints) {
    odd = odd || !std::holds_alternative<Check>(constraint);
  }
  if (odd) {
    written.error(node->any_name()->start,
                  "a domain can have only a default, NOT NULL and CHECK constraints");
  }
}

}  // namespace

std::optional<std::string> read_storage(const Written& written, P::Storage_wordContext* node) {
  if (node->DEFAULT() != nullptr) return std::nullopt;
  return ascii_lower(written.name(node->name()));
}

AddIdentity read_identity(const Written& written, P::GeneratedContext* node) {
  if (node->IDENTITY() == nullptr) {
    written.error(node->start, "only an identity can be added to a column that is there");
  }
  auto generation =
      node->ALWAYS() != nullptr ? Identity::Generation::Always : Identity::Generation::ByDefault;
  return {generation, read_sequence_options(written, node->sequence_option())};
}

AddColumn read_column(const Written& written, P::Column_definitionContext* node) {
  AddColumn out;
  out.column.name = written.name(node->column);
  out.column.place = written.place(node->column->start);
  out.column.type = read_type(written, node->type_name());
  out.column.nullable = true;
  auto items = node->column_item();
  if (!items.empty()) ItemReader(written, out).read(items);
  return out;
}

Domain read_domain(const Written& written, P::Domain_definitionContext* node) {
  AddColumn read;
  read.column.nullable = true;
  auto items = node->column_item();
  if (!items.empty()) ItemReader(written, read).read(items);
  refuse_column_parts(written, node, read);
  Domain out;
  out.name = written.qualified(node->any_name());
  out.place = written.place(node->any_name()->stop);
  out.type = read_type(written, node->type_name());
  out.nullable = *read.column.nullable;
  out.default_value = std::move(read.column.default_value);
  out.collation = std::move(read.column.collation);
  for (auto& constraint : read.constraints) {
    if (auto* check = std::get_if<Check>(&constraint)) out.checks.push_back(std::move(*check));
  }
  return out;
}

}  // namespace athanor::postgresql
