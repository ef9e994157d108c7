#include "grammar/postgresql/statement_reader.hpp"

#include <fmt/format.h>

#include "grammar/postgresql/alter_object_reader.hpp"
#include "grammar/postgresql/alter_reader.hpp"
#include "grammar/postgresql/column_reader.hpp"
#include "grammar/postgresql/index_reader.hpp"
#include "grammar/postgresql/object_reader.hpp"
#include "grammar/postgresql/row_change_reader.hpp"
#include "grammar/postgresql/session_reader.hpp"
#include "grammar/postgresql/table_reader.hpp"
#include "grammar/postgresql/unmodelled.hpp"

namespace athanor::postgresql {
namespace {

using P = PostgreSQLParser;

std::vector<Action> one(std::optional<Action> action) {
  std::vector<Action> out;
  if (action) out.push_back(std::move(*action));
  return out;
}

std::optional<Action> read_creation(const Written& written, P::CreatedContext* created) {
  if (auto* node = created->table_definition()) {
    auto table = read_table(written, node);
    return table ? std::optional<Action>(std::move(*table)) : std::nullopt;
  }
  if (auto* node = created->index_definition()) return read_index(written, node);
  if (auto* node = created->sequence_definition()) return read_sequence(written, node);
  if (auto* node = created->type_definition()) return read_new_type(written, node);
  if (auto* node = created->extension_definition()) return read_extension(written, node);
  if (auto* node = created->collation_definition()) return read_collation(written, node);
  Create<Domain> domain;
  domain.object = read_domain(written, created->domain_definition());
  return domain;
}

std::optional<Action> read_alter(const Written& written, P::AlteredContext* altered) {
  if (altered->table_alteration() == nullptr) return read_alter_object(written, altered);
  auto table = read_alter_table(written, altered);
  return table ? std::optional<Action>(std::move(*table)) : std::nullopt;
}

ObjectKind object_kind(const antlr4::Token* word) {
  switch (word->getType()) {
    case P::SEQUENCE:
      return ObjectKind::Sequence;
    case P::INDEX:
      return ObjectKind::Index;
    case P::TYPE:
      return ObjectKind::Type;
    case P::DOMAIN:
      return ObjectKind::Domain;
    case P::COLLATION:
      return ObjectKind::Collation;
    case P::SCHEMA:
      return ObjectKind::Schema;
    case P::EXTENSION:
      return ObjectKind::Extension;
    default:
      return ObjectKind::Table;
  }
}

Drop read_drop(const Written& written, P::DroppedContext* node) {
  bool cascade = node->behavior() != nullptr && node->behavior()->CASCADE() != nullptr;
  Drop drop{object_kind(node->kind),         {},          node->if_exists() != nullptr, cascade,
            node->CONCURRENTLY() != nullptr, std::nullopt};
  for (auto* name : node->any_name()) drop.names.push_back(written.qualified(name));
  return drop;
}

/// COMMENT ON COLUMN table.column: the last part is the column's name.
void split_column(const Written& written, P::CommentedContext* node, CommentOn& out) {
  auto parts = written.parts(node->any_name());
  out.kind = ObjectKind::Table;
  out.part = CommentOn::Part{PartKind::Column, parts.back()};
  parts.pop_back();
  if (parts.empty()) {
    written.error(node->any_name()->start, "a column is named together with its table");
    parts.push_back("");
  }
  out.name = written.qualified(std::move(parts), node->any_name()->start);
}

CommentOn read_comment(const Written& written, P::StatementContext* statement) {
  auto* node = statement->commented();
  CommentOn out{object_kind(node->kind), {}, std::nullopt, std::nullopt};
  if (auto* text = statement->comment_text()->string()) out.text = written.string(text);
  if (out.text == "") out.text.reset();
  if (node->kind->getType() == P::COLUMN) {
    split_column(written, node, out);
    return out;
  }
  out.name = written.qualified(node->any_name());
  if (node->kind->getType() == P::CONSTRAINT) {
    out.kind = node->DOMAIN() != nullptr ? ObjectKind::Domain : ObjectKind::Table;
    out.part = CommentOn::Part{PartKind::Constraint, written.name(node->name())};
  }
  return out;
}

std::vector<Action> read_tree(const Written& written, P::StatementContext* tree) {
  if (auto* created = tree->created()) {
    if (created->schema_definition() != nullptr) {
      return read_schema(written, created->schema_definition());
    }
    auto out = one(read_creation(written, created));
    // The query of a temporary table may change rows on its way.
    auto* table = created->table_definition();
    if (!out.empty() && table != nullptr && table->as != nullptr) {
      for (auto& rows : read_row_changes(Front(written))) out.emplace_back(std::move(rows));
    }
    return out;
  }
  if (auto* altered = tree->altered()) return one(read_alter(written, altered));
  if (auto* dropped = tree->dropped()) return one(read_drop(written, dropped));
  return one(read_comment(written, tree));
}

/// The object that a statement about an unmodelled kind is about, as far as it can be told.
std::string object_name(Front& front) {
  front.take("if not exists");
  front.take("if exists");
  if (front.word().empty() && front.type() != P::QUOTED_NAME) return {};
  return fmt::format(" \"{}\"", display(front.take_qualified()));
}

/// Tells of an unmodelled kind, or finds the statement to be of no effect on a schema. Absent where
/// the kind is modelled.
std::optional<std::vector<Action>> read_unmodelled(const Written& written) {
  Front front(written);
  auto verb = std::string(written.exact(front.token()));
  front.next();
  front.take("on");
  const auto* place = front.token();
  auto kind = take_unmodelled_kind(front);
  if (!kind) return std::nullopt;
  if (kind->effect != UnmodelledKind::Effect::Schema)
    return one(Inert{verb + ' ' + kind->singular});
  written.error(place, fmt::format("{}{}: {} are not read yet", kind->singular, object_name(front),
                                   kind->plural));
  return std::vector<Action>();
}

bool is_definition(std::size_t type) {
  return type == P::CREATE || type == P::ALTER || type == P::DROP || type == P::COMMENT;
}

}  // namespace

std::vector<Action> read_actions(const Written& written) {
  auto& parsing = written.parsing();
  if (!is_definition(parsing.tokens().get(0)->getType())) {
    return read_session_statement(written);
  }
  if (auto unmodelled = read_unmodelled(written)) return std::move(*unmodelled);
  if (auto* tree = parsing.statement()) return read_tree(written, tree);
  const auto& error = *parsing.error();
  written.error(error.token, error.message, error.notes);
  return {};
}

}  // namespace athanor::postgresql
