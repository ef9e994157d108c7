/// Constraints of tables and domains.

#include <fmt/format.h>

#include "engine/dialects/postgresql/check_texts.hpp"
#include "engine/dialects/postgresql/connection.hpp"
#include "engine/dialects/postgresql/reading.hpp"

namespace athanor::postgresql {
namespace {

std::string constraint_query(int version) {
  const char* delete_columns = version >= 150000 ? "con.confdelsetcols" : "NULL";
  const char* beyond = version >= 180000 ? "con.conperiod OR NOT con.conenforced" : "false";
  return fmt::format(R"(
SELECT con.oid, con.conrelid, con.contypid, con.conname, con.contype, con.conislocal,
       con.condeferrable, con.condeferred, con.convalidated, con.connoinherit, con.conindid,
       con.conkey, con.confrelid, con.confkey, con.confdeltype, con.confupdtype,
       con.confmatchtype, {}, con.conbin,
       CASE WHEN con.contype = 'x' THEN
         ARRAY(SELECT CASE WHEN o.oprnamespace IN ('pg_catalog'::regnamespace, 2200) THEN o.oprname
                           ELSE format('OPERATOR(%I.%s)', o.oprnamespace::regnamespace::name,
                                       o.oprname) END
                 FROM unnest(con.conexclop) WITH ORDINALITY AS x(operator, place)
                 JOIN pg_operator AS o ON o.oid = x.operator ORDER BY x.place) END,
       {}
  FROM pg_constraint AS con
 WHERE con.oid >= 16384 AND con.contype IN ('p', 'u', 'f', 'c', 'x'))",
                     delete_columns, beyond);
}

/// The cells of one row, in the query's order.
struct ConstraintRow {
  explicit ConstraintRow(Cells& cells)
      : oid(cells.oid()),
        table(cells.oid()),
        domain(cells.oid()),
        name(cells.string()),
        kind(cells.letter()),
        local(cells.flag()),
        can_defer(cells.flag()),
        deferred(cells.flag()),
        validated(cells.flag()),
        no_inherit(cells.flag()),
        index(cells.oid()),
        columns(cells.text()),
        referenced_table(cells.oid()),
        referenced(cells.text()),
        on_delete(cells.letter()),
        on_update(cells.letter()),
        match(cells.letter()),
        delete_columns(cells.text()),
        tree(cells.text()),
        operators(cells.text()),
        beyond(cells.flag()) {}

  std::optional<Deferrable> deferrable() const {
    if (!can_defer) return std::nullopt;
    return deferred ? Deferrable::InitiallyDeferred : Deferrable::InitiallyImmediate;
  }

  Oid oid, table, domain;
  std::string name;
  char kind;
  bool local, can_defer, deferred, validated, no_inherit;
  Oid index;
  std::string_view columns;
  Oid referenced_table;
  std::string_view referenced;
  char on_delete, on_update, match;
  std::string_view delete_columns;
  std::string_view tree;  ///< of a check
  std::string_view operators;
  bool beyond;
};

ReferenceAction action(char letter) {
  switch (letter) {
    case 'r':
      return ReferenceAction::Restrict;
    case 'c':
      return ReferenceAction::Cascade;
    case 'n':
      return ReferenceAction::SetNull;
    case 'd':
      return ReferenceAction::SetDefault;
    default:
      return ReferenceAction::NoAction;
  }
}

MatchType match_type(char letter) {
  return letter == 'f' ? MatchType::Full : letter == 'p' ? MatchType::Partial : MatchType::Simple;
}

std::vector<std::string> column_names(const Relation& relation, std::string_view numbers) {
  std::vector<std::string> out;
  for (auto number : array_numbers(numbers)) out.push_back(relation.column_name(number));
  return out;
}

/// What a constraint has of the index behind it, which is the constraint's own from here on.
template <class T>
void take_index(Reading& reading, Oid oid, T& constraint) {
  auto found = reading.indexes.find(oid);
  if (found == reading.indexes.end()) return;
  auto& index = found->second.index;
  constraint.include = std::move(index.include);
  constraint.with = std::move(index.with);
  constraint.tablespace = std::move(index.tablespace);
  if (index.comment) {
    reading.not_read("index", index.name, "comments on the indexes of constraints");
  }
}

template <class T>
T keyed(Reading& reading, const Relation& relation, const ConstraintRow& row) {
  T key;
  key.name = row.name;
  for (auto& column : column_names(relation, row.columns)) key.columns.push_back({column, {}, {}});
  key.deferrable = row.deferrable();
  key.comment = reading.comments.take(Catalogue::Constraint, row.oid);
  take_index(reading, row.index, key);
  return key;
}

void put_unique(Reading& reading, Relation& relation, const ConstraintRow& row) {
  auto unique = keyed<Unique>(reading, relation, row);
  auto index = reading.indexes.find(row.index);
  if (index != reading.indexes.end()) unique.nulls_distinct = index->second.index.nulls_distinct;
  relation.table.uniques.push_back(std::move(unique));
}

void put_foreign_key(Reading& reading, Relation& relation, const ConstraintRow& row) {
  ForeignKey key;
  const auto& referenced = reading.relations.at(row.referenced_table);
  key.name = row.name;
  key.columns = column_names(relation, row.columns);
  key.table = referenced.name;
  key.referenced = column_names(referenced, row.referenced);
  key.on_delete = action(row.on_delete);
  key.on_update = action(row.on_update);
  key.on_delete_columns = column_names(relation, row.delete_columns);
  key.match = match_type(row.match);
  key.deferrable = row.deferrable();
  key.validated = row.validated;
  key.comment = reading.comments.take(Catalogue::Constraint, row.oid);
  relation.table.foreign_keys.push_back(std::move(key));
}

Check make_check(Reading& reading, const ConstraintRow& row, const CheckTexts& texts) {
  Check check;
  check.name = row.name;
  check.expression.text = bare_expression(texts.at(row.oid));
  check.inherit = !row.no_inherit;
  check.validated = row.validated;
  check.comment = reading.comments.take(Catalogue::Constraint, row.oid);
  return check;
}

void put_exclusion(Reading& reading, Relation& relation, const ConstraintRow& row) {
  auto& index = reading.indexes.at(row.index);
  Exclusion exclusion;
  exclusion.name = row.name;
  exclusion.method = index.index.method.value_or("btree");
  auto operators = array_elements(row.operators);
  for (std::size_t at = 0; at < operators.size(); ++at) {
    exclusion.elements.push_back({Expression{index.keys.at(at), {}}, operators[at]});
  }
  exclusion.where = index.index.where;
  exclusion.deferrable = row.deferrable();
  exclusion.comment = reading.comments.take(Catalogue::Constraint, row.oid);
  take_index(reading, row.index, exclusion);
  relation.table.exclusions.push_back(std::move(exclusion));
}

void put_table_constraint(Reading& reading, Relation& relation, const ConstraintRow& row,
                          const CheckTexts& texts) {
  if (row.beyond) {
    reading.not_read("constraint", row.name, "constraints WITHOUT OVERLAPS and NOT ENFORCED");
  }
  switch (row.kind) {
    case 'p':
      relation.table.primary_key = keyed<PrimaryKey>(reading, relation, row);
      break;
    case 'u':
      put_unique(reading, relation, row);
      break;
    case 'f':
      put_foreign_key(reading, relation, row);
      break;
    case 'x':
      put_exclusion(reading, relation, row);
      break;
    default:
      if (row.local) relation.table.checks.push_back(make_check(reading, row, texts));
      break;
  }
  if (row.kind != 'f') reading.indexes.erase(row.index);
}

/// The rows of tables and domains of the graph. They hold texts of `result`.
std::vector<ConstraintRow> rows_in_graph(Reading& reading, const pqxx::result& result) {
  std::vector<ConstraintRow> out;
  for (const auto& cells_of_row : result) {
    Cells cells(cells_of_row);
    ConstraintRow row(cells);
    if (reading.domains.contains(row.domain) || reading.listed(row.table)) {
      out.push_back(std::move(row));
    }
  }
  return out;
}

std::vector<CheckTree> trees_of(const std::vector<ConstraintRow>& rows) {
  std::vector<CheckTree> out;
  for (const auto& row : rows) {
    if (row.kind == 'c' && row.local) out.push_back({row.oid, row.table, row.tree, row.columns});
  }
  return out;
}

}  // namespace

void read_constraints(Reading& reading) {
  auto result = reading.connection.run(constraint_query(reading.connection.server_version()));
  auto rows = rows_in_graph(reading, result);
  auto texts = check_texts(reading, trees_of(rows));
  for (const auto& row : rows) {
    if (auto domain = reading.domains.find(row.domain); domain != reading.domains.end()) {
      auto& checks = reading.schema.domains.at(domain->second).checks;
      checks.push_back(make_check(reading, row, texts));
    } else {
      put_table_constraint(reading, *reading.listed(row.table), row, texts);
    }
  }
}

}  // namespace athanor::postgresql
