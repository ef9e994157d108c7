#include <fmt/format.h>

#include <algorithm>

#include "engine/dialects/postgresql/health.hpp"
#include "engine/dialects/postgresql/names.hpp"

namespace athanor::postgresql {
namespace {

using health::Ailment;
using health::Condition;

/// So many sequences are asked for their next value in one query: it holds a lock on each of them
/// and on what they feed, which are not endless (max_locks_per_transaction).
constexpr std::size_t kSequencesAtOnce = 200;

constexpr const char* kUnsoundIndexes = R"(
SELECT n.nspname, t.relname, i.relname,
       CASE WHEN p.pid IS NOT NULL THEN 'is being built at this moment'
            WHEN NOT x.indislive THEN 'is being dropped'
            WHEN NOT x.indisready THEN 'is not ready: rows are not even entered into it'
            ELSE 'is not valid: no query uses it' END
  FROM pg_index AS x
  JOIN pg_class AS i ON i.oid = x.indexrelid
  JOIN pg_class AS t ON t.oid = x.indrelid
  JOIN pg_namespace AS n ON n.oid = t.relnamespace
  LEFT JOIN pg_stat_progress_create_index AS p
    ON p.index_relid = x.indexrelid AND p.datname = current_database()
 WHERE NOT (x.indisvalid AND x.indisready AND x.indislive) AND x.indexrelid >= 16384
   AND t.relpersistence <> 't'
 ORDER BY 1, 2, 3)";

/// Of tables and of domains. A constraint that is not even enforced (18 and newer) is so on
/// purpose.
constexpr const char* kUnvalidated = R"(
SELECT n.nspname, coalesce(t.relname, d.typname), c.conname, d.oid IS NOT NULL
  FROM pg_constraint AS c
  LEFT JOIN pg_class AS t ON t.oid = c.conrelid AND t.relpersistence <> 't'
  LEFT JOIN pg_type AS d ON d.oid = c.contypid
  JOIN pg_namespace AS n ON n.oid = coalesce(t.relnamespace, d.typnamespace)
 WHERE NOT c.convalidated AND coalesce(to_jsonb(c) ->> 'conenforced', 'true') = 'true'
   AND c.oid >= 16384
 ORDER BY 4, 1, 2, 3)";

/// What a sequence feeds: the column that owns it, unless that column's default is something else,
/// and every column whose default is its next value. One that goes round is never ahead for long.
constexpr const char* kFedColumns = R"(
SELECT n.nspname, t.relname, a.attname, sn.nspname, s.relname, q.seqincrement,
       CASE WHEN q.seqincrement > 0 THEN q.seqmax ELSE q.seqmin END,
       has_column_privilege(t.oid, a.attnum, 'SELECT') AND has_sequence_privilege(s.oid, 'SELECT')
  FROM (SELECT objid AS sequence, refobjid AS relation, refobjsubid AS position
          FROM pg_depend
         WHERE classid = 'pg_class'::regclass AND objsubid = 0 AND deptype IN ('a', 'i')
           AND refclassid = 'pg_class'::regclass AND refobjsubid > 0
         UNION
        SELECT d.refobjid, v.adrelid, v.adnum
          FROM pg_attrdef AS v
          JOIN pg_depend AS d ON d.classid = 'pg_attrdef'::regclass AND d.objid = v.oid
           AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid = 0) AS f
  JOIN pg_sequence AS q ON q.seqrelid = f.sequence
  JOIN pg_class AS s ON s.oid = f.sequence
  JOIN pg_namespace AS sn ON sn.oid = s.relnamespace
  JOIN pg_class AS t ON t.oid = f.relation
  JOIN pg_namespace AS n ON n.oid = t.relnamespace
  JOIN pg_attribute AS a ON a.attrelid = f.relation AND a.attnum = f.position
  LEFT JOIN pg_attrdef AS v ON v.adrelid = f.relation AND v.adnum = f.position
 WHERE t.relkind IN ('r', 'p') AND NOT t.relispartition AND t.relpersistence <> 't'
   AND NOT a.attisdropped AND NOT q.seqcycle
   AND a.atttypid IN ('int2'::regtype, 'int4'::regtype, 'int8'::regtype, 'numeric'::regtype)
   AND (a.attidentity <> '' OR v.oid IS NULL
        OR pg_get_expr(v.adbin, v.adrelid) ~ '^nextval\(''.*''::(regclass|text)\)$')
 ORDER BY 1, 2, 3)";

/// The next value of each sequence beside what its column has reached, of those that are behind or
/// at their end; {} are the questions, one a sequence.
constexpr const char* kLaggingSequences = R"(
SELECT at, reached, next, reached IS NOT NULL AND (next - reached) * step <= 0
  FROM ({}) AS q
 WHERE (reached IS NOT NULL AND (next - reached) * step <= 0) OR (next - last) * step > 0
 ORDER BY at)";
constexpr const char* kSequenceQuestion =
    "SELECT {0} AS at, (SELECT {1}({2}) FROM {3})::numeric AS reached, "
    "last_value::numeric + CASE WHEN is_called THEN {5} ELSE 0 END AS next, "
    "{5}::numeric AS step, {6}::numeric AS last FROM {4}";

QualifiedName name_in_graph(const std::string& schema, const std::string& name) {
  return {schema == "public" ? "" : schema, name};
}

const std::string& health_cell(const Row& row, std::size_t at) {
  static const std::string none;
  return row.at(at) ? *row[at] : none;
}

Condition sound_indexes(Session& session, const Schema& schema) {
  Condition out{"indexes are valid and ready",
                {},
                "DROP INDEX CONCURRENTLY and create it again, or REINDEX INDEX CONCURRENTLY; a "
                "unique one may have failed for rows that are alike",
                ""};
  for (const auto& row : session.query(kUnsoundIndexes)) {
    auto table = name_in_graph(health_cell(row, 0), health_cell(row, 1));
    if (!schema.tables.contains(table)) continue;
    const auto& index = health_cell(row, 2);
    out.ailments.push_back(
        {table, index, fmt::format("{} on {} {}", index, display(table), health_cell(row, 3))});
  }
  return out;
}

Condition validated_constraints(Session& session, const Schema& schema) {
  Condition out{"constraints are validated",
                {},
                "ALTER TABLE ... VALIDATE CONSTRAINT ..., or ALTER DOMAIN ...",
                ""};
  for (const auto& row : session.query(kUnvalidated)) {
    auto owner = name_in_graph(health_cell(row, 0), health_cell(row, 1));
    bool of_domain = health_cell(row, 3) == "t";
    if (of_domain ? !schema.domains.contains(owner) : !schema.tables.contains(owner)) continue;
    const auto& name = health_cell(row, 2);
    out.ailments.push_back(
        {owner, name,
         fmt::format("{} on {}{} is NOT VALID: {} that were there may break it", name,
                     of_domain ? "domain " : "", display(owner), of_domain ? "values" : "rows")});
  }
  return out;
}

/// A column that a sequence feeds.
struct Fed {
  QualifiedName table;
  std::string column;
  QualifiedName sequence;
  std::string step, last;

  bool goes_up() const { return !step.starts_with('-'); }
};

/// With its schema, whatever the search path is.
std::string in_sql(const QualifiedName& name) {
  return quote_name(QualifiedName{name.schema.empty() ? "public" : name.schema, name.name});
}

std::vector<Fed> fed_columns(Session& session, const Schema& schema, std::string& unknown) {
  std::vector<Fed> out;
  std::size_t hidden = 0;
  for (const auto& row : session.query(kFedColumns)) {
    auto table = name_in_graph(health_cell(row, 0), health_cell(row, 1));
    if (!schema.tables.contains(table)) continue;
    if (health_cell(row, 7) != "t") {
      ++hidden;
      continue;
    }
    out.push_back({table, health_cell(row, 2),
                   name_in_graph(health_cell(row, 3), health_cell(row, 4)), health_cell(row, 5),
                   health_cell(row, 6)});
  }
  if (hidden > 0) unknown = fmt::format("no right to read {} of the sequences' columns", hidden);
  return out;
}

std::string question_about(const Fed& fed, std::size_t at) {
  return fmt::format(kSequenceQuestion, at, fed.goes_up() ? "max" : "min", quote_name(fed.column),
                     in_sql(fed.table), in_sql(fed.sequence), fed.step, fed.last);
}

std::string complaint_about(const Fed& fed, const Row& row) {
  auto column = display(fed.table) + "." + fed.column;
  if (health_cell(row, 3) != "t") {
    return fmt::format("{}, which feeds {}, has no value left", display(fed.sequence), column);
  }
  return fmt::format("{} gives {} next, and {} has reached {}", display(fed.sequence),
                     health_cell(row, 2), column, health_cell(row, 1));
}

Condition sequences_ahead(Session& session, const Schema& schema) {
  Condition out{"sequences are ahead of their columns",
                {},
                "SELECT setval('SEQUENCE', (SELECT max(COLUMN) FROM TABLE))",
                ""};
  auto all = fed_columns(session, schema, out.unknown);
  for (std::size_t begin = 0; begin < all.size(); begin += kSequencesAtOnce) {
    auto end = std::min(begin + kSequencesAtOnce, all.size());
    std::string questions;
    for (std::size_t i = begin; i < end; ++i) {
      questions += (i == begin ? "" : " UNION ALL ") + question_about(all[i], i);
    }
    for (const auto& row : session.query(fmt::format(kLaggingSequences, questions))) {
      const auto& fed = all.at(std::stoul(health_cell(row, 0)));
      out.ailments.push_back({fed.table, fed.column, complaint_about(fed, row)});
    }
  }
  return out;
}

}  // namespace

std::vector<Condition> conditions(Session& session, const Schema& schema) {
  return {sound_indexes(session, schema), validated_constraints(session, schema),
          sequences_ahead(session, schema)};
}

}  // namespace athanor::postgresql
