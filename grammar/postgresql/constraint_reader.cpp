#include "grammar/postgresql/constraint_reader.hpp"

#include <fmt/format.h>

#include "grammar/postgresql/index_reader.hpp"
#include "grammar/postgresql/option_reader.hpp"

namespace athanor::postgresql {
namespace {

using P = PostgreSQLParser;

ReferenceAction reference_action(P::Reference_actionContext* action) {
  if (action->CASCADE() != nullptr) return ReferenceAction::Cascade;
  if (action->RESTRICT() != nullptr) return ReferenceAction::Restrict;
  if (action->NO() != nullptr) return ReferenceAction::NoAction;
  return action->NULL_() != nullptr ? ReferenceAction::SetNull : ReferenceAction::SetDefault;
}

MatchType match_type(const antlr4::Token* word) {
  if (word->getType() == P::FULL) return MatchType::Full;
  return word->getType() == P::PARTIAL ? MatchType::Partial : MatchType::Simple;
}

void add_argument(const Written& written, P::Reference_argumentContext* argument, ForeignKey& key) {
  if (argument->match != nullptr) {
    key.match = match_type(argument->match);
    if (key.match == MatchType::Partial) {
      written.error(argument->match, "MATCH PARTIAL is not implemented by PostgreSQL");
    }
    return;
  }
  auto* action = argument->reference_action();
  auto columns = written.names(action->name_list());
  if (argument->event->getType() == P::DELETE) {
    key.on_delete = reference_action(action);
    key.on_delete_columns = std::move(columns);
    return;
  }
  key.on_update = reference_action(action);
  if (!columns.empty()) {
    written.error(action->name_list()->start, "a column list can only stand after ON DELETE");
  }
}

std::vector<KeyColumn> key_columns(const Written& written, P::Name_listContext* list) {
  std::vector<KeyColumn> columns;
  for (auto& name : written.names(list)) {
    columns.push_back({std::move(name), std::nullopt, std::nullopt});
  }
  return columns;
}

/// Qualifiers of pg_catalog go without saying.
std::string exclusion_operator(const Written& written, P::Exclusion_elementContext* node) {
  if (node->any_operator() != nullptr) return written.folded(node->any_operator());
  auto* qualified = node->qualified_operator();
  auto op = written.folded(qualified->any_operator());
  if (qualified->label().empty()) return op;
  auto schema = written.name(qualified->label(0));
  return schema == "pg_catalog" || schema == "public" ? op : schema + '.' + op;
}

template <class Key>
void fill_index_parameters(const Written& written, P::Index_parametersContext* node, Key& key) {
  if (node == nullptr) return;
  if (node->including() != nullptr) key.include = written.names(node->including()->name_list());
  key.with = read_options(written, node->definitions());
  if (node->space != nullptr) key.tablespace = written.name(node->space);
}

Exclusion read_exclusion(const Written& written, P::Constraint_bodyContext* body) {
  Exclusion exclusion;
  exclusion.method = body->method != nullptr ? written.name(body->method) : "btree";
  for (auto* node : body->exclusion_element()) {
    auto* element = node->index_element();
    bool alone = element->expr() != nullptr && element->stop->getType() == P::RP;
    auto text = alone ? written.expression(element->expr())
                      : written.expression(element->start, element->stop);
    exclusion.elements.push_back({std::move(text), exclusion_operator(written, node)});
  }
  if (body->where != nullptr) exclusion.where = written.expression(body->where);
  return exclusion;
}

Check read_check(const Written& written, P::Constraint_bodyContext* body) {
  Check check;
  check.expression = written.expression(body->expr());
  return check;
}

ForeignKey read_foreign_key(const Written& written, P::Constraint_bodyContext* body) {
  auto key = read_reference(written, body->reference());
  key.columns = written.names(body->name_list());
  return key;
}

template <class Key>
Key read_key(const Written& written, P::Constraint_bodyContext* body) {
  Key key;
  key.columns = key_columns(written, body->name_list());
  fill_index_parameters(written, body->index_parameters(), key);
  return key;
}

Constraint read_body(const Written& written, P::Constraint_bodyContext* body) {
  switch (body->start->getType()) {
    case P::CHECK:
      return read_check(written, body);
    case P::PRIMARY:
      return read_key<PrimaryKey>(written, body);
    case P::UNIQUE: {
      auto key = read_key<Unique>(written, body);
      auto* nulls = body->nulls_distinct();
      key.nulls_distinct = nulls == nullptr || nulls->NOT() == nullptr;
      return key;
    }
    case P::FOREIGN:
      return read_foreign_key(written, body);
    default: {
      auto exclusion = read_exclusion(written, body);
      fill_index_parameters(written, body->index_parameters(), exclusion);
      return exclusion;
    }
  }
}

/// Gives a constraint the attributes that only some kinds have.
class AttributeReader {
 public:
  AttributeReader(const Written& written, std::vector<P::Constraint_attributeContext*> attributes)
      : written_(written), attributes_(std::move(attributes)) {}

  void give(Check& check) {
    forbid_deferring("a check constraint");
    check.inherit = !has_no_inherit();
    check.validated = !has_not_valid();
  }
  void give(ForeignKey& key) {
    forbid_no_inherit();
    key.deferrable = read_deferrable(attributes_);
    key.validated = !has_not_valid();
  }
  template <class Key>
  void give(Key& key) {
    forbid_no_inherit();
    if (auto* node = find_not_valid()) {
      written_.error(node->start, "NOT VALID is for foreign keys and check constraints only");
    }
    key.deferrable = read_deferrable(attributes_);
  }

 private:
  P::Constraint_attributeContext* find_not_valid() const {
    for (auto* node : attributes_) {
      if (node->VALID() != nullptr) return node;
    }
    return nullptr;
  }
  P::Constraint_attributeContext* find_no_inherit() const {
    for (auto* node : attributes_) {
      if (node->INHERIT() != nullptr) return node;
    }
    return nullptr;
  }
  bool has_not_valid() const { return find_not_valid() != nullptr; }
  bool has_no_inherit() const { return find_no_inherit() != nullptr; }
  void forbid_no_inherit() const {
    if (auto* node = find_no_inherit()) {
      written_.error(node->start, "NO INHERIT is for check constraints only");
    }
  }
  void forbid_deferring(const char* what) const {
    for (auto* node : attributes_) {
      bool defers =
          (node->DEFERRABLE() != nullptr && node->NOT() == nullptr) || node->DEFERRED() != nullptr;
      if (defers) written_.error(node->start, fmt::format("{} cannot be deferrable", what));
    }
  }

  const Written& written_;
  std::vector<P::Constraint_attributeContext*> attributes_;
};

}  // namespace

std::optional<Deferrable> DeferrableReader::get() const {
  if (!deferrable_.value_or(deferred_)) return std::nullopt;
  return deferred_ ? Deferrable::InitiallyDeferred : Deferrable::InitiallyImmediate;
}

std::optional<Deferrable> read_deferrable(
    const std::vector<P::Constraint_attributeContext*>& attributes) {
  DeferrableReader reader;
  for (auto* node : attributes) {
    if (node->DEFERRABLE() != nullptr && node->NOT() == nullptr) reader.deferrable();
    if (node->DEFERRABLE() != nullptr && node->NOT() != nullptr) reader.not_deferrable();
    if (node->INITIALLY() != nullptr) reader.initially(node->DEFERRED() != nullptr);
  }
  return reader.get();
}

void read_index_parameters(const Written& written, P::Index_parametersContext* node,
                           PrimaryKey& key) {
  fill_index_parameters(written, node, key);
}
void read_index_parameters(const Written& written, P::Index_parametersContext* node, Unique& key) {
  fill_index_parameters(written, node, key);
}
void read_index_parameters(const Written& written, P::Index_parametersContext* node,
                           Exclusion& key) {
  fill_index_parameters(written, node, key);
}

ForeignKey read_reference(const Written& written, P::ReferenceContext* reference) {
  ForeignKey key;
  key.table = written.qualified(reference->any_name());
  key.referenced = written.names(reference->name_list());
  for (auto* argument : reference->reference_argument()) add_argument(written, argument, key);
  key.place = written.place(reference->start);
  return key;
}

AddConstraint read_table_constraint(const Written& written, P::Table_constraintContext* node) {
  auto* body = node->constraint_body();
  AddConstraint out{read_body(written, body), std::nullopt};
  if (body->index != nullptr) out.using_index = written.name(body->index);
  AttributeReader attributes(written, node->constraint_attribute());
  std::visit(
      [&](auto& constraint) {
        if (node->constraint != nullptr) constraint.name = written.name(node->constraint);
        constraint.place = written.place(node->start);
        attributes.give(constraint);
      },
      out.constraint);
  return out;
}

}  // namespace athanor::postgresql
