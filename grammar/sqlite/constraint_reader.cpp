#include "grammar/sqlite/constraint_reader.hpp"

#include <fmt/format.h>

namespace athanor::sqlite {
namespace {

ReferenceAction reference_action(SQLiteParser::Reference_actionContext* action) {
  if (action->CASCADE() != nullptr) return ReferenceAction::Cascade;
  if (action->RESTRICT() != nullptr) return ReferenceAction::Restrict;
  if (action->NO() != nullptr) return ReferenceAction::NoAction;
  return action->NULL_() != nullptr ? ReferenceAction::SetNull : ReferenceAction::SetDefault;
}

MatchType match_type(const Written& written, SQLiteParser::NameContext* name) {
  auto word = written.name(name);
  if (ascii_iequals(word, "full")) return MatchType::Full;
  if (ascii_iequals(word, "partial")) return MatchType::Partial;
  if (!ascii_iequals(word, "simple")) {
    written.error(name->start, fmt::format("unknown MATCH type \"{}\"", word));
  }
  return MatchType::Simple;
}

/// ON INSERT is taken by SQLite's grammar and does nothing.
void add_argument(const Written& written, SQLiteParser::Reference_argumentContext* argument,
                  ForeignKey& key) {
  if (argument->MATCH() != nullptr) {
    key.match = match_type(written, argument->name());
    return;
  }
  auto action = reference_action(argument->reference_action());
  if (argument->event->getType() == SQLiteParser::DELETE) key.on_delete = action;
  if (argument->event->getType() == SQLiteParser::UPDATE) key.on_update = action;
}

std::vector<KeyColumn> key_columns(const Written& written,
                                   const std::vector<SQLiteParser::Indexed_columnContext*>& nodes) {
  std::vector<KeyColumn> columns;
  for (auto* node : nodes) {
    auto column = bare_column(written, node->expr());
    if (!column) {
      written.error(node->start,
                    "an expression cannot stand in a PRIMARY KEY or UNIQUE constraint");
      continue;
    }
    if (node->NULLS() != nullptr) {
      written.error(node->NULLS()->getSymbol(), "NULLS FIRST and LAST cannot stand in a key");
    }
    columns.push_back({column->name, column->collation, sort_order(node->order)});
  }
  return columns;
}

template <class Key>
Key read_key(const Written& written, SQLiteParser::Table_constraintContext* constraint,
             ConstraintName name) {
  Key key;
  key.name = std::move(name);
  key.columns = key_columns(written, constraint->indexed_column());
  key.on_conflict = conflict_action(constraint->conflict());
  key.place = written.place(constraint->start);
  return key;
}

Check read_check(const Written& written, SQLiteParser::Table_constraintContext* constraint,
                 ConstraintName name) {
  Check check;
  check.name = std::move(name);
  check.expression = written.expression(constraint->expr());
  check.on_conflict = conflict_action(constraint->conflict());
  check.place = written.place(constraint->start);
  return check;
}

ForeignKey read_foreign_key(const Written& written,
                            SQLiteParser::Table_constraintContext* constraint,
                            ConstraintName name) {
  auto key = read_reference(written, constraint->reference());
  key.name = std::move(name);
  key.columns = written.names(constraint->name_list());
  bool deferrable = constraint->deferrable() != nullptr && constraint->NOT() == nullptr;
  if (deferrable) key.deferrable = read_deferrable(constraint->deferrable());
  key.place = written.place(constraint->start);
  return key;
}

}  // namespace

Deferrable read_deferrable(SQLiteParser::DeferrableContext* deferrable) {
  bool deferred = deferrable->initially != nullptr &&
                  deferrable->initially->getType() == SQLiteParser::DEFERRED;
  return deferred ? Deferrable::InitiallyDeferred : Deferrable::InitiallyImmediate;
}

ForeignKey read_reference(const Written& written, SQLiteParser::ReferenceContext* reference) {
  ForeignKey key;
  key.table.name = written.name(reference->table);
  key.referenced = written.names(reference->name_list());
  for (auto* argument : reference->reference_argument()) add_argument(written, argument, key);
  key.place = written.place(reference->start);
  return key;
}

std::optional<Constraint> read_table_constraint(const Written& written,
                                                SQLiteParser::Table_constraintContext* constraint,
                                                ConstraintName name) {
  switch (constraint->start->getType()) {
    case SQLiteParser::PRIMARY: {
      auto key = read_key<PrimaryKey>(written, constraint, std::move(name));
      key.autoincrement = constraint->AUTOINCREMENT() != nullptr;
      return key;
    }
    case SQLiteParser::UNIQUE:
      return read_key<Unique>(written, constraint, std::move(name));
    case SQLiteParser::CHECK:
      return read_check(written, constraint, std::move(name));
    case SQLiteParser::FOREIGN:
      return read_foreign_key(written, constraint, std::move(name));
    default:
      return std::nullopt;
  }
}

}  // namespace athanor::sqlite
