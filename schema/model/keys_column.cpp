#include "schema/model/keys_parts.hpp"
#include "schema/model/words.hpp"

namespace athanor::model {
namespace {

std::vector<Key> column_constraint_keys() {
  return {{"primary_key",
           {boolean(), object(Group::ColumnPrimaryKey)},
           "The column is the table's primary key; or a table with more about it."},
          {"autoincrement", {boolean()}, "SQLite never uses a rowid again (AUTOINCREMENT)."},
          {"unique",
           {boolean(), object(Group::ColumnUnique)},
           "No two rows have the same value; or a table with more about it."},
          {"references",
           {text(), object(Group::ColumnReference)},
           "The column that this one points at: \"rooms(id)\"; or a table with more about it."},
          {"check",
           {text(), object(Group::Check)},
           "SQL: what is true of every value; or a table with more about it."},
          {"index",
           {boolean(), object(Group::ColumnIndex)},
           "The column has an index; or a table with more about it."}};
}

}  // namespace

KeyGroup column_keys() {
  std::vector<Key> own = {
      {"type", {text()}, "The type: \"varchar(50)\", an enum's name, or a dialect's own type."},
      {"nullable",
       {boolean(), object(Group::NotNull)},
       "Whether it may be NULL, true when absent; a table means NOT NULL, with more about it."},
      {"default",
       {{Shape::Anything}},
       "A literal, or { sql = \"...\" } for an expression, { json = \"...\" } for JSON text, "
       "{ null = true } for NULL."},
      {"generated", {text(), object(Group::Generated)}, "SQL: the value is computed from others."},
      {"identity",
       {boolean(), text(), object(Group::Identity)},
       "The database numbers the rows; true is \"by default\".",
       all_words(kGenerationWords)},
      {"collation", {text()}, "The collation of its text."},
      comment_key(),
      {"storage",
       {text()},
       "How PostgreSQL stores long values.",
       {"plain", "external", "extended", "main", "default"}},
      {"compression", {text()}, "How PostgreSQL compresses long values: \"pglz\", \"lz4\"."},
      {"statistics", {integer()}, "The statistics target."},
      {"options", {{Shape::Scalars}}, "Attribute options: n_distinct, n_distinct_inherited."},
      renamed_key("The column's name before: a rename, not a drop and a create."),
      dialects_key()};
  return {"column", "A column.", joined({own, column_constraint_keys(), reference_clause_keys()})};
}

KeyGroup not_null_keys() {
  return {"not null constraint",
          "NOT NULL, with more about it.",
          {constraint_name_key(), conflict_key()}};
}

KeyGroup identity_keys() {
  return {"identity", "How the database numbers the rows.",
          joined({{{"generation",
                    {text()},
                    "Whether a row may bring its own number; absent: \"by default\".",
                    all_words(kGenerationWords)},
                   {"sequence",
                    {text()},
                    "The name of the sequence behind it, where it is not table_column_seq."}},
                  sequence_option_keys()})};
}

KeyGroup generated_keys() {
  return {"generated column",
          "How the value is computed.",
          {{"expression", {text()}, "SQL: the value.", {}, Presence::Required},
           {"stored", {boolean()}, "true: kept in the row; false: computed when read."}}};
}

std::vector<Key> sequence_option_keys() {
  return {{"type", {text()}, "The type of the numbers."},
          {"start", {integer()}, "The first number."},
          {"increment", {integer()}, "The step; negative counts down."},
          {"minimum", {integer()}, "The smallest number."},
          {"maximum", {integer()}, "The largest number."},
          {"cache", {integer()}, "How many numbers a session takes at once."},
          {"cycle", {boolean()}, "Whether it begins again after the last number."}};
}

}  // namespace athanor::model
